"""A step change is set with a reason and taken back with one; both are in the indicator's history."""

import datetime as dt

import pytest
from django.urls import reverse

from core import history
from core.errors import Refused
from core.history import Service
from indicators.actions.steps import remove_step_change, set_step_change
from indicators.models import StepChange
from organisation.roles import Role
from tests.factories import UserFactory
from tests.indicators.made import entry

BY = Service("the test")
JUNE = dt.date(2023, 6, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator(db):
    return entry().indicator


def put(indicator, month=JUNE, reason="A new front door"):
    return set_step_change(by=BY, indicator=indicator, month=month, reason=reason)


def test_it_is_set_once_however_often_and_history_says_why(indicator):
    assert put(indicator) == put(indicator, dt.date(2023, 6, 17), " A new front door ")
    (line,) = history.of(indicator)
    assert "set a step change of the indicator" in line.did
    assert line.reason == "A new front door"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reason": " "}, "Say why"),
        ({"month": dt.date(2023, 11, 1)}, "a month that has begun"),
        ({"reason": "Another"}, "is set from June 2023 already: A new front door"),
    ],
)
def test_what_makes_no_sense_is_refused(indicator, change, says):
    put(indicator)
    with pytest.raises(Refused, match=says):
        put(indicator, **change)
    assert StepChange.objects.count() == 1


def test_it_is_taken_back_with_a_reason_and_twice_changes_nothing(indicator):
    step = put(indicator)
    with pytest.raises(Refused):
        remove_step_change(by=BY, step=step, reason="")
    for _ in range(2):
        remove_step_change(by=BY, step=step, reason="It was chance")
    assert not StepChange.objects.exists()
    newest, _ = history.of(indicator)
    assert "took back a step change of" in newest.did
    assert "Because went from A new front door to nothing." in newest.sentence


def test_the_performance_team_sets_and_takes_back_on_pages(indicator, client):
    client.force_login(UserFactory(roles=[Role.PERFORMANCE]))
    asked = reverse("step_change_set", args=[indicator.slug])
    told = {"month_0": "6", "month_1": "2023", "reason": "A new front door"}
    answer = client.post(asked, told, follow=True)
    assert "The limits begin anew in June 2023." in answer.content.decode()
    again = client.post(asked, {**told, "reason": "Another"})
    assert "already: A new front door" in again.content.decode()
    step = StepChange.objects.get()
    back = reverse("step_change_remove", args=[indicator.slug, step.pk])
    client.post(back, {"reason": "It was chance"})
    assert not StepChange.objects.exists()
    assert "taken back already" in client.get(back, follow=True).content.decode()
