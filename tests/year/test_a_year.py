"""A year of twelve cycles of 34 audits: every count on every page is a plain count over the records."""

import datetime as dt

import pytest
from django.urls import reverse

from audits.models import Audit, InadequateTask, Pick, Return
from core.history import Service, verify
from core.models import Message
from figures.actions import roll_up
from tests.factories import UserFactory
from tests.year import counting
from tests.year.council import found
from tests.year.living import AUDITS, Year

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST = dt.date(2022, 10, 1)
YEAR = pytest.param(12, marks=pytest.mark.once, id="twelve cycles")


@pytest.fixture
def live(settings, client):
    """The council after so many cycles, with its figures, as the QA unit sees it."""

    def lived(cycles):
        council = found(FIRST)
        year = Year(council, settings, FIRST, cycles=cycles, seed=20221001)
        year.live()
        year.on(year.months[-1].replace(day=28))
        roll_up(by=Service("a test"), asked=year.months)
        client.force_login(council.qa)
        return council

    return lived


@pytest.mark.parametrize("cycles", [pytest.param(2, id="two cycles"), YEAR])
def test_every_count_on_every_page_is_a_plain_count_over_the_records(live, client, cycles):
    live(cycles)
    assert Audit.objects.count() == cycles * AUDITS
    assert Return.objects.exists()
    assert Pick.objects.exists()
    assert InadequateTask.objects.filter(state="withdrawn").exists() or cycles < 12
    records = counting.Records()
    wrong = [
        f"{what}: the page has {shown}, the records {counted}"
        for page in counting.PAGES
        for what, shown, counted in page(client, records)
        if shown != counted
    ]
    client.force_login(UserFactory(roles=["performance"]))
    wrong += [
        f"{what}: the page has {shown}, the records {counted}"
        for what, shown, counted in counting.summaries(client, records)
        if shown != counted
    ]
    assert not wrong, "\n".join(wrong[:40])
    verdict = verify()
    assert verdict.ok, verdict
    assert Message.objects.count() == Message.objects.values("key").distinct().count()
    assert client.get(reverse("home")).status_code == 200
