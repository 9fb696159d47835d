"""Warnings are accepted with a reason, one for all or each its own; nothing that was typed is lost."""

import re

import pytest
from django.urls import reverse

from core import kept
from core.models import KeptPost
from indicators.actions import accepting
from indicators.models import ReportFile
from indicators.models.taking import Said
from tests.indicators.taking.world import HEADINGS, accept_all, again, fresh, take, upload, words

pytestmark = pytest.mark.django_db
MANY = f"{HEADINGS}\n" + "Front door,S47 from strategy discussions,101%,102%,103%\n"
THREE = "over-100"


@pytest.fixture
def report(page):
    """One row of which three figures are over 100%."""
    return upload(page, MANY)


def url(report, check=THREE, **query):
    return reverse("figures_warnings", args=[report.pk, check], query=query)


def ids(report):
    return [warning["id"] for warning in report.found["warnings"] if warning["check"] == THREE]


def as_served(client, report):
    """Every field of the page, as a browser would send it back."""
    form = client.get(url(report)).context["form"]
    return {name: form[name].value() or "" for name in form.fields if not name.startswith("accept-")}


def test_each_can_have_its_own_reason_and_the_ticked_ones_share_one(page, report):
    one, two, three = ids(report)
    sent = {**as_served(page, report), "do": "save", "reason": "Shared."}
    page.post(url(report), {**sent, f"accept-{one}": "on", f"accept-{two}": "on", f"why-{two}": "Its own."})
    assert fresh(report).accepted == {one: "Shared.", two: "Its own."}
    assert three not in fresh(report).reasons


def test_what_is_ticked_without_a_reason_asks_for_one_and_stays_ticked(page, report):
    one, two, _ = ids(report)
    sent = {**as_served(page, report), "do": "save", f"accept-{one}": "on", f"why-{two}": "A thought."}
    text = words(page.post(url(report), sent))
    assert "Give a reason for those that you ticked" in text
    assert 'value="A thought."' in text
    assert text.count(" checked") == 1
    assert fresh(report).reasons == {}


def test_a_reason_that_is_typed_and_not_ticked_is_kept_and_accepts_nothing(page, report):
    one, *_ = ids(report)
    page.post(url(report), {**as_served(page, report), "do": "save", f"why-{one}": "Perhaps."})
    assert fresh(report).said[one] == Said("Perhaps.", accepted=False)
    assert fresh(report).accepted == {}
    assert 'value="Perhaps."' in words(page.get(url(report)))


def test_all_that_are_left_are_accepted_with_one_reason_and_none_again(page, report):
    one, two, three = ids(report)
    sent = {**as_served(page, report), "do": "all", "reason": "One for all."}
    page.post(url(report), {**sent, f"why-{two}": "Its own."})
    assert fresh(report).accepted == {one: "One for all.", two: "Its own.", three: "One for all."}
    page.post(url(report), {"do": "none"})
    assert fresh(report).accepted == {}
    assert fresh(report).said[two].reason == "Its own."


def test_accepting_all_without_a_reason_says_so(page, report):
    response = page.post(url(report), {**as_served(page, report), "do": "all"})
    assert "Say why they are accepted." in words(response)
    assert fresh(report).accepted == {}


def test_the_summary_leads_to_where_the_reason_of_all_is_typed(page, report):
    html = page.post(url(report), {**as_served(page, report), "do": "all"}).content.decode()
    assert re.search(r'<a href="#id_reason">\s*Say why they are accepted\.\s*</a>', html)
    assert 'id="id_reason"' in html


def test_what_was_said_in_another_window_is_shown_beside_what_is_typed_here(page, report):
    one, two, _ = ids(report)
    served = as_served(page, report)
    page.post(url(report), {**served, "do": "save", f"accept-{one}": "on", f"why-{one}": "There."})
    mine = {**served, "do": "save", f"accept-{one}": "on", f"why-{one}": "Here."}
    response = page.post(url(report), mine)
    text = words(response)
    assert response.status_code == 409
    assert "In another window meanwhile: accepted, ‘There.’" in text
    assert 'value="Here."' in text
    assert fresh(report).accepted == {one: "There."}
    form = response.context["form"]
    page.post(url(report), {**mine, f"was-{one}": form[f"was-{one}"].value()})
    assert fresh(report).accepted == {one: "Here."}
    assert two not in fresh(report).reasons


def test_another_page_of_them_or_another_kind_does_not_clash(page, report):
    one, two, _ = ids(report)
    served = as_served(page, report)
    page.post(url(report), {**served, "do": "save", f"accept-{one}": "on", f"why-{one}": "There."})
    page.post(url(report), {**served, "do": "save", f"accept-{two}": "on", f"why-{two}": "Here."})
    assert fresh(report).accepted == {one: "There.", two: "Here."}


def test_what_was_typed_without_a_session_is_there_after_signing_in(page, report):
    one, *_ = ids(report)
    response = page.get(url(report))
    sent = {**as_served(page, report), "do": "save", "reason": "Long thought of.", f"accept-{one}": "on"}
    sent[kept.TOKEN_FIELD] = kept.token(response.wsgi_request)
    page.logout()
    assert page.post(url(report), sent).status_code == 302
    assert KeptPost.objects.count() == 1
    page.force_login(report.by)
    text = words(page.get(url(report)))
    assert "You were signed out. What you typed was kept." in text
    assert "Long thought of." in text
    assert " checked" in text
    assert fresh(report).reasons == {}


def test_many_warnings_come_in_pages_and_are_accepted_at_once(page):
    rows = "".join(f"Section {n},S47 from strategy discussions,{n}%,{n}%,{n}%\n" for n in range(101, 141))
    asked = upload(page, f"{HEADINGS}\n{rows}")
    answers = {question["text"]: "front-door" for question in asked.found["questions"]}
    assert len(answers) == 40
    form = page.get(reverse("figures_names", args=[asked.pk])).context["form"]
    page.post(reverse("figures_names", args=[asked.pk]), dict.fromkeys(form.asked, "front-door"))
    report = again(page, asked)
    count = len(ids(report))
    assert count == 120
    text = words(page.get(url(report)))
    assert "1 to 50 of 120" in text
    assert "Accept all 120 that are left with this reason" in text
    response = page.post(url(report), {**as_served(page, report), "do": "save"})
    assert response.url.endswith("?page=2")
    report = accept_all(page, report, THREE)
    assert len(report.accepted) == count


def test_a_reason_whose_warning_has_gone_is_still_shown(page, report):
    page.post(url(report), {**as_served(page, report), "do": "all", "reason": "So it is."})
    ReportFile.objects.filter(pk=report.pk).update(
        reasons={**fresh(report).reasons, f"{THREE}-000000000000": {"reason": "Of before.", "accepted": True}}
    )
    assert "Of before." in words(page.get(url(report)))


def test_nothing_more_can_be_said_of_a_file_that_is_taken(page, report):
    report = accept_all(page, report, THREE)
    take(page, report)
    response = page.post(url(report), {**as_served(page, report), "do": "none"})
    assert "nothing more can be said of it" in words(response)


def test_a_kind_that_the_file_has_no_warnings_of_is_not_there(page, report):
    assert page.get(url(report, "restated")).status_code == 404


def test_the_action_takes_no_acceptance_without_a_reason(report, performance):
    from core.errors import Refused

    with pytest.raises(Refused, match="Say why"):
        accepting.accept(by=performance, file=report, was={}, now={ids(report)[0]: Said("", accepted=True)})
