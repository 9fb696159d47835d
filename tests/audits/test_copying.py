"""The practitioner's copy says what was found of their case, and nothing of other people."""

import datetime as dt

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Audit, Cycle
from core import history
from core.errors import Refused
from tests.audits.world import submit
from tests.factories import UserFactory

NAMES = ("Robin Testerton", "Quinn Mockford", "Ali Inventon", "Olive Owner")


@pytest.fixture
def audit(world):
    """Everybody's name stands somewhere in what was written."""
    audit = submit(
        world,
        rationale="As Robin Testerton I found the plan clear, and so did Quinn Mockford.",
        note="Seen by ROBIN  TESTERTON, too.",
        improvement="Genogram: ask Olive Owner",
        feedback_words="The family said so.",
        feedback_from="Grandmother Mockings",
    )
    actions.moderate(
        by=world.qa,
        audit=audit,
        grade="good",
        reason="The plan holds, says Robin Testerton.",
        seen=audit.version,
    )
    owner = UserFactory(name="Olive Owner", roles=["qa"])
    actions.agree(
        by=world.qa,
        audit=audit,
        what="Olive Owner updates the genogram",
        for_whom="The child",
        owner_kind="person",
        person=owner,
        due_on=dt.date(2023, 11, 1),
    )
    return Audit.objects.get(pk=audit.pk)


def copy(client, user, audit):
    client.force_login(user)
    return client.get(reverse("audit_copy", args=[audit.pk]))


def test_it_says_what_was_found(client, world, audit):
    body = copy(client, world.manager, audit).content.decode()
    for words in (
        "CD490004", "SWF", "reunifications", "Was the child seen?", "Timely visits", "Genogram: ask",
        "Good", "I found the plan clear", "updates the genogram", "The child", "1 November 2023",
        "given when the audit was moderated",
    ):  # fmt: skip
        assert words in body, words


def test_no_page_of_it_has_anothers_name_or_words(client, world, audit):
    for reader in (world.manager, world.qa, world.other_qa):
        body = copy(client, reader, audit).content.decode().casefold()
        for words in (*NAMES, "The family said so", "Grandmother", "Requires improvement"):
            assert " ".join(words.casefold().split()) not in " ".join(body.split()), words


def test_where_moderation_changed_the_grade_it_says_whose_reason_is_whose(client, world, audit):
    body = copy(client, world.qa, audit).content.decode()
    reason, rationale = body.index("the moderator’s reason"), body.index("The auditor’s rationale, for the")
    assert reason < body.index("The plan holds, says the auditor.") < rationale
    assert rationale < body.index("I found the plan clear")


def test_where_it_did_not_there_is_the_rationale_alone(client, world):
    audit = submit(world)
    reason = "The plan holds."
    actions.moderate(by=world.qa, audit=audit, grade=audit.grade, reason=reason, seen=audit.version)
    body = copy(client, world.qa, audit).content.decode()
    assert "moderator’s reason" not in body
    assert reason not in body
    assert ">Rationale<" in body


def test_it_asks_to_be_read_before_it_is_given_away(client, world, audit):
    body = copy(client, world.qa, audit).content.decode()
    assert "Read it before you give it away: names typed into the texts may still be there." in body
    assert "names neither" not in body


@pytest.mark.parametrize(
    ("spoken_with", "shown"), [("The allocated social worker", True), ("Their team manager", False)]
)
def test_what_was_said_is_there_if_it_is_the_practitioners_own(client, world, spoken_with, shown):
    audit = submit(world, discussion_with=spoken_with, discussion_said="I would do it again.")
    assert ("I would do it again." in copy(client, world.qa, audit).content.decode()) == shown


def test_making_it_is_part_of_the_history_and_looking_at_it_is_not(client, world, audit):
    copy(client, world.manager, audit)
    client.post(reverse("audit_copy", args=[audit.pk]))
    said = [line.did for line in history.of(audit) if "copy" in line.did]
    assert said == ["Robin Testerton made a practitioner’s copy of the audit."]


def test_there_is_none_of_an_audit_that_is_not_completed(client, world):
    assert copy(client, world.manager, world.audit).status_code == 404
    with pytest.raises(Refused, match="not completed"):
        actions.make_copy(by=world.qa, audit=world.audit)


def test_there_is_none_for_whom_the_grade_is_held_back(client, world):
    Cycle.objects.update(blind=True)
    audit = submit(world)
    assert copy(client, world.qa, audit).status_code == 404
    assert client.post(reverse("audit_copy", args=[audit.pk])).status_code == 404
    assert "practitioner’s copy" not in client.get(audit.get_absolute_url()).content.decode()
    with pytest.raises(Refused, match="held back"):
        actions.make_copy(by=world.qa, audit=audit)
    assert copy(client, world.manager, audit).status_code == 200
