"""Headings, cells and rows: what matches, what is accepted, and that every problem is in words."""

import datetime as dt
import gc
from decimal import Decimal
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BeforeValidator, Field

from core.importing.collecting import uncollected
from core.importing.headings import Column, fold
from core.importing.rows import Row, columns_of, parse
from core.importing.values import Day, Fraction, OneOf, YesNo, day, fraction, yes_no
from core.spreadsheets import Line, Sheet

GRADES = OneOf(("Good", "Requires improvement"))


class Sample(Row):
    name: Annotated[str, Field(max_length=5)]
    held: YesNo
    share: Fraction = Decimal(1)
    grade: Annotated[str, BeforeValidator(GRADES), GRADES.accepts] = ""
    starts_on: Day = Field(alias="from")
    ends_on: Day | None = Field(None, alias="to")


def sample(number, name, starts_on, **values):
    """A row from texts, as a file has them."""
    given = {"number": number, "name": name, "held": "yes", "starts_on": str(starts_on), **values}
    return Sample.model_validate({key: value for key, value in given.items() if value is not None})


def sheet(headings, *rows):
    return Sheet("file.csv", headings, 1, [Line(n, list(row)) for n, row in enumerate(rows, start=2)])


def read(headings, *rows, also=()):
    found = parse(sheet(headings, *rows), Sample, also)
    return found.rows, [(p.row, p.column, p.value, p.accepted) for p in found.problems.found]


@pytest.mark.parametrize(
    "heading",
    [
        "case_holding",
        "Case holding",
        "CASE-HOLDING",
        " case\u00a0holding? ",
        "‘Case holding’",
        "Case_Holding:",
    ],
)
def test_headings_match_whatever_their_case_spaces_and_punctuation(heading):
    assert fold(heading) == fold("case_holding")


@pytest.mark.parametrize(
    "text",
    [
        "2023-09-03",
        "03/09/2023",
        "3/9/2023",
        "45172",
        "2023-09-03 00:00:00",
        "03/09/2023 14:30",
        "2023-09-03T10:00:00",
        "45172.604",
    ],
)
def test_a_date_is_iso_british_or_excels(text):
    assert day(text) == dt.date(2023, 9, 3)


@pytest.mark.parametrize(
    "text", ["31/02/2023", "09/2023", "2023-13-01", "3/9/23", "today", "00000", "1023-01-01", "٣/٩/٢٠٢٣"]
)
def test_anything_else_is_not_a_date(text):
    with pytest.raises(ValueError, match=r"."):
        day(text)


@pytest.mark.parametrize(("text", "value"), [("Yes", True), ("n", False), ("TRUE", True), ("0", False)])
def test_yes_and_no_come_in_several_forms(text, value):
    assert yes_no(text) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", "1"), ("0.6", "0.6"), (".5", "0.5"), ("0", "0"), ("1.0", "1"), ("60%", "0.6"), ("7.5 %", "0.075")],
)
def test_an_fte_is_from_0_to_1(text, value):
    assert fraction(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.2", "-0.5", "NaN", "0,6", "120%", "66.66%", "%", "0.6666", "1e-1", ""])
def test_no_other_number_is_an_fte(text):
    with pytest.raises(ValueError, match=r"."):
        fraction(text)


def test_a_row_is_read_by_its_headings_in_any_order_and_case():
    rows, problems = read(
        ["To", "HELD", "From", "Name", "Grade"], ["", "yes", "01/04/2023", "A", "requires  IMPROVEMENT"]
    )
    assert problems == []
    said = {"grade": "Requires improvement", "absent": frozenset({"share"})}
    assert rows == [sample(2, "A", dt.date(2023, 4, 1), **said)]


def test_each_problem_names_row_column_value_and_what_would_be_accepted():
    rows, problems = read(
        ["name", "held", "share", "grade", "from", "to"],
        ["A", "yes", "", "", "2023-04-01", ""],
        ["too long", "perhaps", "2", "Fine", "31/02/2023", "x"],
        ["", "no", "", "", "", ""],
    )
    assert [row.number for row in rows] == [2]
    date = "A date such as 2023-09-30 or 30/09/2023"
    assert problems == [
        (3, "name", "too long", "Text of up to 5 characters."),
        (3, "held", "perhaps", "Yes or no."),
        (3, "share", "2", "A decimal from 0 to 1, such as 0.6, or 60%."),
        (3, "grade", "Fine", "Good or Requires improvement."),
        (3, "from", "31/02/2023", f"{date}."),
        (3, "to", "x", f"{date}."),
        (4, "name", "", "Text of up to 5 characters; it must not be blank."),
        (4, "from", "", f"{date}; it must not be blank."),
    ]


def test_a_column_that_is_not_known_is_named_with_those_that_are_and_no_row_is_good():
    rows, problems = read(["name", "held", "from", "shoe size"], ["A", "yes", "2023-04-01", "42"])
    assert rows == []
    accepted = "There is no column shoe size. Accepted are name, held, share, grade, from or to."
    assert problems == [(1, "shoe size", "shoe size", accepted)]


def test_every_missing_column_is_named_once_not_once_a_row():
    rows, problems = read(["name"], ["A"], ["B"])
    assert rows == []
    assert problems == [
        (1, "held", "", "The column held is missing. It holds yes or no."),
        (1, "from", "", "The column from is missing. It holds a date such as 2023-09-30 or 30/09/2023."),
    ]


def test_two_columns_of_one_heading_are_a_problem():
    _, problems = read(["name", "held", "from", "Name"], ["A", "yes", "2023-04-01", "B"])
    assert problems == [
        (1, "Name", "Name", "One column headed Name; there are two (the second is column D).")
    ]


def test_a_file_of_headings_only_is_a_problem():
    assert read(["name", "held", "from"])[1] == [(1, "", "", "The file has headings and no row below them.")]


def test_a_value_beyond_the_headings_is_a_problem_of_its_row():
    rows, problems = read(
        ["name", "held", "from", ""], ["A", "yes", "2023-04-01"], ["B", "no", "2023-04-01", "x", "y"]
    )
    assert [row.number for row in rows] == [2]
    assert [problem[:3] for problem in problems] == [(3, "D", "x"), (3, "E", "y")]


def test_columns_that_only_the_importer_knows_come_by_their_heading():
    visit = Column("visit", "yes, no or na", False, "")
    rows, problems = read(["name", "held", "from", "Visit"], ["A", "yes", "2023-04-01", "na"], also=[visit])
    assert (rows[0].other, problems) == ({"visit": "na"}, [])


def test_a_thousand_problems_are_kept_and_all_are_counted():
    found = parse(sheet(["name", "held", "from"], *[["A", "perhaps", "x"]] * 900), Sample)
    assert (len(found.problems.found), found.problems.count, found.rows) == (1000, 1800, [])


def test_the_columns_of_a_row_say_what_they_hold():
    assert [(c.heading, c.accepts, c.required) for c in columns_of(Sample)][3:5] == [
        ("grade", "Good or Requires improvement", False),
        ("from", "a date such as 2023-09-30 or 30/09/2023", True),
    ]


CELL = st.one_of(st.text(max_size=12), st.sampled_from(["A", "yes", "no", "0.5", "2023-04-01", "Good", ""]))
HEADING = st.sampled_from(["name", "Held", "share", "grade", "from", "to", "x", "", "NAME"])


@given(st.lists(HEADING, min_size=1, max_size=7), st.lists(st.lists(CELL, max_size=8), max_size=6))
def test_whatever_the_cells_say_there_are_rows_or_problems_and_never_an_error(headings, rows):
    found = parse(sheet(headings, *rows), Sample)
    spoilt = found.problems.rows
    assert {row.number for row in found.rows}.isdisjoint(spoilt)
    if not found.problems.whole:
        assert len(found.rows) + len(spoilt) == found.total
    for problem in found.problems.found:
        assert problem.accepted.endswith(".")
        assert not {"ValueError", "None", "pydantic", "input"} & set(problem.accepted.split())


def test_while_a_file_is_read_python_looks_for_no_cycles_and_afterwards_it_does_again():
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(KeyError), uncollected():
        {}["nothing"]
    assert gc.isenabled()


def test_whoever_asks_is_told_how_far_it_is():
    told, row = [], ["A", "yes", "2023-04-01"]
    parse(sheet(["name", "held", "from"], *[row] * 6_000), Sample, (), lambda *n: told.append(n))
    assert told == [(0, 6000), (2500, 6000), (5000, 6000), (6000, 6000)]
