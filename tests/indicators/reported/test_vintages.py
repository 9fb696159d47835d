"""Reports that print the same months: every vintage is kept, in whatever order they are taken."""

import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from figures import reading
from figures.models import CurrentFigure, Figure, Restatement
from indicators.models import AcceptedWarning
from tests.indicators.made import entry, section
from tests.indicators.reported.made import DECEMBER, JANUARY, NOVEMBER, numbers, take

OCTOBER = dt.date(2023, 10, 1)
DAYS = {NOVEMBER: 554, DECEMBER: 552, JANUARY: 551}
ROWS = "indicator,Oct-23"
pytestmark = pytest.mark.django_db


def restatements():
    """Old value, new value, in the order of their reports."""
    found = Restatement.objects.order_by("figure__known_at", "figure").values_list(
        "before__value", "figure__value"
    )
    return [(old, new) for old, new in found]


def as_at(day):
    return [figure.value for figure in reading.as_at(day, {"month": OCTOBER})]


@pytest.mark.parametrize(
    "order", list(itertools.permutations(DAYS)), ids=lambda days: "-".join(f"{d:%b}" for d in days)
)
def test_in_whatever_order_reports_are_taken_each_has_its_own_numbers(entries, order):
    for day in order:
        take(ROWS, f"Children in our care,{DAYS[day]}", published_on=day)
    assert CurrentFigure.objects.get().figure.value == 551
    assert restatements() == [(554, 552), (552, 551)]
    assert [as_at(day) for day in (NOVEMBER, DECEMBER, JANUARY)] == [[554], [552], [551]]
    assert as_at(dt.date(2023, 11, 14)) == []


def test_a_report_that_prints_what_was_printed_before_is_kept_and_restates_nothing(entries):
    take(ROWS, "Children in our care,554")
    assert numbers(take(ROWS, "Children in our care,554", published_on=JANUARY)) == (0, 0, 1, 0)
    late = take(ROWS, "Children in our care,552", published_on=DECEMBER)
    assert numbers(late) == (0, 1, 0, 0)
    assert CurrentFigure.objects.get().figure.value == 554
    assert restatements() == [(554, 552), (552, 554)]


def test_the_reason_that_was_accepted_is_the_restatements(entries):
    take(ROWS, "Children in our care,554")
    take(ROWS, "Children in our care,552", published_on=DECEMBER, reason="Two were counted twice")
    assert Restatement.objects.get().reason == "Two were counted twice"
    assert AcceptedWarning.objects.get().figure == CurrentFigure.objects.get().figure


def test_the_same_report_put_right_restates_itself(entries):
    take(ROWS, "Children in our care,554")
    assert numbers(take(ROWS, "Children in our care,552")) == (0, 1, 0, 0)
    assert CurrentFigure.objects.get().figure.value == 552
    assert restatements() == [(554, 552)]


def test_a_figure_that_was_awaited_comes_without_a_restatement(entries):
    take(ROWS, "Children in our care,TBC")
    assert numbers(take(ROWS, "Children in our care,552", published_on=DECEMBER)) == (1, 0, 0, 0)
    assert restatements() == []


def test_what_another_section_prints_is_kept_and_never_current(entries):
    rows = [
        "section,indicator,Oct-23",
        "Front door,Children in our care,548",
        "Back door,Children in our care,552",
    ]
    take(*rows)
    assert CurrentFigure.objects.get().figure.value == 552
    assert as_at(NOVEMBER) == [552]
    in_front = reading.of_section("Front door", {"month": OCTOBER}, NOVEMBER)
    assert [figure.value for figure in in_front] == [548]
    assert list(AcceptedWarning.objects.values_list("check_name", "figure__section")) == [
        ("two-sections", "Front door")
    ]


def test_two_files_of_one_report_are_one_report(entries):
    take("section,indicator,Oct-23", "Back door,Children in our care,552")
    take("section,indicator,Oct-23", "Front door,Children in our care,548", name="front.csv")
    assert CurrentFigure.objects.get().figure.value == 552
    assert restatements() == []
    assert list(Figure.objects.filter(aside=True).values_list("value", flat=True)) == [548]


REPORTS = st.dictionaries(
    st.sampled_from([NOVEMBER, DECEMBER, JANUARY]),
    st.dictionaries(st.sampled_from(["Sep-23", "Oct-23"]), st.integers(548, 551), min_size=1),
    min_size=1,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=REPORTS, data=st.data())
def test_however_reports_come_what_is_known_at_a_day_is_the_newest_before_it(
    reports, data, django_db_blocker
):
    from django.db import transaction

    order = data.draw(st.permutations(sorted(reports)))
    with transaction.atomic():
        entry("cla.number", name="Children in our care", section=section("back-door"))
        for day in order:
            take(
                f"indicator,{','.join(reports[day])}",
                f"Care,{','.join(map(str, reports[day].values()))}",
                published_on=day,
                answers={"indicators": {"Care": "cla.number"}},
            )
        held = {(f.month, f.known_at.date()): f.value for f in reading.as_at(JANUARY, {})}
        current = {
            (c.month, c.figure.known_at.date()): c.figure.value
            for c in CurrentFigure.objects.select_related("figure")
        }
        assert current == held
        assert len(restatements()) == changes(reports)
        transaction.set_rollback(True)


def changes(reports):
    """How often a month's value is another than in the report before that printed it."""
    count = 0
    for column in ("Sep-23", "Oct-23"):
        printed = [values[column] for _, values in sorted(reports.items()) if column in values]
        count += sum(old != new for old, new in itertools.pairwise(printed))
    return count
