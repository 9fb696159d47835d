"""The management response to a full caseload: added, never overwritten, closed once it is not needed."""

import datetime as dt

import pytest

from caseloads.actions.responses import close_response, respond
from caseloads.models import CaseloadLimit, CaseloadResponse
from core import history
from core.errors import Conflict, Refused
from tests.caseloads.full_world import REVIEW, TEXT, answered, hold, let_go, worker
from tests.factories import BEGINNING

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 10, 16)


@pytest.fixture
def full(made):
    return worker(made.west, 20, "Robin Fullwell")


@pytest.fixture
def new(made):
    """Newly qualified, and two over the limit that protects them."""
    CaseloadLimit.objects.create(
        kind="protected", protects="NQSW", children=8, children_at_end=15, months=24, starts_on=BEGINNING
    )
    return worker(made.west, 10, qualifying_status="NQSW", qualified_on=dt.date(2023, 9, 1))


def test_a_response_keeps_its_words_the_number_of_children_and_who_made_it_when(made, full):
    new = answered(made, full)
    kept = CaseloadResponse.objects.get()
    assert kept == new
    assert (kept.text, kept.children, kept.made_on, kept.review_on) == (TEXT, 20, TODAY, REVIEW)
    assert (kept.by, kept.staff, kept.about) == (made.lead, full, "reported")


def test_its_history_is_the_workers_and_leaves_the_words_with_the_response(made, full):
    answered(made, full)
    [line] = history.of(full)
    assert line.did == "Lee Leadsworth responded to the caseload of the member of staff."
    said = {change.label: change.new for change in line.changes}
    assert said == {"About": "20 or more children", "Children": "20", "Review on": "16 November 2023"}
    assert TEXT not in line.sentence


def test_the_same_response_twice_is_there_once(made, full):
    first = answered(made, full)
    again = respond(
        by=made.lead, staff=full, about="reported", text=f" {TEXT} ", review_on=REVIEW, seen=0
    )  # fmt: skip
    assert again == first
    assert (CaseloadResponse.objects.count(), len(history.of(full))) == (1, 1)


def test_a_later_response_leaves_the_earlier_one_as_it_was(made, full):
    first = answered(made, full)
    second = answered(made, full, by=made.manager, text="One child more moves.")
    assert list(full.caseload_responses.all()) == [second, first]
    assert CaseloadResponse.objects.get(pk=first.pk).text == TEXT
    assert list(CaseloadResponse.objects.in_force()) == [second]


def test_who_did_not_see_the_newest_response_is_told_of_it_and_nothing_is_saved(made, full):
    first = answered(made, full)
    with pytest.raises(Conflict) as told:
        answered(made, full, by=made.manager, text="Something else.", seen=0)
    assert told.value.current == first
    assert CaseloadResponse.objects.count() == 1


def test_a_caseload_that_is_not_reported_today_asks_for_no_response(made):
    staff = worker(made.west, 19, "Robin Lightly")
    with pytest.raises(
        Refused, match="Robin Lightly holds 19 children today; a response is asked for from 20"
    ):
        answered(made, staff)


def test_the_council_may_report_from_another_number_on(made):
    CaseloadLimit.objects.create(kind="reported", children=15, starts_on=BEGINNING)
    assert answered(made, worker(made.west, 15)).children == 15


def test_a_protected_caseload_that_is_exceeded_has_a_response_of_its_own(made, new):
    assert answered(made, new, about="protected").get_about_display() == "Over a protected limit"
    with pytest.raises(Refused):
        answered(made, new, about="reported")


def test_a_protected_caseload_within_its_limit_asks_for_no_response(made, new):
    let_go(new, 2, TODAY)
    with pytest.raises(Refused, match="within the protected limit"):
        answered(made, new, about="protected")


@pytest.mark.parametrize("review_on", [TODAY, dt.date(2024, 1, 17)])
def test_a_review_on_the_day_itself_or_over_three_months_ahead_is_refused(made, full, review_on):
    with pytest.raises(Refused, match="no later than 16 January 2024"):
        answered(made, full, review_on=review_on)


def test_a_response_says_something(made, full):
    with pytest.raises(Refused, match="Enter what is done"):
        answered(made, full, text="  ")


def test_a_response_is_closed_once_the_caseload_is_no_longer_over(made, full):
    response = answered(made, full)
    let_go(full, 1, TODAY)
    closed = close_response(by=made.manager, response=response)
    assert closed.closed_on == TODAY
    assert not CaseloadResponse.objects.in_force().exists()
    assert (
        history.of(full)[0].did == "Sam Placewell closed the response to the caseload of the member of staff."
    )


def test_closing_twice_closes_once(made, full):
    response = answered(made, full)
    let_go(full, 1, TODAY)
    close_response(by=made.manager, response=response)
    close_response(by=made.lead, response=response)
    assert len(history.of(full)) == 2


def test_a_response_to_a_caseload_that_is_still_over_is_not_closed(made, full):
    response = answered(made, full)
    with pytest.raises(Refused, match="still needs a response"):
        close_response(by=made.lead, response=response)


def test_an_earlier_response_is_not_closed_in_place_of_the_newest(made, full):
    first, second = answered(made, full), answered(made, full, text="Another one.")
    let_go(full, 1, TODAY)
    with pytest.raises(Conflict) as told:
        close_response(by=made.lead, response=first)
    assert told.value.current == second


def test_who_is_over_again_after_it_was_closed_needs_a_new_response(made, full):
    response = answered(made, full)
    let_go(full, 1, TODAY)
    close_response(by=made.lead, response=response)
    hold(full, 1, TODAY)
    assert answered(made, full, text="Again.").pk > response.pk


class TestInForceOnADay:
    def test_a_day_has_the_newest_response_that_had_been_made(self, made, full, settings):
        first = answered(made, full)
        settings.PLUMBLINE_TODAY = dt.date(2023, 11, 20)
        second = answered(made, full, text="More.", review_on=dt.date(2023, 12, 20))
        on = CaseloadResponse.objects.in_force_on
        assert list(on(dt.date(2023, 10, 15))) == []
        assert list(on(dt.date(2023, 10, 31))) == [first]
        assert list(on(dt.date(2023, 11, 30))) == [second]

    def test_one_that_was_closed_later_was_still_in_force(self, made, full, settings):
        response = answered(made, full)
        settings.PLUMBLINE_TODAY = dt.date(2023, 11, 3)
        let_go(full, 1, dt.date(2023, 11, 2))
        close_response(by=made.lead, response=response)
        assert list(CaseloadResponse.objects.in_force_on(dt.date(2023, 10, 31))) == [response]
        assert list(CaseloadResponse.objects.in_force_on(dt.date(2023, 11, 30))) == []
