"""The demo's performance report: what is shown, who stands by it, what was restated."""

import datetime as dt
from decimal import Decimal

import pytest

from core import months
from demo import reporting
from demo.accounts import DOMAIN
from figures.models import Frozen, Restatement, Source
from indicators.models import Entry, Section, SectionMonth, SignOff
from indicators.reading.catalogue import catalogue
from indicators.reading.standing import standings
from indicators.rules.rag import Rag
from organisation.models import User
from tests.demo import comparing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),  # one worker loads it, once
]
OCTOBER_2023, OCTOBER_2024 = dt.date(2023, 10, 1), dt.date(2024, 10, 1)


def standing(month):
    """How every indicator stands, to the performance team, by slug."""
    reader = User.objects.get(email=f"performance@{DOMAIN}")
    return {each.indicator.slug: each for each in standings(reader, catalogue(month), month)}


def test_what_our_records_count_is_shown_where_it_comes_near_the_report(printed):
    month = ("--month", "2024-10", "--place", "")
    ours, reported = (
        {
            row["indicator"]: Decimal(row["value"])
            for row in printed(*month, "--source", source)
            if row["value"]
        }
        for source in (Source.RECORDS, Source.REPORTED)
    )
    both = {each.slug: each for each in catalogue(OCTOBER_2024) if each.slug in ours.keys() & reported.keys()}
    near = {
        slug: abs(ours[slug] - reported[slug])
        <= (2 if each.kind == "percentage" else reported[slug] * Decimal("0.02"))
        for slug, each in both.items()
    }
    assert len(near) == 24
    assert {slug: each.headline == Source.RECORDS for slug, each in both.items()} == near


def test_nothing_of_october_2024_is_missing_but_the_health_assessments():
    missing = {slug for slug, each in standing(OCTOBER_2024).items() if each.value(OCTOBER_2024) is None}
    assert missing == {"health.initial", "health.up_to_date"}


def test_rag_of_october_2023_is_what_the_page_compares_with_the_published_codes():
    found = standing(OCTOBER_2023)
    differs = {each.slug: each.ours for each in comparing.rag_differs()}
    for _, slug, code in comparing.codes():
        ours, restated = found[slug], slug in {"referrals.number", "cla.rate"}
        if ours.indicator.headline == Source.REPORTED and not restated:
            assert ours.rag == (Rag(differs[slug]) if slug in differs else comparing.CODES[code]), slug


def test_targets_that_the_second_report_has_no_more_are_ended():
    for slug in ("referrals.number", "assessments.completed", "cp.number", "cla.number"):
        assert standing(OCTOBER_2024)[slug].rag is None
        assert standing(OCTOBER_2023)[slug].rag is Rag.RED
    assert "cla.residential" not in standing(OCTOBER_2024)
    assert Entry.objects.in_month(OCTOBER_2024).count() == 81


def test_each_section_has_an_owner_who_confirmed_september():
    assert not Section.objects.filter(owner=None).exists()
    confirmed = SectionMonth.objects.filter(month=reporting.SIGNED, confirmed_at__isnull=False)
    assert confirmed.count() == Section.objects.count() == 9
    assert {each.confirmed_by_id for each in confirmed} == set(
        Section.objects.values_list("owner", flat=True)
    )


def test_september_is_signed_off_and_what_was_signed_stays_beside_what_is_known_since():
    assert SignOff.objects.get().month == reporting.SIGNED
    restated = Restatement.objects.filter(figure__source=Source.RECORDS, figure__place__kind="service")
    [late] = restated.select_related("figure__indicator", "before")
    assert (late.figure.indicator.slug, late.reason) == ("visits.eh_4_weeks", "a visit was recorded")
    signed = Frozen.objects.get(
        indicator=late.figure.indicator,
        place=late.figure.place,
        month=reporting.SIGNED,
        source=Source.RECORDS,
    )
    assert signed.month == reporting.SIGNED
    assert round(signed.figure.value) == 86
    assert round(late.figure.value) == 87


def test_the_limits_of_unregulated_settings_begin_anew_in_august():
    found = standing(OCTOBER_2024)["cla.unregulated"]
    assert found.judged[0] == months.parse("2024-08")
    assert found.control.limits.trial
