"""The figures' own pages show what is only reported, too: its name, and where each vintage came from."""

import datetime as dt
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from core import clock
from core.models import Import
from figures.models import Frozen, Restatement, Source
from indicators.models import AcceptedWarning
from organisation.roles import Role
from tests.factories import UserFactory
from tests.indicators.made import MONTH, entry, figure, service

SLUG = "referrals.number"
pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    """Ask for a page as somebody of the role; its words."""

    def words(name, *args, role=Role.PERFORMANCE, status=200, **query):
        client.force_login(UserFactory(roles=[role]))
        response = client.get(reverse(name, args=args), query)
        assert response.status_code == status
        words.html = response.content.decode()
        return " ".join(unescape(strip_tags(words.html.replace("<", " <"))).split())

    return words


@pytest.fixture
def file():
    """The import that a figure came from."""
    return Import.objects.create(
        kind="figures",
        title="Figures",
        name="report.csv",
        by_name="Pat",
        at=clock.now(),
        added=1,
        corrected=0,
        unchanged=0,
    )


def day(*numbers):
    return dt.datetime(*numbers, tzinfo=clock.LONDON)


def vintages(file):
    """554 in October's report, 552 in November's, and 548 in another section of that."""
    known = {"imported": file, "imported_row": 12, "imported_column": "2023-09", "section": "Priority 4"}
    first = figure(SLUG, MONTH, 554, known_at=day(2023, 10, 2), as_published="554", **known)
    figure(SLUG, MONTH, 548, known_at=day(2023, 11, 6), section="Workforce", aside=True, current=False)
    second = figure(SLUG, MONTH, 552, known_at=day(2023, 11, 6), note="Provisional", **known)
    Restatement.objects.create(figure=second, before=first, reason="November’s report prints 552")
    return first, second


def test_every_vintage_says_when_it_was_published_and_where_it_stood(page, file):
    entry(numerator="Referrals received")
    first, second = vintages(file)
    Frozen.objects.create(
        **{name: getattr(first, name) for name in ("indicator", "place", "month", "source")},
        figure=first,
        why="Signed off on 10 October 2023",
        at=clock.now(),
    )
    by = UserFactory(name="Ann Archer")
    AcceptedWarning.objects.create(
        figure=second,
        check_name="restated",
        says="It was 554.",
        reason="Counted anew",
        by=by,
        by_name="Ann Archer",
        at=clock.now(),
    )
    text = page("figure", SLUG, MONTH, service().pk)
    assert "Referrals number: 552" in text
    assert text.index("6 November 2023") < text.index("2 October 2023"), "newest first"
    assert ", row 12, column ‘2023-09’, section ‘Priority 4’" in text
    assert "Figures: report.csv" in text
    assert "November’s report prints 552" in text
    assert "Provisional. It was 554. Accepted by Ann Archer: Counted anew." in text
    assert "Kept with its section: of this report, the figure of another section is current." in text
    assert "Signed off on 10 October 2023." in text
    assert "Numerator Referrals received" in text
    assert reverse("performance_indicator", args=[SLUG]) in page.html


def test_the_file_is_a_link_for_those_who_may_import_it_only(page, file, monkeypatch):
    from figures import vintages as module

    entry()
    vintages(file)
    address = reverse("import_taken", args=[file.pk])
    monkeypatch.setattr(module, "for_user", lambda user: [])
    page("figure", SLUG, MONTH, service().pk, role=Role.HEAD_OF_SERVICE)
    assert address not in page.html
    monkeypatch.setattr(module, "for_user", lambda user: [file])
    page("figure", SLUG, MONTH, service().pk)
    assert address in page.html


def test_both_sources_are_there_the_headlines_first_or_the_one_that_was_asked_for(page):
    entry()
    figure(SLUG, MONTH, 42)
    figure(SLUG, MONTH, 45, source=Source.RECORDS)
    both = page("figure", SLUG, MONTH, service().pk)
    assert "Referrals number: 42 (reported), 45 (our own records)" in both
    ours = page("figure", SLUG, MONTH, service().pk, source="records")
    assert "Referrals number: 45" in ours
    assert "Our own records: every figure" in ours
    assert "Reported: every figure" not in ours


def test_the_months_of_a_reported_indicator_are_listed_with_their_source(page):
    entry(kind="percentage", decimals=1)
    figure(SLUG, MONTH, "79.44")
    figure(SLUG, MONTH, "80", source=Source.RECORDS)
    text = page("indicator", SLUG)
    assert "79.4%" in text
    assert "80.0%" in text
    assert "80.0%" not in page("indicator", SLUG, source="reported")


def test_what_neither_the_catalogue_nor_a_measure_knows_is_not_there(page):
    page("indicator", "no.such", status=404)
    page("figure", "no.such", MONTH, service().pk, status=404)
