"""An auditor's audit is returned and comes back, as the people do it."""

import pytest

from core.history import verify
from tests.audits.world import RATIONALE, submit
from tests.journeys.test_an_audit_month import sign_in_by_hand, summary

pytestmark = pytest.mark.django_db(transaction=True)
QUESTIONS = "Your rationale does not say who saw the child. Who did, and when?"
ADDED = " The social worker saw the child alone on 2 October."


def send_back(page):
    """When a moderator reads the audit and asks."""
    page.get_by_role("link", name="CD490004").click()
    page.get_by_role("link", name="Send this audit back with questions").click()
    page.get_by_label("Questions for the auditor").fill(QUESTIONS)
    page.get_by_role("button", name="Send back").click()
    page.get_by_text("The audit is sent back to Robin Testerton.").wait_for()


def answer(page):
    """When the auditor finds it on the home page, answers and submits again."""
    work = page.get_by_role("region", name="Audits sent back to you")
    work.get_by_role("link", name="CD490004").click()
    assert QUESTIONS in page.content()
    page.get_by_role("link", name="Your grade").click()
    page.get_by_text(QUESTIONS).wait_for()
    rationale = page.get_by_label("Rationale")
    assert rationale.input_value() == RATIONALE
    rationale.fill(RATIONALE + ADDED)
    page.get_by_label("Good", exact=True).check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Submit audit").click()
    page.get_by_text("Audit submitted. Thank you.").wait_for()


def test_an_audit_is_sent_back_answered_and_read_beside_what_it_said(open_page, world):
    submit(world)
    unit = sign_in_by_hand(open_page(), world.qa)
    assert summary(unit)[1:4] == ["1", "1", "0"]
    unit.goto("/")
    send_back(unit)
    assert summary(unit)[1:4] == ["1", "0", "1"]

    auditor = sign_in_by_hand(open_page(), world.manager)
    answer(auditor)
    assert summary(unit)[1:6] == ["1", "1", "0", "0", "1"]

    moderator = sign_in_by_hand(open_page(), world.other_qa)
    moderator.get_by_role("link", name="CD490004").click()
    table = moderator.get_by_role("table", name="What changed before it came back")
    row = table.get_by_role("row").filter(has_text="Rationale").get_by_role("cell")
    assert row.all_inner_texts() == [RATIONALE, RATIONALE + ADDED]
    moderator.get_by_label("Good", exact=True).check()
    moderator.get_by_label("Reason").fill("The rationale says now who saw the child.")
    moderator.get_by_role("button", name="Save moderation").click()
    moderator.get_by_text("Moderation saved.").wait_for()

    told = moderator.get_by_role("region", name="History").inner_text()
    for sentence in (
        "Quinn Mockford sent back the audit.",
        f"Reason: {QUESTIONS}",
        "Robin Testerton resubmitted the audit.",
        "Ali Inventon moderated, and agreed with the grade of, the audit.",
    ):
        assert sentence in told
    assert verify().ok
