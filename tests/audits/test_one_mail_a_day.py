"""Reminders: at most one e-mail a person and day, however much is due and however often the job runs."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits import actions
from audits.rules import reminding as rules
from core import history
from core.history import Service
from core.mail import Message
from tests.audits.running import adjust, another_audit

BY = Service("a test")
DUE = dt.date(2023, 10, 27)
NEXT = DUE + dt.timedelta(days=1)
PARTS = st.lists(
    st.tuples(st.sampled_from(["before", "on", "after"]), st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1))),
    unique=True,
)


def on(settings, day):
    """What the morning of a day posts."""
    settings.PLUMBLINE_TODAY = day
    return actions.remind(by=BY).posted


@pytest.fixture
def two_days(world):
    """An audit due on the 27th, and one on the 28th."""
    adjust(world, "extend", audit=another_audit(world), due_on=NEXT)
    return world


def test_audits_due_on_two_days_are_one_mail_a_morning_and_nothing_is_repeated(two_days, settings):
    sent = {}
    for offset in range(-10, 12):
        day = DUE + dt.timedelta(days=offset)
        for _ in range(3):
            for _ in on(settings, day):
                sent.setdefault(offset, []).append(Message.objects.latest("pk").key)
    who = two_days.manager.pk
    assert sent == {
        -5: [f"audits.reminder:2023-10-22:before:2023-10-27:{who}"],
        -4: [f"audits.reminder:2023-10-23:before:2023-10-28:{who}"],
        0: [f"audits.reminder:2023-10-27:on:2023-10-27:{who}"],
        1: [f"audits.reminder:2023-10-28:on:2023-10-28:{who}"],
        3: [f"audits.reminder:2023-10-30:after:2023-10-27:{who}"],
        4: [f"audits.reminder:2023-10-31:after:2023-10-28:{who}"],
    }


def test_the_most_urgent_leads_and_every_due_date_is_said_once(two_days, settings):
    assert on(settings, DUE) == ["Robin Testerton"]
    message = Message.objects.get()
    assert message.subject == "1 audit for October 2023 due today"
    assert message.body.endswith("You also have 1 audit due on 28 October 2023.")
    assert on(settings, DUE) == []
    lines = [line.sentence for line in history.of(two_days.cycle)]
    assert len([line for line in lines if "reminded the auditors" in line]) == 2
    assert on(settings, NEXT) == ["Robin Testerton"]
    assert "27 October" not in Message.objects.latest("pk").body


def test_several_days_of_one_kind_stand_in_one_text(two_days, settings):
    on(settings, DUE - dt.timedelta(days=2))
    message = Message.objects.get()
    assert message.subject == "2 audits for October 2023 due on 27 October 2023 and 28 October 2023"
    assert "You also have" not in message.body
    assert on(settings, DUE - dt.timedelta(days=1)) == []


def test_who_was_written_to_by_hand_gets_none_by_the_job_that_day(world, settings):
    settings.PLUMBLINE_TODAY = DUE - dt.timedelta(days=3)
    actions.remind_now(by=world.qa, staff=[world.manager.staff_id])
    assert actions.remind(by=BY).before == ["Robin Testerton"]
    assert Message.objects.count() == 1
    assert on(settings, DUE) == ["Robin Testerton"]


def test_what_comes_up_later_in_the_day_waits_for_the_next_morning(world, settings):
    day = DUE - dt.timedelta(days=3)
    assert on(settings, day) == ["Robin Testerton"]
    adjust(world, "extend", audit=another_audit(world), due_on=NEXT)
    assert on(settings, day) == []
    assert on(settings, day + dt.timedelta(days=1)) == ["Robin Testerton"]
    assert "28 October 2023" in Message.objects.latest("pk").subject


@given(PARTS)
def test_what_a_key_covers_is_read_back_from_it(parts):
    ordered = rules.most_urgent_first(parts)
    kept = rules.fitting(ordered, 150)
    key = f"audits.reminder:2023-10-27:{rules.covering(kept)}:12"
    assert rules.covered([key]) == set(kept)
    assert kept == ordered[: len(kept)]
    assert len(key) <= 200
    assert bool(kept) == bool(parts)
