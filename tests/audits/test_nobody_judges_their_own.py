"""Nobody grades, moderates or approves where they supervised the work or were the auditor: through every page
on which somebody judges."""

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Adjustment, Audit, BlindGrade, CalibrationGrade, Moderation, Return
from organisation.models import RoleHolding
from tests.audits.world import submit
from tests.factories import BEGINNING, AuditFactory, StaffFactory, UserFactory

REASON = "What the file shows led me to this."
GRADED = {"grade": "good", "reason": REASON, "seen": 2}
DECIDED = {"approve": "yes", "decision": REASON, "reason": REASON, "seen": 1}


@pytest.fixture(params=["the auditor", "of its team", "lead of its service area"])
def insider(request, world):
    """One of the unit who has no say in the audit, and why."""
    if request.param == "the auditor":
        user = UserFactory(roles=["qa"], staff=StaffFactory())
        world.insiders_staff = user.staff
        return user
    if request.param == "of its team":
        return UserFactory(roles=["qa"], staff=StaffFactory(record=world.audit.team))
    user = UserFactory(roles=["qa"])
    area = world.audit.service_area
    RoleHolding.objects.create(user=user, role="service_lead", service_area=area, starts_on=BEGINNING)
    return user


@pytest.fixture
def audits(world, insider):
    """A submitted audit and one to do with a request, both of work in which the insider has no say."""
    submit(world)
    to_do = AuditFactory(
        cycle=world.cycle, service_area=world.audit.service_area, team=world.audit.team,
        auditor=world.manager.staff,
    )  # fmt: skip
    asked = actions.ask_adjustment(by=world.manager, audit=to_do, kind="exempt", reason="It moved away.")
    staff = getattr(world, "insiders_staff", None)
    if staff:
        Audit.objects.filter(pk__in=[world.audit.pk, to_do.pk]).update(auditor=staff)
    return Audit.objects.get(pk=world.audit.pk), to_do, asked


def judged():
    """Everything that a judgement leaves behind."""
    return (
        Moderation.objects.count(), BlindGrade.objects.count(), Return.objects.count(),
        CalibrationGrade.objects.count(), Adjustment.objects.exclude(state="asked").count(),
        Audit.objects.exclude(state__in=["submitted", "allocated"]).count(),
    )  # fmt: skip


@pytest.mark.parametrize("blind", [False, True])
def test_no_page_takes_a_judgement_of_ones_own_work(world, insider, audits, client, blind):
    done, to_do, asked = audits
    world.cycle.blind = blind
    world.cycle.save()
    session = actions.make_calibration(
        by=world.qa, title="October", held_on=world.cycle.month, audits=[done], people=[insider, world.qa]
    )
    client.force_login(insider)
    for url, data in (
        (reverse("audit_moderate", args=[done.pk]), GRADED),
        (reverse("audit_moderate", args=[done.pk]), {**GRADED, "blind": "1"}),
        (reverse("audit_return", args=[done.pk]), {"questions": REASON, "seen": 2}),
        (reverse("calibration_case", args=[session.pk, 1]), GRADED),
        (reverse("adjustment_decide", args=[asked.pk]), DECIDED),
        *((reverse("audit_adjust", args=[to_do.pk, kind]), DECIDED) for kind in Adjustment.Kind.values),
    ):
        answer = client.post(url, data)
        assert answer.status_code in (200, 302, 403, 404, 409), url
        assert judged() == (0, 0, 0, 0, 0, 0), url


def test_the_same_pages_take_it_from_somebody_independent(world, audits, client):
    done, _, asked = audits
    client.force_login(world.other_qa)
    client.post(reverse("audit_moderate", args=[done.pk]), GRADED)
    client.post(reverse("adjustment_decide", args=[asked.pk]), DECIDED)
    assert judged() == (1, 0, 0, 0, 1, 1)
