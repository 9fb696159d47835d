"""How many audits a month who owes: set, changed and ended from a day; and what each completed of it."""

import datetime as dt

import pytest

from audits import actions
from audits.models import Expectation
from core import history
from core.errors import Refused

APRIL, OCTOBER = dt.date(2023, 4, 1), dt.date(2023, 10, 1)


def expect(world, audits=2, **said):
    said = {"role": "PM"} | said if "staff" not in said else said
    return actions.set_expectation(
        by=world.qa, audits=audits, **{"starts_on": APRIL, "reason": "As agreed.", **said}
    )


def test_the_same_expectation_twice_is_set_once(world):
    assert expect(world) == expect(world)
    assert len(history.of(Expectation.objects.get())) == 1


def test_two_on_the_same_days_are_refused_in_words(world):
    expect(world)
    with pytest.raises(Refused, match="PM has an expectation already: 2 a month from 1 April 2023"):
        expect(world, audits=3, starts_on=OCTOBER)
    expect(world, audits=3, role="SW")
    expect(world, audits=3, staff=world.manager.staff)


def test_a_change_ends_one_and_begins_another_and_what_was_expected_before_stays(world):
    first = expect(world)
    second = actions.change_expectation(
        by=world.qa, expectation=first, audits=3, on=OCTOBER, reason="More to do."
    )
    again = actions.change_expectation(
        by=world.qa, expectation=first, audits=3, on=OCTOBER, reason="More to do."
    )
    assert again == second
    first.refresh_from_db()
    assert (first.audits, first.ends_on) == (2, OCTOBER)
    assert (second.audits, second.starts_on, second.ends_on) == (3, OCTOBER, None)
    assert [line.did for line in history.of(first)] == [
        "Quinn Mockford ended the expectation.",
        "Quinn Mockford set the expectation.",
    ]


def test_on_its_first_day_an_expectation_is_put_right(world):
    first = expect(world)
    actions.change_expectation(by=world.qa, expectation=first, audits=1, on=APRIL, reason="A slip.")
    assert Expectation.objects.get().audits == 1


@pytest.mark.parametrize("day", [dt.date(2023, 3, 31), OCTOBER])
def test_a_day_that_an_expectation_does_not_hold_changes_nothing(world, day):
    first = expect(world, ends_on=OCTOBER)
    with pytest.raises(Refused):
        actions.change_expectation(by=world.qa, expectation=first, audits=3, on=day, reason="More.")
    assert Expectation.objects.get().audits == 2


def test_an_expectation_ends_after_it_began(world):
    first = expect(world)
    with pytest.raises(Refused, match="Choose a later day"):
        actions.end_expectation(by=world.qa, expectation=first, on=APRIL, reason="Over.")
    for _ in range(2):
        actions.end_expectation(by=world.qa, expectation=first, on=OCTOBER, reason="Over.")
    assert Expectation.objects.get().ends_on == OCTOBER
    assert len(history.of(first)) == 2


# The pages
