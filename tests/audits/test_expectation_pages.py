"""Expectations on their pages: set, changed, ended; what is wrong is said and nothing typed is lost."""

import datetime as dt

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Expectation

APRIL, OCTOBER = dt.date(2023, 4, 1), dt.date(2023, 10, 1)


def expect(world, audits=2, **said):
    said = {"role": "PM"} | said if "staff" not in said else said
    return actions.set_expectation(
        by=world.qa, audits=audits, **{"starts_on": APRIL, "reason": "As agreed.", **said}
    )


@pytest.fixture
def unit(client, world):
    client.force_login(world.qa)
    return client


def posted(**said):
    day = {"starts_on_0": "1", "starts_on_1": "4", "starts_on_2": "2023"}
    return {"role": "PM", "audits": "2", "reason": "As agreed.", **day, **said}


def test_an_expectation_is_set_changed_and_ended_on_the_pages(unit, world):
    page = unit.post(reverse("expectation_new"), posted()).url
    day = {"on_0": "1", "on_1": "10", "on_2": "2023", "reason": "More to do."}
    unit.post(page + "change/", {"audits": "3", **day})
    newer = Expectation.objects.get(audits=3)
    day["on_1"] = "11"
    answer = unit.post(newer.get_absolute_url() + "end/", day, follow=True)
    assert "3 a month from 1 October 2023 until 1 November 2023" in answer.content.decode()
    assert "2 a month from 1 April 2023 until 1 October 2023" in answer.content.decode()
    assert "Reason: More to do." in answer.content.decode()


def test_what_is_for_both_or_neither_is_asked_again(unit, world):
    for said in (posted(role=""), posted(staff=world.manager.staff.pk)):
        answer = unit.post(reverse("expectation_new"), said)
        assert "Choose either a role or one person" in answer.content.decode()
    assert not Expectation.objects.exists()


def test_an_overlap_is_refused_in_words_and_what_was_typed_stays(unit, world):
    expect(world)
    answer = unit.post(reverse("expectation_new"), posted(audits="4", reason="Typed in vain?"))
    assert "PM has an expectation already" in answer.content.decode()
    assert "Typed in vain?" in answer.content.decode()
