"""The page on which a manager responds to a caseload: for whom, what it shows, and that nothing is lost."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from caseloads.models import CaseloadLimit, CaseloadResponse
from tests.caseloads.full_world import REVIEW, TEXT, answered, let_go, worker
from tests.factories import BEGINNING

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 10, 16)
DAY = {"review_on_0": "16", "review_on_1": "11", "review_on_2": "2023"}


@pytest.fixture
def full(made):
    return worker(made.west, 21, "Robin Fullwell")


def url(staff, about="reported"):
    return reverse("caseload_respond", args=[staff.pk, about])


def text_of(page):
    return " ".join(page.content.decode().split())


def signed_in(user):
    browser = Client()
    browser.force_login(user)
    return browser


def test_it_shows_the_numbers_and_records_the_response_with_its_review(made, full):
    CaseloadLimit.objects.create(kind="general", children=17, starts_on=BEGINNING)
    browser = signed_in(made.manager)
    page = browser.get(url(full))
    assert dict(page.context["facts"]) == {
        "No. of allocations": "21",
        "Qualifying status": "SW",
        "Allocated team": "SWF West 1, SWF",
        "FTE": "1",
        "Children per FTE": "21.0",
        "Limit": "17 (general)",
        "Share of limit": "124%",
        "To note": "Over limit, 20 or more",
    }
    assert "No later than 16 January 2024" in text_of(page) or "no later than 16 January 2024" in text_of(
        page
    )
    done = browser.post(url(full), {"text": TEXT, "seen": "0", **DAY}, follow=True)
    assert done.redirect_chain == [(reverse("caseloads_reported"), 302)]
    assert "Your response is recorded. Review it on 16 November 2023." in text_of(done)
    kept = CaseloadResponse.objects.get()
    assert (kept.text, kept.review_on, kept.by, kept.children) == (TEXT, REVIEW, made.manager, 21)


def test_of_a_protected_caseload_it_shows_what_protects_it(made):
    CaseloadLimit.objects.create(
        kind="protected", protects="ASYE", children=8, children_at_end=15, months=24, starts_on=BEGINNING
    )
    new = worker(made.west, 10, qualifying_status="ASYE", qualified_on=dt.date(2023, 9, 1), fte="0.8")
    facts = dict(signed_in(made.lead).get(url(new, "protected")).context["facts"])
    assert (facts["Months since qualifying"], facts["Over by"]) == ("1", "3.6")
    assert facts["Limit"] == "6.4 (protected, ASYE: 8 at full time)"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"text": ""}, "Enter what is done about this caseload."),
        ({"review_on_0": ""}, "Review on must be a real date"),
        (
            {"review_on_0": "16", "review_on_1": "10"},
            "The review date must be after today, and no later than 16 January 2024.",
        ),
        (
            {"review_on_1": "1", "review_on_0": "17", "review_on_2": "2024"},
            "The review date must be after today, and no later than 16 January 2024.",
        ),
    ],
)
def test_a_bad_answer_is_said_and_nothing_typed_is_lost(made, full, typed, says):
    page = signed_in(made.lead).post(url(full), {"text": TEXT, "seen": "0", **DAY, **typed})
    assert says in text_of(page)
    assert "text" in typed or TEXT in text_of(page)
    assert not CaseloadResponse.objects.exists()


def test_of_two_who_respond_the_second_sees_the_first_and_keeps_what_they_typed(made, full):
    browser = signed_in(made.manager)
    browser.get(url(full))
    answered(made, full, text="Theirs came first.")
    mine = {"text": "Mine was typed meanwhile.", "seen": "0", **DAY}
    page = browser.post(url(full), mine)
    assert page.status_code == 409
    assert "Theirs came first." in text_of(page)
    assert "Mine was typed meanwhile." in text_of(page)
    assert CaseloadResponse.objects.count() == 1
    seen = page.context["form"].data["seen"]
    again = browser.post(url(full), {**mine, "seen": seen})
    assert again.status_code == 302
    assert list(CaseloadResponse.objects.values_list("text", flat=True)) == [
        "Mine was typed meanwhile.",
        "Theirs came first.",
    ]


def test_earlier_responses_stay_and_are_shown_newest_first(made, full):
    answered(made, full, text="The first.")
    answered(made, full, text="The second.")
    text = text_of(signed_in(made.manager).get(url(full)))
    assert text.index("The second.") < text.index("The first.")
    assert text.count("in force") == 1


def test_a_caseload_that_needs_no_response_has_no_form_and_refuses_one_sent_all_the_same(made):
    staff = worker(made.west, 19, "Robin Lightly")
    browser = signed_in(made.lead)
    assert "This caseload needs no response today." in text_of(browser.get(url(staff)))
    page = browser.post(url(staff), {"text": TEXT, "seen": "0", **DAY})
    assert "Robin Lightly holds 19 children today" in text_of(page)
    assert TEXT in text_of(page)
    assert not CaseloadResponse.objects.exists()


class TestClosing:
    def test_it_is_offered_once_the_caseload_is_no_longer_over(self, made, full):
        response = answered(made, full)
        browser = signed_in(made.lead)
        assert "Close the response" not in text_of(browser.get(url(full)))
        let_go(full, 2, TODAY)
        assert "Close the response" in text_of(browser.get(url(full)))
        browser.post(url(full), {"do": "close", "response": response.pk})
        assert CaseloadResponse.objects.get().closed_on == TODAY
        assert "This caseload needs no response today." in text_of(browser.get(url(full)))

    def test_it_is_refused_in_words_while_the_caseload_is_over(self, made, full):
        response = answered(made, full)
        page = signed_in(made.lead).post(url(full), {"do": "close", "response": response.pk})
        assert "still needs a response" in text_of(page)
        assert CaseloadResponse.objects.get().closed_on is None

    def test_a_newer_response_is_shown_instead(self, made, full):
        first = answered(made, full)
        answered(made, full, text="A newer one.")
        let_go(full, 2, TODAY)
        page = signed_in(made.lead).post(url(full), {"do": "close", "response": first.pk})
        assert page.status_code == 409
        assert "A newer one." in text_of(page)

    @pytest.mark.parametrize("number", ["", "x", "999999", "9" * 5000])
    def test_a_response_that_is_not_this_workers_is_not_there(self, made, full, number):
        page = signed_in(made.lead).post(url(full), {"do": "close", "response": number})
        assert page.status_code == 404


class TestForWhom:
    def test_another_teams_worker_is_not_there_whether_over_or_not(self, made, full):
        for who, status in ((made.manager, 200), (made.lead, 200), (made.elsewhere, 404)):
            assert signed_in(who).get(url(full)).status_code == status

    def test_a_response_of_another_team_is_neither_read_nor_closed(self, made, full):
        response = answered(made, full)
        let_go(full, 2, TODAY)
        browser = signed_in(made.elsewhere)
        assert browser.post(url(full), {"do": "close", "response": response.pk}).status_code == 404
        assert CaseloadResponse.objects.get().closed_on is None

    def test_the_performance_team_reads_the_list_and_does_not_respond(self, made, full):
        assert signed_in(made.performance).get(url(full)).status_code == 403

    def test_there_is_no_other_kind_of_response(self, made, full):
        assert signed_in(made.lead).get(f"/caseloads/workers/{full.pk}/respond/other/").status_code == 404
