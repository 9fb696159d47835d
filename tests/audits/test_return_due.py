"""An audit that is sent back has a week: its due date follows, and so does whether it came in time."""

import datetime as dt

import pytest
from django.core import mail as sent
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audits import actions
from audits.actions.returning import return_audit
from audits.learning import auditors
from audits.models import Audit
from audits.rules.returning import due_again
from audits.running import chasing
from core import history
from core.history import Service
from core.mail import Message
from organisation.models import Staff
from tests.audits.world import submit
from tests.jobs import run_pending

DUE = dt.date(2023, 10, 27)


def days(count):
    return dt.timedelta(days=count)


def send_back(world, settings, day):
    settings.PLUMBLINE_TODAY = day
    audit = Audit.objects.get(pk=world.audit.pk)
    return_audit(by=world.qa, audit=audit, questions="Who saw the child?", seen=audit.version)
    world.audit.refresh_from_db()
    return world.audit


@pytest.fixture
def submitted(world):
    submit(world)
    return world


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)), st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)))
def test_there_are_seven_days_at_least_and_nobody_loses_one(due, today):
    again = due_again(due, today)
    assert again >= due
    assert again >= today + days(7)
    assert again in (due, today + days(7))


@pytest.mark.parametrize(
    ("day", "due"), [(DUE - days(7), DUE), (DUE - days(6), DUE + days(1)), (DUE + days(4), DUE + days(11))]
)
def test_what_is_due_within_a_week_is_due_in_a_week(submitted, settings, day, due):
    audit = send_back(submitted, settings, day)
    assert audit.is_due_on == due
    assert audit.due_on == (None if due == DUE else due)


def test_the_due_date_is_in_the_history_on_the_page_and_in_the_mail(submitted, settings, client):
    audit = send_back(submitted, settings, DUE + days(4))
    [line] = [each for each in history.of(audit) if "sent back" in each.did]
    assert "went from 27 October 2023 to 7 November 2023" in line.sentence
    client.force_login(submitted.qa)
    assert "has not come back yet and is due on 7 November 2023" in client.get(
        audit.get_absolute_url()
    ).content.decode().replace("\n", " ")
    run_pending()
    assert "It is due on 7 November 2023." in sent.outbox[0].body


def test_whoever_sends_it_back_is_told_by_when_it_is_due(submitted, settings, client):
    settings.PLUMBLINE_TODAY = DUE + days(4)
    client.force_login(submitted.qa)
    page = client.post(
        reverse("audit_return", args=[submitted.audit.pk]), {"questions": "Who?", "seen": 2}, follow=True
    )
    assert "sent back to Robin Testerton. It is due on 7 November 2023." in page.content.decode()


def test_lateness_the_chase_list_and_reminders_follow(submitted, settings):
    audit = send_back(submitted, settings, DUE + days(4))
    assert not audit.is_late
    row = chasing.with_progress(Staff.objects.all()).get(pk=audit.auditor_id)
    assert (row.due_on, row.late) == (DUE + days(11), 0)
    settings.PLUMBLINE_TODAY = DUE + days(11)
    assert actions.remind(by=Service("a test")).posted == ["Robin Testerton"]
    assert Message.objects.filter(key__contains=":on:2023-11-07:").count() == 1
    settings.PLUMBLINE_TODAY = DUE + days(12)
    assert Audit.objects.get(pk=audit.pk).is_late


@pytest.mark.parametrize(("after", "on_time"), [(7, 1), (8, 0)])
def test_what_comes_back_within_its_week_came_in_time(submitted, settings, after, on_time):
    audit = send_back(submitted, settings, DUE + days(4))
    settings.PLUMBLINE_TODAY = DUE + days(4 + after)
    submit(submitted)
    sums = auditors.cycles_of(audit.auditor_id).sums
    assert (sums["on_time"], sums["late"], sums["sent_back"]) == (on_time, 1 - on_time, 1)


def test_a_samples_title_stays_out_of_the_mail(submitted, settings):
    submitted.cycle.kind, submitted.cycle.title = "dip_sample", "About CD490004"
    submitted.cycle.save()
    send_back(submitted, settings, DUE)
    body = Message.objects.get().body
    assert "dip sample of October 2023" in body
    assert "CD490004" not in body
