"""Through no address does anybody decide on what they audit or supervised."""

from django.urls import reverse

from audits.models import Adjustment
from tests.audits.running import REASON, ask, now, works_in_the_team
from tests.factories import UserFactory

DAY = {"due_on_0": "10", "due_on_1": "11", "due_on_2": "2023"}
YES = {"approve": "yes", "decision": "That is right."}


def page(world, kind):
    return reverse("audit_adjust", args=[world.audit.pk, kind])


def everything(client, world, asked):
    """Every address that decides, with an answer in order; what each said."""
    posts = {
        reverse("adjustment_decide", args=[asked.pk]): YES,
        page(world, "withdraw"): {"reason": REASON, "seen": str(now(world.audit).version)},
        page(world, "extend"): {"reason": REASON, "seen": str(now(world.audit).version), **DAY},
        reverse("audit_reinstate", args=[world.audit.pk]): {"reason": REASON},
    }
    return {address: client.post(address, said).content.decode() for address, said in posts.items()}


def test_who_is_the_auditor_decides_nothing_though_they_are_of_the_unit(client, world):
    asked = ask(world, "exempt")
    world.manager.staff = None
    world.manager.save()
    both = UserFactory(roles=["qa", "practice_manager"], staff=world.audit.auditor)
    client.force_login(both)
    said = everything(client, world, asked)
    assert "Nobody decides on their own audit" in said[reverse("adjustment_decide", args=[asked.pk])]
    assert now(world.audit).state == "allocated"
    assert now(world.audit).due_on is None
    assert not Adjustment.objects.exclude(state="asked").exists(), "it was asked for, and no more"
    assert "Adjustments waiting for a decision (" not in client.get("/").content.decode()


def test_who_supervised_the_work_decides_nothing(client, world):
    asked = ask(world, "exempt")
    works_in_the_team(world.other_qa, world.audit.team)
    client.force_login(world.other_qa)
    said = everything(client, world, asked)
    refused = [words for words in said.values() if "a team that they were in" in words]
    assert len(refused) == 3, "and what is to do is not reinstated"
    assert Adjustment.objects.get().state == "asked"
    shown = client.get(page(world, "exempt")).content.decode()
    assert "Somebody else has to decide on this audit: you were in its team" in shown
