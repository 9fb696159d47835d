"""The summary counts tags as a plain count would, and says which come back month after month."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audits import wording
from audits.models import Audit, Cycle, Finding, Tag
from audits.summary.tags import tagged
from core.history import Service
from figures.actions import roll_up
from organisation.models import ServiceArea
from tests.factories import AuditFactory, CycleFactory, ServiceAreaFactory, UserFactory

OCTOBER = dt.date(2023, 10, 1)
MONTHS = [dt.date(2023, 10, 1), dt.date(2023, 9, 1), dt.date(2023, 8, 1), dt.date(2023, 7, 1)]


@pytest.fixture
def swf(db):
    return ServiceAreaFactory(name="SWF")


@pytest.fixture
def chronology(db):
    return Tag.objects.create(name="Chronology", words="chronology")


def point(area, *tags, kind="improvement", month=OCTOBER, **more):
    """A point of a completed audit of the month with these tags."""
    cycle = more.pop("cycle", None) or CycleFactory(month=month)
    audit = AuditFactory(submitted=True, cycle=cycle, service_area=area, **more)
    made = Finding.objects.create(audit=audit, kind=kind, text="Text", position=1)
    made.tags.set(tags)
    return made


def names():
    return dict(ServiceArea.objects.values_list("pk", "name"))


def plainly(month):
    """Every point looked at one by one."""
    counts = Counter()
    for each in Finding.objects.all():
        audit = each.audit
        if audit.state == "submitted" and audit.cycle.kind == "monthly" and audit.cycle.month == month:
            counts.update((each.kind, tag.name, audit.service_area.name) for tag in each.tags.all())
    return counts


def shown(summary):
    return Counter(
        {
            (table.kind, row.name, area): count
            for table in summary
            for row in table.rows
            for area, count in zip(table.areas, row.counts, strict=True)
            if count
        }
    )


def test_counts_equal_a_plain_count_of_the_points(swf, chronology):
    bit, retired = ServiceAreaFactory(name="BIT"), Tag.objects.create(name="Visits", active=False)
    for area, count in ((swf, 3), (bit, 2)):
        for number in range(count):
            point(area, chronology, *([retired] if number else []))
            point(area, retired, kind="good_practice")
    point(swf)
    point(swf, chronology, month=MONTHS[1])
    back = point(swf, chronology).audit
    point(swf, chronology, cycle=sample())
    Audit.objects.filter(pk=back.pk).update(state="returned", grade="", completed_on=None)
    summary = tagged(OCTOBER, names())
    assert shown(summary) == plainly(OCTOBER)
    assert [row.total for table in summary for row in table.rows] == [5, 3, 5]


def sentences():
    return [sentence for table in tagged(OCTOBER, names()) for sentence in table.sentences]


def sample():
    return Cycle.objects.create(
        kind="dip_sample", title="A dip", month=OCTOBER, due_on=OCTOBER, tool=CycleFactory().tool
    )


def test_what_comes_back_is_said_with_how_many_months(swf, chronology):
    for month in MONTHS:
        point(swf, chronology, month=month)
    assert sentences() == ["Chronology: an area for improvement in SWF in each of the last 4 months."]


def test_two_months_and_a_gap_are_not_yet_month_after_month(swf, chronology):
    for month in (MONTHS[0], MONTHS[1], MONTHS[3]):
        point(swf, chronology, month=month)
    assert sentences() == []


def test_good_practice_and_other_places_are_runs_of_their_own(swf, chronology):
    bit = ServiceAreaFactory(name="BIT")
    for month, area, kind in zip(
        MONTHS, (swf, bit, swf, bit), ("improvement", "good_practice") * 2, strict=True
    ):
        point(area, chronology, month=month, kind=kind)
    for month in MONTHS[:3]:
        point(bit, chronology, month=month, kind="good_practice")
    assert sentences() == ["Chronology: good practice in BIT in each of the last 4 months."]


def test_it_takes_one_query_however_many_points_there_are(swf, chronology):
    for count in (1, 20):
        for _ in range(count):
            point(swf, chronology)
        known = names()
        with CaptureQueriesContext(connection) as asked:
            tagged(OCTOBER, known)
        assert len(asked.captured_queries) == 1


@given(st.text(max_size=20), st.text(max_size=20), st.integers(3, 12), st.booleans())
def test_the_sentence_has_its_parts(tag, area, run, improvement):
    said = wording.comes_back(tag, area, run, improvement=improvement)
    assert said.startswith(f"{tag}: ")
    assert f" in {area} in each of the last {run} months." in said
    assert ("an area for improvement" in said) == improvement or "an area for improvement" in tag + area


class TestPage:
    @pytest.fixture
    def summary(self, client, swf, chronology):
        point(swf, chronology)
        roll_up(by=Service("a test"), asked=[OCTOBER])

        def shown(role):
            area = {"roles__service_area": ServiceAreaFactory()} if role == "head_of_service" else {}
            client.force_login(UserFactory(roles=[role], **area))
            return client.get(reverse("summary", args=["2023-10"])).content.decode()

        return shown

    def test_counts_are_for_all_who_read_the_summary_and_links_for_those_who_may_search(
        self, summary, chronology
    ):
        link = f"?kind=improvement&amp;tag={chronology.pk}"
        for role, may_search in (("qa", True), ("head_of_service", True), ("performance", False)):
            body = summary(role)
            assert "Areas for improvement, by tag and service area" in body, role
            assert (link in body) == may_search, role

    def test_without_tags_the_page_says_where_they_come_from(self, summary, chronology):
        Finding.tags.through.objects.all().delete()
        assert "No point of this month has a tag." in summary("qa")
