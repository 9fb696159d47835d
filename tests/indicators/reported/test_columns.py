"""Which column of a report is which."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.importing.problems import Problems
from indicators.imports import parse
from indicators.imports.reported.calendar import april_of, month
from indicators.imports.reported.columns import columns_of
from tests.indicators.reported.made import NOVEMBER, sheet

OCTOBER = dt.date(2022, 10, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Oct-22",
        "oct 2022",
        "October 2022",
        "2022-10",
        "2022-10-01",
        "31/10/2022",
        "10/2022",
        "44835",
        " Oct-22 ",
    ],
)
def test_a_month_is_read_as_spreadsheets_write_it(text):
    assert month(text) == OCTOBER


@pytest.mark.parametrize(
    "text", ["Dec-69", "Oct", "22", "Octo-22", "2022-13", "target", "1822-10", "May be 22"]
)
def test_what_is_no_month_is_none(text):
    assert month(text) is None


@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2049, 12, 31)))
def test_every_way_of_writing_a_month_reads_the_same(day):
    first = day.replace(day=1)
    written = [f"{day:%b-%y}", f"{day:%B %Y}", f"{day:%Y-%m}", day.isoformat(), f"{day:%d/%m/%Y}"]
    assert {month(text) for text in written} == {first}


def test_a_financial_year_begins_in_april():
    assert april_of(dt.date(2023, 10, 1)) == april_of(dt.date(2024, 3, 1)) == dt.date(2023, 4, 1)


def whole(*headings):
    """What is wrong with a file of these headings."""
    return parse(sheet(",".join(headings), "Referrals,1,2,3,4"), NOVEMBER).problems


def benchmarks(*headings):
    problems = Problems()
    council = ("Example Council", "southampton")
    columns = columns_of(sheet(",".join(["indicator", "Oct-22", *headings])), problems, council)
    return [(each.peer, each.year) for each in columns.benchmarks.values()], problems


def test_benchmark_columns_say_whose_and_of_which_year():
    found, problems = benchmarks(
        "southampton_21_22", "stat_neighbours_22_23", "South East 2022/23", "england_23_24"
    )
    assert found == [("council", 2021), ("neighbours", 2022), ("south_east", 2022), ("england", 2023)]
    assert not problems.count


def test_a_benchmark_without_a_year_is_of_the_one_year_that_the_file_names():
    found, problems = benchmarks("southampton_21_22", "statistical_neighbours", "south_east", "england")
    assert [year for _, year in found] == [2021] * 4
    assert not problems.count


@pytest.mark.parametrize("headings", [["england"], ["southampton_21_22", "southampton_22_23", "england"]])
def test_a_benchmark_of_no_year_is_a_problem(headings):
    _, problems = benchmarks(*headings)
    assert [problem.column for problem in problems.found] == ["england"]
    assert problems.whole


@pytest.mark.parametrize(
    "heading",
    ["Target 2024/25", "Total 2023/24", "london_23_24", "Oct 23-24", "city_23_24", "england_north_22_23"],
)
def test_a_column_with_a_year_that_is_nobodys_is_a_problem_and_never_the_councils(heading):
    found, problems = benchmarks(heading)
    assert (found, problems.whole) == ([], True)
    [problem] = problems.found
    assert (problem.column, problem.value) == (heading, heading)
    assert "council_22_23" in problem.accepted
    assert "--council-is" in problem.accepted


@pytest.mark.parametrize(
    ("name", "heading", "own"),
    [
        ("Example Council", "council_22_23", True),
        ("Example Council", "Our own 2022/23", True),
        ("Example Council", "LA 22-23", True),
        ("Example Council", "example_22_23", True),
        ("Kent County Council", "Kent 2022/23", True),
        ("Kent County Council", "county_22_23", False),
        ("London Borough of Merton", "Merton_22_23", True),
        ("London Borough of Merton", "london_22_23", False),
        ("North Somerset", "north_22_23", False),
        ("North Somerset", "north_somerset_22_23", True),
        ("southampton_21_22", "Southampton_22_23", True),
    ],
)
def test_the_councils_own_columns_go_by_its_name(name, heading, own):
    problems = Problems()
    columns = columns_of(sheet(f"indicator,Oct-22,{heading}"), problems, [name])
    assert [each.peer for each in columns.benchmarks.values()] == ["council"] * own
    assert problems.whole is not own


def test_a_year_is_two_that_follow_each_other():
    _, problems = benchmarks("southampton_21_24")
    assert problems.whole


@pytest.mark.parametrize(
    ("headings", "column"),
    [
        (["indicator", "Oct-22", "October 2022"], "October 2022"),
        (["indicator", "Oct-22", "owner"], "owner"),
        (["indicator", "Oct-22", "Dec-69"], "Dec-69"),
        (["section", "Oct-22"], "indicator"),
        (["indicator", "target"], ""),
        (["indicator", "month"], "value"),
    ],
)
def test_a_column_that_is_unknown_missing_or_there_twice_stops_the_file(headings, column):
    problems = whole(*headings)
    assert problems.whole
    assert column in [problem.column for problem in problems.found]


def test_the_columns_that_plumbline_works_out_itself_are_said_once_not_to_be_taken():
    parsed = parse(sheet("indicator,Oct-22,rag,direction_of_travel", "Referrals,1,-1,Dec-69"), NOVEMBER)
    assert not parsed.problems.count
    assert len(parsed.notes) == 1
    assert "rag and direction_of_travel are not taken" in parsed.notes[0]


def test_a_report_has_no_figures_of_months_after_it():
    parsed = parse(sheet("indicator,Nov-23,Dec-23", "Referrals,5,6"), NOVEMBER)
    assert parsed.problems.whole
    assert "December 2023 had not" in parsed.problems.found[0].accepted


def test_an_extract_without_a_day_has_no_figures_of_months_to_come():
    assert not parse(sheet("indicator,Sep-23,Oct-23", "Referrals,5,6")).problems.count
    parsed = parse(sheet("indicator,Oct-23,Nov-23", "Referrals,5,6"))
    assert parsed.problems.whole
    assert "November 2023 has not" in parsed.problems.found[0].accepted
    parts = parse(sheet("indicator,month,numerator,denominator", "Share seen,2023-11,5,6"))
    assert parts.problems.whole


def test_columns_that_are_prepared_for_coming_months_say_nothing():
    parsed = parse(sheet("indicator,Nov-23,Dec-23,Jan-24", "Referrals,5,,"), NOVEMBER)
    assert not parsed.problems.count
    assert parsed.months == [dt.date(2023, 11, 1)]


def test_a_file_with_headings_alone_says_so():
    assert parse(sheet("indicator,Nov-23"), NOVEMBER).problems.whole


def test_a_value_under_no_heading_is_a_problem_of_its_row():
    parsed = parse(sheet("indicator,Nov-23", "Referrals,5,6", "Contacts,7"), NOVEMBER)
    assert [(p.row, p.column) for p in parsed.problems.found] == [(2, "C")]
    assert [series.name for series in parsed.series] == ["Contacts"]
