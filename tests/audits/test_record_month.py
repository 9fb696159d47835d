"""A month’s answers on visits and supervision against the record: counted, and listed for the unit."""

import csv
import datetime as dt
import io
import re

import pytest
from django.urls import reverse

from audits.models import Audit
from core.history import Service
from figures.actions import roll_up
from tests.audits.recorded import answer, record
from tests.factories import AuditFactory, UserFactory

DAYS = [dt.date(2023, 10, 2), dt.date(2023, 10, 9), dt.date(2023, 10, 13)]


@pytest.fixture
def month(world):
    """Three completed audits, each on its own day, answering yes; a visit 60, 20 and 45 days before."""
    audits = []
    for day, visited in zip(DAYS, (60, 20, 45), strict=True):
        audit = AuditFactory(
            submitted=True, completed_on=day, cycle=world.cycle, auditor=world.audit.auditor,
            service_area=world.audit.service_area, team=world.audit.team,
        )  # fmt: skip
        answer(audit, visit="yes", supervision="no", chronology="yes")
        record(audit, visited=visited, discussed=10, day=day)
        audits.append(audit)
    roll_up(by=Service("a test"), asked=[world.cycle.month])
    return audits


def page(client, user, name, **query):
    client.force_login(user)
    html = client.get(reverse(name, args=["2023-10"]), query).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def listed(client, user, **query):
    client.force_login(user)
    answered = client.get(reverse("summary_record", args=["2023-10"]), {"export": "csv", **query})
    rows = list(csv.DictReader(io.StringIO(answered.content.decode("utf-8-sig"))))
    return [(row["Case reference"], row["Question"], row["The audit says"]) for row in rows]


def test_the_summary_counts_the_answers_that_differ(client, world, month):
    shown = page(client, world.qa, "summary")
    assert "In 2 of 3 audits the answer on visits differs from the record." in shown
    assert "In 3 of 3 audits the answer on supervision differs from the record." in shown
    assert "See the answers that differ" in shown


def test_who_may_not_see_all_audits_reads_how_many_and_not_which(client, world, month):
    for role in ("performance", "head_of_service"):
        shown = page(client, UserFactory(roles=[role]), "summary")
        assert "In 2 of 3 audits the answer on visits differs from the record." in shown
        assert "See the answers that differ" not in shown


def test_each_audit_is_compared_on_its_own_day(client, world, month):
    visits = [ref for ref, question, _ in listed(client, world.qa) if question == "Visit in timescale"]
    assert visits == [month[0].case_ref, month[2].case_ref]


def test_the_list_says_what_the_audit_and_what_the_record_says(client, world, month):
    shown = page(client, world.qa, "summary_record")
    assert "Last visit 3 August 2023, 60 days before; due within 42 days (CIN): 18 days late." in shown
    assert (month[0].case_ref, "Visit in timescale", "Yes") in listed(client, world.qa)
    assert (month[1].case_ref, "Supervision in timescale", "No") in listed(client, world.qa)


def test_the_list_can_be_filtered(client, world, month):
    assert len(listed(client, world.qa)) == 5
    assert {row[1] for row in listed(client, world.qa, code="visit")} == {"Visit in timescale"}
    assert {row[2] for row in listed(client, world.qa, answer="no")} == {"No"}
    assert len(listed(client, world.qa, area_id=world.audit.service_area_id)) == 5


def test_not_applicable_and_what_nobody_recorded_are_not_counted(client, world, month):
    answer(month[0], visit="na")
    answer(month[1], visit="no")
    stranger = AuditFactory(
        submitted=True, cycle=world.cycle, case_ref="CD999999", service_area=world.audit.service_area
    )
    answer(stranger, visit="yes")
    assert "In 2 of 2 audits the answer on visits differs" in page(client, world.qa, "summary")


def test_only_completed_audits_are_compared(client, world, month):
    returned = {"state": Audit.State.RETURNED, "completed_on": None, "grade": ""}
    Audit.objects.filter(pk=month[0].pk).update(**returned)
    assert "In 1 of 2 audits the answer on visits differs" in page(client, world.qa, "summary")


def test_a_month_whose_answers_all_agree_says_so(client, world, month):
    for audit in month[:1] + month[2:]:
        answer(audit, visit="no")
    assert "In none of 3 audits does the answer on visits differ from the record." in page(
        client, world.qa, "summary"
    )


def test_a_month_of_which_nothing_is_recorded_says_nothing(client, world):
    audit = AuditFactory(submitted=True, cycle=world.cycle, service_area=world.audit.service_area)
    answer(audit, visit="yes")
    roll_up(by=Service("a test"), asked=[world.cycle.month])
    assert "Against the record" not in page(client, world.qa, "summary")
    assert "No answer of this month differs from the record." in page(client, world.qa, "summary_record")


def test_a_month_without_a_cycle_has_no_list(client, world):
    client.force_login(world.qa)
    assert client.get(reverse("summary_record", args=["2021-01"])).status_code == 404
