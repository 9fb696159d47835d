"""What comes after sign-off where nothing was known is a restatement, as any other change is."""

import csv
import io
import threading
import time

import pytest
from django.db import transaction
from django.urls import reverse

from core.errors import Refused
from figures import writing
from figures.actions import ask, roll_up
from figures.models import Indicator, Place, Restatement, Settled
from indicators.actions import months
from indicators.actions.months import confirm, sign_off
from indicators.publishing.report import report
from indicators.reading.catalogue import catalogue
from indicators.reading.numbers import of_place
from indicators.reading.signed import signed_beside
from indicators.reading.standing import standings
from organisation.roles import Role
from tests.factories import ServiceAreaFactory, UserFactory
from tests.figures.test_at_once import SECONDS, together
from tests.figures.world import BY, SEPTEMBER, make_world
from tests.indicators.made import MONTH, entry, figure
from tests.indicators.months_made import REFERRALS, make_month
from tests.indicators.reported.made import DECEMBER, JANUARY, NOVEMBER, take

pytestmark = pytest.mark.django_db
AGENCY = "workforce.agency"
COLUMNS = "indicator,Sep-23"
REASON = "The payroll was late."


@pytest.fixture
def month(db):
    """September is signed off; of agency staff nothing is known."""
    made = make_month()
    entry(AGENCY, section=made.workforce, unit="posts")
    made.confirm_all()
    made.sign(reason=REASON)
    return made


def beside(month, place=None):
    condition = [of_place(place)] if place else []
    stand = standings(month.team, catalogue(MONTH), MONTH, *condition)
    names = {each.indicator.pk: each.indicator.slug for each in stand}
    return {names[pk]: words for pk, words in signed_beside(month.team, stand, *condition).items()}


def listed():
    found = Restatement.objects.order_by("figure__known_at", "pk")
    return list(found.values_list("before__value", "figure__value", "reason"))


def arrive(value=55, day=NOVEMBER, reason=REASON):
    return take(COLUMNS, f"{AGENCY},{value}", published_on=day, reason=reason)


def test_a_first_figure_stands_beside_that_nothing_was_known_and_is_listed_with_its_reason(month):
    assert beside(month) == {}
    arrive()
    assert beside(month) == {AGENCY: "nothing was known"}
    assert listed() == [(None, 55, REASON)]


def test_it_needs_a_reason_and_is_listed_once_however_often_it_is_taken(month):
    with pytest.raises(Refused, match="Say why each warning is accepted"):
        arrive(reason="")
    arrive()
    arrive()
    assert listed() == [(None, 55, REASON)]


def test_reports_taken_in_any_order_are_one_chain_from_nothing_on(month):
    for day, value in ((DECEMBER, 55), (NOVEMBER, 54), (JANUARY, 56)):
        arrive(value, day)
    assert [each[:2] for each in listed()] == [(None, 54), (54, 55), (55, 56)]


def test_what_was_known_is_not_restated_from_nothing_by_an_older_report(month):
    take(COLUMNS, f"{REFERRALS},280", published_on=SEPTEMBER, reason=REASON)
    assert [each[:2] for each in listed()] == [(280, 299)]


def test_a_figure_that_another_month_brings_is_none(month):
    take("indicator,Aug-23", f"{AGENCY},55")
    assert listed() == []


def test_the_list_its_file_and_the_pages_say_that_nothing_was_known(month, client):
    arrive()
    client.force_login(month.team)
    pages = {
        "restatements": [],
        "sign_off": [MONTH],
        "section_month": [MONTH, "workforce"],
        "performance_indicator": [AGENCY],
    }
    for name, args in pages.items():
        text = client.get(reverse(name, args=args)).content.decode()
        assert "nothing was known" in text, name
    file = client.get(reverse("restatements"), {"export": "csv"})
    [row] = csv.DictReader(io.StringIO(b"".join(file).decode("utf-8-sig")))
    assert (row["Old"], row["New"]) == ("nothing was known", "55")


def test_the_workbook_says_so(month):
    arrive()
    notes = [note.says for note in report(month.team, MONTH).notes if note.kind == "Restated"]
    assert notes == [f"Nothing was known before, 55 since. {REASON}"]


def test_a_place_that_nothing_was_known_of_is_treated_alike(month):
    area = Place.objects.create(kind="service_area", service_area=ServiceAreaFactory(name="SWF"))
    assert beside(month, area) == {}
    figure(REFERRALS, MONTH, 120, place=area)
    assert beside(month, area) == {REFERRALS: "nothing was known"}


def test_a_first_figure_of_our_own_records_is_listed_with_its_cause(db):
    world, team = make_world(), UserFactory(roles=[Role.PERFORMANCE])
    of = entry("audits.allocated", headline="records").section
    confirm(by=team, section=of, month=SEPTEMBER)
    sign_off(by=team, month=SEPTEMBER, reason="It was never rolled up.")
    world.audit(submitted=True)
    for _ in range(2):
        ask(by=BY, months=[SEPTEMBER], cause="an audit was allocated")
        roll_up(by=BY)
    found = Restatement.objects.filter(figure__indicator__slug="audits.allocated")
    assert {each.reason for each in found} == {"an audit was allocated"}
    assert [each.before for each in found.filter(figure__place__kind="service")] == [None]
    assert set(found.values_list("figure__indicator__slug", flat=True)) == {"audits.allocated"}
    assert Restatement.objects.count() == found.count()


@pytest.mark.django_db(transaction=True)
def test_an_import_at_the_moment_of_sign_off_waits_for_it_and_is_listed(transactional_db):
    """Whoever signs off holds the indicators: who brings a first figure then sees what was settled."""
    made = make_month()
    entry(AGENCY, section=made.workforce, unit="posts")
    made.confirm_all()
    held = threading.Event()

    def sign():
        with transaction.atomic():
            made.sign(reason=REASON)
            held.set()
            threading.Event().wait(0.3)

    def late():
        assert held.wait(SECONDS)
        with transaction.atomic():
            list(Indicator.objects.select_for_update(no_key=True).values_list("pk"))
            seen.append(Settled.objects.count())

    seen = []
    together(sign, late)
    assert seen == [3]
    arrive()
    assert listed() == [(None, 55, REASON)]


@pytest.mark.django_db(transaction=True)
def test_a_first_roll_up_at_the_moment_of_sign_off_is_listed(transactional_db, monkeypatch):
    """It begins when the sign-off has looked and found nothing, and wants to write before that has ended."""
    world, team = make_world(), UserFactory(roles=[Role.PERFORMANCE])
    of = entry("audits.allocated", headline="records").section
    confirm(by=team, section=of, month=SEPTEMBER)
    has_looked, wants_to_write = threading.Event(), threading.Event()
    look, hold = months._check_ready, writing._hold_current

    def looking(state):
        look(state)
        has_looked.set()
        wants_to_write.wait(2)  # on SQLite in vain: the sign-off holds the whole file
        time.sleep(0.3)

    def holding(rollup):
        wants_to_write.set()
        hold(rollup)

    monkeypatch.setattr(months, "_check_ready", looking)
    monkeypatch.setattr(writing, "_hold_current", holding)

    def late():
        assert has_looked.wait(SECONDS)
        world.audit(submitted=True)
        ask(by=BY, months=[SEPTEMBER], cause="an audit was submitted")
        roll_up(by=BY)

    together(lambda: sign_off(by=team, month=SEPTEMBER, reason="It was never rolled up."), late)
    found = Restatement.objects.get(figure__indicator__slug="audits.allocated", figure__place__kind="service")
    assert (found.before, found.figure.value) == (None, 1)
