"""The pages of the reminders' texts: previewed, checked, and two editors see each other."""

import datetime as dt

import pytest
from django.urls import reverse

from audits import actions
from audits.models import ReminderText
from core.history import Service

BY = Service("a test")
DUE = dt.date(2023, 10, 27)


def change(world, kind="before", **said):
    known = {"subject": "{count} due", "body": "Dear {name}, {due}.", "days": 7, "active": True, "seen": 0}
    return actions.set_reminder_text(by=world.qa, kind=kind, **{**known, **said})


@pytest.fixture
def unit(client, world):
    client.force_login(world.qa)
    return client


def posted(**said):
    return {"active": "on", "days": "7", "subject": "{count} due", "body": "By {due}.", "seen": "0", **said}


def test_a_text_is_previewed_without_being_saved(unit, world):
    shown = unit.post(reverse("reminder", args=["before"]), posted(preview="yes")).content.decode()
    assert "3 audits due" in shown
    assert "By 16 October 2023." in shown
    assert not ReminderText.objects.exists()


def test_a_wrong_placeholder_is_said_beside_the_text_that_was_typed(unit, world):
    shown = unit.post(reverse("reminder", args=["before"]), posted(body="By {day}.")).content.decode()
    assert "{day} is not a placeholder. Use {name}, {count}, {due}, {cycle} or {link}." in shown
    assert "By {day}." in shown


def test_two_editors_at_once_the_second_sees_both(unit, world):
    change(world, subject="Theirs")
    answer = unit.post(reverse("reminder", args=["before"]), posted(subject="Mine"))
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    assert "Mine" in answer.content.decode()
    again = posted(subject="Mine", seen=answer.context["form"]["seen"].value())
    unit.post(reverse("reminder", args=["before"]), again)
    assert ReminderText.objects.get().subject == "Mine"


def test_the_texts_are_listed_with_an_example(unit, world):
    shown = unit.get(reverse("reminders")).content.decode()
    assert "It is sent 5 days before the day." in shown
    assert "3 audits for October 2023 due on 16 October 2023" in shown
    assert unit.get(reverse("reminder", args=["never"])).status_code == 404
