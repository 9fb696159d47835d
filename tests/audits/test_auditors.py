"""An auditor's page says how their audits went, how far moderators agreed, and what those said."""

import datetime as dt

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Audit, Cycle, Return
from core import clock
from tests.audits.world import submit
from tests.factories import AuditFactory, CycleFactory, StaffFactory, UserFactory

DUE = dt.date(2023, 9, 27)


@pytest.fixture
def september(world):
    return CycleFactory(month=dt.date(2023, 9, 1), tool=world.cycle.tool, due_on=DUE)


def theirs(world, cycle, count=1, **more):
    made = {"cycle": cycle, "auditor": world.manager.staff, "service_area": world.audit.service_area, **more}
    return [AuditFactory(**made) for _ in range(count)]


def me(client, world, **asked):
    client.force_login(world.manager)
    return client.get(reverse("auditor_me"), asked)


def counts(cycle):
    names = ("allocated", "on_time", "late", "to_do", "sent_back", "exempted", "withdrawn")
    return {name: getattr(cycle, name) for name in names if getattr(cycle, name)}


class TestMonths:
    def test_each_cycle_says_how_its_audits_went(self, client, world, september):
        done = {"submitted": True, "cycle": september}
        theirs(world, completed_on=DUE, count=2, **done)
        theirs(world, completed_on=DUE + dt.timedelta(days=1), **done)
        later = DUE + dt.timedelta(days=7)
        (back,) = theirs(world, completed_on=later, due_on=later, **done)
        for number in (1, 2):
            Return.objects.create(
                audit=back, number=number, questions="?", returned_by=world.qa,
                returned_at=clock.now(), came_back_at=clock.now(),
            )  # fmt: skip
        theirs(world, september, state="exempted")
        theirs(world, september, state="withdrawn")
        AuditFactory(submitted=True, cycle=september)
        months = me(client, world).context["months"]
        assert [(str(cycle), counts(cycle)) for cycle in months.monthly] == [
            ("October 2023", {"allocated": 1, "to_do": 1}),
            (
                "September 2023",
                {"allocated": 4, "on_time": 3, "late": 1, "sent_back": 1, "exempted": 1, "withdrawn": 1},
            ),
        ]
        assert (months.sums["allocated"], months.sums["to_do"], months.sums["late"]) == (5, 1, 1)

    def test_samples_stand_apart_from_the_months(self, client, world):
        sample = Cycle.objects.create(
            kind="dip_sample", title="Plans", month=world.cycle.month, due_on=DUE.replace(month=10),
            tool=world.cycle.tool,
        )  # fmt: skip
        theirs(world, sample, count=3)
        months = me(client, world).context["months"]
        assert [(cycle.title, cycle.allocated) for cycle in months.samples] == [("Plans", 3)]
        assert months.sums["allocated"] == 1

    def test_who_has_no_audits_is_told_what_will_be_here(self, client, world):
        world.manager = UserFactory(roles=["practice_manager"], staff=StaffFactory())
        assert "You have no audits in a monthly cycle yet" in me(client, world).content.decode()
        world.manager = UserFactory(roles=["practice_manager"])
        assert "Ask an administrator" in me(client, world).content.decode()


def moderate(world, count, grade="good", to="good"):
    for audit in theirs(world, world.cycle, count, submitted=True, grade=grade):
        actions.moderate(
            by=world.qa, audit=audit, grade=to, reason=f"From {grade} to {to}.", seen=audit.version
        )


class TestAgreement:
    def test_it_is_of_their_own_audits_with_a_warning_while_there_are_few(self, client, world):
        moderate(world, 2)
        moderate(world, 1, to="outstanding")
        other = AuditFactory(submitted=True, cycle=world.cycle)
        actions.moderate(by=world.qa, audit=other, grade="inadequate", reason="No.", seen=other.version)
        response = me(client, world)
        found = response.context["agreement"].agreement
        assert (found.number, found.agreed, found.raised, found.lowered) == (3, 2, 1, 0)
        assert "Fewer than 10" in response.content.decode()

    def test_the_warning_goes_with_ten(self, client, world):
        moderate(world, 10)
        assert "Fewer than 10" not in me(client, world).content.decode()


class TestWhatModeratorsSaid:
    def test_the_newest_stands_first_with_grades_reason_and_audit(self, client, world):
        moderate(world, 1)
        moderate(world, 1, grade="good", to="requires_improvement")
        response = me(client, world)
        assert [each.reason for each in response.context["said"]] == [
            "From good to requires_improvement.",
            "From good to good.",
        ]
        assert "Good by the auditor, <strong>Requires improvement</strong> by Quinn Mockford" in (
            response.content.decode()
        )

    def test_what_is_no_longer_in_force_says_so(self, client, world):
        moderate(world, 1)
        audit = Audit.objects.exclude(moderated_grade="").get()
        actions.moderate(by=world.other_qa, audit=audit, grade="good", reason="Again.", seen=audit.version)
        assert [each.in_force for each in me(client, world).context["said"]] == [True, False]
        assert me(client, world).content.decode().count("(no longer in force)") == 1

    def test_there_are_pages_of_it(self, client, world):
        moderate(world, 21)
        assert len(me(client, world, page="2").context["said"]) == 1

    def test_a_moderator_from_whom_a_grade_is_held_back_reads_neither_it_nor_the_reason(self, client, world):
        moderate(world, 1, grade="outstanding", to="inadequate")
        Cycle.objects.update(blind=True)
        Audit.objects.exclude(moderated_grade="").update(moderated_grade="")
        client.force_login(world.other_qa)
        url = reverse("auditor", args=[world.manager.staff.pk])
        body = client.get(url).content.decode()
        assert "Held back" in body
        for words in ("Outstanding", "Inadequate", "From outstanding"):
            assert words not in body, words
        assert "From outstanding" in me(client, world).content.decode()


def test_the_unit_finds_every_auditor_with_their_counts(client, world):
    moderate(world, 2)
    client.force_login(world.qa)
    (row,) = client.get(reverse("auditors")).context["table"].data.data
    assert (row.name, row.allocated, row.completed, row.moderated) == ("Robin Testerton", 3, 2, 2)
    assert client.get(reverse("auditor", args=[StaffFactory().pk])).status_code == 404


def test_an_auditors_home_leads_to_their_page(client, world):
    submit(world)
    client.force_login(world.manager)
    assert reverse("auditor_me") in client.get(reverse("home")).content.decode()
