"""The texts of the reminders: changed by the unit, checked, previewed; two editors see each other."""

import datetime as dt

import pytest

from audits import actions
from audits.models import ReminderText
from core import history
from core.errors import Conflict, Refused
from core.history import Service
from core.mail import Message

BY = Service("a test")
DUE = dt.date(2023, 10, 27)


def on(settings, day):
    """What the morning of a day posts."""
    settings.PLUMBLINE_TODAY = day
    return actions.remind(by=BY)


def keys():
    return sorted(Message.objects.values_list("key", flat=True))


def days(count):
    return dt.timedelta(days=count)


def change(world, kind="before", **said):
    known = {"subject": "{count} due", "body": "Dear {name}, {due}.", "days": 7, "active": True, "seen": 0}
    return actions.set_reminder_text(by=world.qa, kind=kind, **{**known, **said})


def test_the_units_own_text_is_sent_on_the_day_it_says(world, settings):
    change(world)
    assert not on(settings, DUE - days(8)).posted
    on(settings, DUE - days(7))
    message = Message.objects.get()
    assert (message.subject, message.body) == ("1 audit due", "Dear Robin Testerton, 27 October 2023.")


def test_a_reminder_that_is_switched_off_is_not_sent(world, settings):
    change(world, "on", active=False)
    assert not on(settings, DUE).posted


def test_what_a_text_may_not_say_is_refused(world):
    with pytest.raises(Refused, match=r"\{nmae\} is not a placeholder"):
        change(world, body="Dear {nmae}")
    with pytest.raises(Refused, match="from 1 to 28"):
        change(world, days=0)
    assert not ReminderText.objects.exists()


def test_the_same_text_twice_is_saved_once_and_another_persons_is_not_written_over(world):
    change(world)
    assert change(world).version == 1
    for seen in (0, 2):
        with pytest.raises(Conflict) as told:
            change(world, subject="Mine", seen=seen)
        assert told.value.current.subject == "{count} due"
    assert change(world, subject="Mine", seen=1).version == 2
    assert len(history.of(ReminderText.objects.get())) == 2
