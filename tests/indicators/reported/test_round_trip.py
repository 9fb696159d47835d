"""Whatever a report prints is held as printed; however long it is, as many queries are asked."""

from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from figures.actions import freeze
from figures.models import CurrentFigure, Figure, Restatement
from figures.printing import plain
from tests.indicators.made import entry, section
from tests.indicators.reported.made import DECEMBER, PERFORMANCE, against, take

pytestmark = pytest.mark.django_db
NUMBERS = st.decimals(0, 99_999, places=2).map(lambda value: (f"{value:,f}", plain(value), ""))
PER_CENT = st.integers(0, 140).map(lambda value: (f"{value}%", str(value), ""))
WORDS = st.sampled_from(
    [
        ("TBC", "", "to be confirmed"),
        ("-", "", "not available"),
        ("N/A", "", "not applicable"),
        ("<10%", "", "suppressed"),
        ("no cases", "", "no cases"),
    ]
)
CELLS = st.lists(st.one_of(PER_CENT, NUMBERS, WORDS), min_size=1, max_size=9)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=CELLS, day=st.sampled_from([DECEMBER, None]))
def test_whatever_is_printed_is_held_as_printed(cells, day):
    columns = [f"2023-{month:02}" for month in range(1, len(cells) + 1)]
    texts = ",".join(f'"{text}"' for text, _, _ in cells)
    with transaction.atomic():
        entry("seen.rate", name="Share seen", kind="percentage", section=section("front-door"))
        take(f"indicator,{','.join(columns)}", f"Share seen,{texts}", published_on=day)
        figures = Figure.objects.order_by("month")
        held = [(each.as_published, plain(each.value), each.missing) for each in figures]
        assert held == [(text, value, missing) for text, value, missing in cells]
        transaction.set_rollback(True)


def test_a_report_of_many_rows_asks_no_more_queries(db):
    asked = []
    for count in (1, 12):
        with transaction.atomic():
            front = section("front-door")
            names = [entry(f"some.{n}", name=f"Some {n}", section=front).name for n in range(count)]
            rows = ["indicator,Sep-23,Oct-23,england_22_23", *(f"{name},5,6,7" for name in names)]
            take(*rows)
            with CaptureQueriesContext(connection) as checking:
                against("indicator,Sep-23,Oct-23,england_22_23", *(f"{name},5,8,9" for name in names))
            with CaptureQueriesContext(connection) as taking:
                take(rows[0], *(f"{name},5,8,9" for name in names))
            asked.append((len(checking), len(taking)))
            transaction.set_rollback(True)
    assert asked[0] == asked[1]
    assert asked[0][0] <= 10


def test_whatever_changes_a_figure_that_somebody_stands_by_restates_it(entries):
    """Also one that was awaited when its month was signed off."""
    take("indicator,Oct-23", "Referrals,TBC")
    freeze(by=PERFORMANCE, figures=[CurrentFigure.objects.get().figure], why="signed off")
    late = take("indicator,Oct-23", "Referrals,310", published_on=DECEMBER, reason="It came late")
    assert late.counted.restated == 1
    restatement = Restatement.objects.get()
    assert (restatement.before.missing, restatement.figure.value) == ("to be confirmed", Decimal(310))
    assert restatement.reason == "It came late"


def test_a_report_that_prints_again_what_somebody_stands_by_restates_nothing(entries):
    take("indicator,Oct-23", "Referrals,310")
    freeze(by=PERFORMANCE, figures=[CurrentFigure.objects.get().figure], why="signed off")
    assert take("indicator,Oct-23", "Referrals,310", published_on=DECEMBER).counted.again == 1
    assert not Restatement.objects.exists()
    assert CurrentFigure.objects.get().figure.known_at.date() == DECEMBER


@pytest.mark.parametrize(
    "row",
    [
        "Rate of contacts,2023-09,,21000,49606",
        "Rate of contacts,2023-09,4233.358867072531,,",
        "Rate of contacts,2023-09,123456789012.123456,,",
        "Rate of contacts,2023-09,1887,123456789012.123456,654321098765.654321",
    ],
)
def test_a_figure_of_more_digits_than_a_database_keeps_is_the_same_when_it_is_taken_again(row, db):
    entry("contacts.rate", name="Rate of contacts", kind="rate", section=section("front-door"))
    heading = "indicator,month,value,numerator,denominator"
    assert take(heading, row, published_on=None).counted.added == 1
    for day in (None, DECEMBER, None):
        again = against(heading, row, published_on=day)
        assert [each.check for each in again.warnings] == []
        assert take(heading, row, published_on=day).counted.restated == 0
    assert not Restatement.objects.exists()
