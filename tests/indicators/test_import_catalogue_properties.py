"""Whatever the order in which files of the catalogue come, each month has what was last said of it."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import months
from core.history import Service
from core.importing.actions import take
from core.importing.importer import Source
from core.periods import ALWAYS
from core.spreadsheets import Line, Sheet
from indicators.importers import CATALOGUE
from indicators.imports.values import joined, several, whole
from indicators.imports.values import number as as_number
from indicators.models import Entry
from tests.indicators import made

BY = Service("a test")
HEADINGS = [
    "indicator",
    "name",
    "section",
    "position",
    "kind",
    "window",
    "polarity",
    "headline",
    "unit",
    "from",
]
PLAIN = ["referrals.number", "Referrals", "front-door", "1", "count", "month", "neither", "reported"]
MONTHS = ["", "2022-04", "2022-10", "2023-04", "2023-10"]


def sheet(rows):
    lines = [Line(number, [*PLAIN, unit, month]) for number, (month, unit) in enumerate(rows, 2)]
    return Sheet("Sheet", HEADINGS, 1, lines)


def taken(rows):
    """The file's rows, taken as the command takes them."""
    read, _ = CATALOGUE.read(sheet(rows))
    assert not read.problems.found
    return take(by=BY, importer=CATALOGUE, rows=read.rows, source=Source("a.csv", "0"))


files = st.lists(
    st.dictionaries(st.sampled_from(MONTHS), st.sampled_from(["one", "two"]), min_size=1), max_size=4
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files)
def test_each_month_has_what_the_newest_row_up_to_it_says(db, asked):
    said = {}
    with transaction.atomic():
        made.section()
        for rows in asked:
            taken(rows.items())
            said |= rows
            assert not taken(rows.items()).changes, "The same file twice changes nothing."
        begins = sorted(months.parse(month) if month else ALWAYS for month in said)
        found = list(Entry.objects.order_by("starts_on"))
        ends = [*begins[1:], None] if begins else []
        assert [(each.starts_on, each.ends_on) for each in found] == list(zip(begins, ends, strict=True))
        keys = {(months.parse(month) if month else ALWAYS): unit for month, unit in said.items()}
        assert {each.starts_on: each.unit for each in found} == keys
        transaction.set_rollback(True)


@pytest.mark.once
@given(st.decimals(0, 10**9, places=4), st.sampled_from(["", "%"]))
def test_a_number_is_read_as_people_write_it(value, sign):
    assert as_number(f"{value:,f}{sign}") == value


@pytest.mark.once
@given(st.integers(0, 10**9))
def test_a_whole_number_too(value):
    assert whole(f"{value:,}") == whole(str(value)) == value


@pytest.mark.once
@pytest.mark.parametrize("text", ["", "-1", "1,23", "12.5.1", "Dec-69", "1e3", "٣", "TBC"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="not a"):
        as_number(text)


@pytest.mark.once
def test_names_are_told_apart_however_they_are_spelt():
    assert several(" One |  two  words || one ") == ("One", "two words", "one")
    assert joined(["One"], ["ONE", "Two", "two"]) == ["One", "Two"]
