"""A report that is taken: figures, benchmarks, targets, names, what was accepted, one import, one record."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from core import clock, history
from core.errors import Refused
from core.importing.importer import Source
from core.models import Import
from core.models.history import Entry as HistoryEntry
from figures.models import CurrentFigure, Figure
from indicators.actions.reported import take_figures
from indicators.models import AcceptedWarning, Benchmark, IndicatorName, SectionName, Target
from organisation.roles import Role
from tests.factories import UserFactory
from tests.indicators.made import target
from tests.indicators.reported.made import DECEMBER, JANUARY, NOVEMBER, against, numbers, take

OCTOBER = dt.date(2023, 10, 1)
WIDE = [
    "section,indicator,Aug-23,Sep-23,Oct-23,target,note,us_22_23,england_22_23",
    "Front door,Referrals,276,TBC,310,<273,Based on a rate,280,-",
    'Front door,Share seen,27%,<10%,"28.5%",,Only this month,-,21%',
]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("entries")]


def current(slug="referrals.number", month=OCTOBER):
    return CurrentFigure.objects.get(indicator__slug=slug, month=month).figure


def test_each_figure_says_what_was_printed_where_and_since_when_it_is_known():
    taken = take(*WIDE)
    figure = current("seen.rate")
    assert (figure.value, figure.as_published, figure.section) == (Decimal("28.5"), "28.5%", "Front door")
    assert (figure.imported, figure.imported_row, figure.imported_column) == (taken.record, 3, "Oct-23")
    assert figure.known_at == dt.datetime(2023, 11, 15, tzinfo=clock.LONDON)
    assert str(figure.place) == "The whole service"
    suppressed = current("seen.rate", dt.date(2023, 9, 1))
    assert (suppressed.value, suppressed.missing, suppressed.as_published) == (None, "suppressed", "<10%")
    assert current("referrals.number", dt.date(2023, 9, 1)).missing == "to be confirmed"


def test_a_file_without_a_day_is_known_since_now():
    before = clock.now()
    take(*WIDE, published_on=None)
    assert before <= current().known_at <= clock.now()


def test_the_note_goes_to_the_target_or_else_to_the_last_months_figure():
    take(*WIDE)
    assert Target.objects.get().note == "Based on a rate"
    assert current().note == ""
    assert current("seen.rate").note == "Only this month"
    assert current("seen.rate", dt.date(2023, 8, 1)).note == ""


def test_benchmarks_are_kept_by_peer_and_year():
    taken = take(*WIDE)
    found = Benchmark.objects.order_by("peer").values_list(
        "peer", "year", "value", "as_published", "imported"
    )
    assert list(found) == [
        ("council", 2022, 280, "280", taken.record.pk),
        ("england", 2022, 21, "21%", taken.record.pk),
    ]


def test_one_import_and_one_record_say_what_was_taken():
    taken = take(*WIDE)
    new = Import.objects.get()
    assert (new.kind, new.name, new.added, new.sha256) == ("figures", "report.csv", 6, "0" * 64)
    [line] = history.of(new)
    assert "The performance team imported figures from the file." in line.did
    assert "0" * 64 in line.sentence
    assert taken.counted.in_words() == "6 added, 0 restated, 0 left as they were; 2 benchmarks, 1 target"


@pytest.mark.parametrize("published_on", [NOVEMBER, None])
def test_the_same_file_twice_changes_nothing_and_asks_nothing_again(published_on):
    rows = [
        "section,indicator,Aug-23,Sep-23,Oct-23,target",
        "Front door,Share seen,27%,106%,,36",
        WIDE[1][:33],
    ]
    assert numbers(take(*rows, published_on=published_on))[0] == 6
    records = HistoryEntry.objects.count()
    again = against(*rows, published_on=published_on)
    assert (again.warnings, numbers(again)) == ([], (0, 0, 0, 5))
    taken = take(*rows, published_on=published_on)
    assert taken.record is None
    assert (Figure.objects.count(), Import.objects.count(), HistoryEntry.objects.count()) == (6, 1, records)


def test_a_blank_says_nothing_before_the_first_value_and_is_not_available_after_it():
    take("indicator,Jul-23,Aug-23,Sep-23,Oct-23", "Referrals,,5,,6", "Share seen,-,,7%,")
    months = Figure.objects.filter(indicator__slug="referrals.number").values_list("month", "missing")
    assert {month.month: missing for month, missing in months} == {8: "", 9: "not available", 10: ""}
    months = Figure.objects.filter(indicator__slug="seen.rate").values_list("month", "missing")
    assert {month.month: missing for month, missing in months} == {
        7: "not available",
        9: "",
        10: "not available",
    }


def test_a_blank_says_nothing_where_something_is_held():
    take("indicator,Sep-23,Oct-23", "Referrals,5,6")
    taken = take("indicator,Sep-23,Oct-23,Nov-23", "Referrals,5,,7", published_on=DECEMBER)
    assert numbers(taken) == (1, 0, 1, 0)
    assert current().value == 6


def test_a_reason_stays_on_the_figure_that_it_is_about():
    take("indicator,Sep-23,Oct-23", "Share seen,90,106", reason="134 of 126 are other events")
    warning = AcceptedWarning.objects.get()
    assert (warning.figure, warning.check_name) == (current("seen.rate"), "over-100")
    assert (warning.reason, warning.by_name) == ("134 of 126 are other events", "the performance team")


def test_a_reason_goes_on_with_a_figure_that_is_printed_again():
    take("indicator,Sep-23,Oct-23", "Share seen,90,106", reason="134 of 126 are other events")
    first = AcceptedWarning.objects.get()
    for day in (DECEMBER, JANUARY):
        again = take("indicator,Sep-23,Oct-23", "Share seen,90,106", published_on=day)
        assert numbers(again) == (0, 0, 2, 0)
        carried = AcceptedWarning.objects.of_import(again.record).get()
        assert carried.figure == current("seen.rate")
        assert carried.says == f"{first.says} Accepted for the report of 15 November 2023."
        assert (carried.check_name, carried.reason) == ("over-100", "134 of 126 are other events")
        assert (carried.by_name, carried.at) == (first.by_name, first.at)
    take("indicator,Oct-23", "Share seen,107", published_on=dt.date(2024, 2, 15), reason="Anew")
    assert {each.reason for each in current("seen.rate").warnings.all()} == {"Anew"}


def test_a_reason_stays_on_the_benchmark_that_it_is_about():
    take("indicator,Oct-23,england_21_22,england_22_23", "Share seen,50,20%,90%", reason="So published")
    assert str(AcceptedWarning.objects.get().benchmark) == "England 2022/23"


def test_a_row_with_a_warning_is_not_taken_without_a_reason():
    found = against("indicator,Oct-23", "Share seen,106", "Referrals,5")
    taken = take_figures(
        by=UserFactory(roles=[Role.PERFORMANCE]), checked=found, source=Source("x", "1" * 64)
    )
    assert (numbers(taken), taken.left_out) == ((1, 0, 0, 0), 1)
    assert not Figure.objects.filter(indicator__slug="seen.rate").exists()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 401])
def test_a_reason_says_something_and_not_too_much(reason):
    with pytest.raises(Refused):
        take("indicator,Oct-23", "Share seen,106", reason=reason)
    assert not Figure.objects.exists()


def test_only_those_who_import_figures_may_take_them():
    with pytest.raises(PermissionDenied):
        take(*WIDE, by=UserFactory(roles=[Role.QA]))


def test_nothing_is_taken_when_something_else_is_held_than_when_it_was_checked():
    found = against("indicator,Oct-23", "Referrals,5", published_on=DECEMBER)
    take("indicator,Oct-23", "Referrals,6")
    with pytest.raises(Refused, match="Check the file again"):
        take_figures(by=UserFactory(roles=[Role.PERFORMANCE]), checked=found, source=Source("x", "1" * 64))
    assert current().value == 6


def test_what_names_mean_is_asked_once_and_remembered():
    rows = ["section,indicator,Oct-23", "Entrance,Number of referrals,5"]
    asked = against(*rows)
    assert [question.text for question in asked.questions] == ["Entrance", "Number of referrals"]
    answers = {
        "indicators": {"Number of referrals": "referrals.number"},
        "sections": {"Entrance": "front-door"},
    }
    take(*rows, answers=answers)
    assert IndicatorName.objects.get().indicator.slug == "referrals.number"
    assert SectionName.objects.get().section.slug == "front-door"
    later = against(
        "section,indicator,Oct-23,Nov-23", "entrance,NUMBER OF REFERRALS,5,6", published_on=DECEMBER
    )
    assert (later.questions, later.problems.count) == ((), 0)


def test_a_name_with_a_sign_is_remembered_beside_the_one_without():
    rows = ["indicator,Oct-23", "Number of referrals,5", "Number of referrals %,6%"]
    meant = {"Number of referrals": "referrals.number", "Number of referrals %": "seen.rate"}
    take(*rows, answers={"indicators": meant})
    held = IndicatorName.objects.values_list("name", "indicator__slug")
    assert dict(held) == meant
    assert against(*rows, published_on=DECEMBER).questions == ()


def test_the_place_is_a_service_area_a_team_or_the_unallocated():
    from tests.factories import ServiceAreaFactory, TeamFactory

    area = ServiceAreaFactory(name="SWF")
    TeamFactory(name="SWF West 1", record=area)
    rows = [
        "indicator,month,value,place",
        *(f"Referrals,2023-10,{n},{p}" for n, p in enumerate(PLACES, start=1)),
    ]
    assert numbers(take(*rows)) == (4, 0, 0, 0)
    found = CurrentFigure.objects.select_related("place__service_area", "place__team", "figure")
    assert {row.place.code: row.figure.value for row in found} == dict(
        zip(["", *PLACES[1:]], [1, 2, 3, 4], strict=True)
    )


PLACES = ["The whole service", "SWF", "SWF West 1", "Unallocated"]


def test_a_long_file_keeps_its_numerators_and_works_out_what_is_not_printed():
    take(
        "indicator,month,value,numerator,denominator",
        "Share seen,2023-08,27%,27,100",
        "Share seen,2023-09,,1,3",
        "Share seen,2023-10,,0,0",
        "Referrals,2023-10,,12,",
    )
    printed = current("seen.rate", dt.date(2023, 8, 1))
    assert (printed.value, printed.numerator, printed.denominator) == (27, 27, 100)
    assert current("seen.rate", dt.date(2023, 9, 1)).value == Decimal("33.333333333333")
    assert current("seen.rate").missing == "no cases"
    assert current().value == 12


def test_a_target_holds_from_april_of_the_financial_year():
    take("indicator,Oct-23,target", "Referrals,5,273", "Share seen,6,95%")
    found = Target.objects.order_by("indicator").values_list("operator", "value", "starts_on", "ends_on")
    april = dt.date(2023, 4, 1)
    assert list(found) == [("<=", 273, april, None), (">=", 95, april, None)]


def test_another_target_ends_the_one_before_and_the_same_changes_nothing(entries):
    target(entries["referrals"], 273, tolerance=5)
    taken = take("indicator,Oct-23,target", "Referrals,5,273")
    assert taken.counted.targets == 0
    take("indicator,Nov-23,target", "Referrals,5,260", published_on=DECEMBER)
    found = Target.objects.order_by("starts_on").values_list("value", "tolerance", "ends_on")
    assert list(found) == [(273, 5, dt.date(2023, 4, 1)), (260, 5, None)]
    assert "Import of report.csv" in history.of(entries["referrals"].indicator)[0].sentence


def test_a_report_that_comes_late_sets_its_target_for_its_own_year():
    take("indicator,Apr-24,target", "Referrals,5,260", published_on=dt.date(2024, 5, 15))
    take("indicator,Oct-23,target", "Referrals,5,273")
    found = Target.objects.order_by("starts_on").values_list("value", "starts_on", "ends_on")
    april = dt.date(2024, 4, 1)
    assert list(found) == [(273, dt.date(2023, 4, 1), april), (260, april, None)]


def test_a_target_that_a_report_no_longer_has_stays_and_is_said_to():
    take("indicator,Oct-23,target", "Referrals,5,273", "Share seen,6,95%")
    found = against("indicator,Nov-23,target", "Referrals,5,-", "Share seen,6,95%", published_on=DECEMBER)
    assert "The file has no target for Referrals." in found.notes[-1]


def test_a_benchmark_of_a_newer_report_stays_when_an_older_one_comes_late():
    take("indicator,Nov-23,england_22_23", "Referrals,5,20", published_on=DECEMBER)
    take("indicator,Oct-23,england_22_23", "Referrals,5,22")
    assert Benchmark.objects.get().value == 20
    take("indicator,Dec-23,england_22_23", "Referrals,5,21", published_on=dt.date(2024, 1, 18))
    assert Benchmark.objects.get().value == 21
