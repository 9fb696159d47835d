"""What the tests of running a month do again and again."""

import datetime as dt

from audits import actions
from audits.models import Audit
from organisation.models import StaffRecord
from tests.factories import AuditFactory, ServiceAreaFactory, StaffFactory, TeamFactory, UserFactory

REASON = "Long planned leave, agreed with the head of service."
LATER = dt.date(2023, 11, 10)
"""After the 27th, the day on which the world's cycle is due."""


def now(audit):
    return Audit.objects.get(pk=audit.pk)


def adjust(world, kind, audit=None, by=None, **details):
    """Straight away, by the QA unit."""
    audit = now(audit or world.audit)
    said = {"reason": REASON, "seen": audit.version, **details}
    return actions.adjust(by=by or world.qa, audit=audit, kind=kind, **said)


def ask(world, kind, **details):
    """By the auditor."""
    said = {"reason": REASON, **details}
    return actions.ask_adjustment(by=world.manager, audit=world.audit, kind=kind, **said)


def manager(name="Kim Inventon", **more):
    """Another practice manager, of another service area, with a user."""
    staff = StaffFactory(name=name, record=TeamFactory(record=ServiceAreaFactory()))
    return UserFactory(name=name, staff=staff, roles=["practice_manager"], **more)


def another_audit(world, **more):
    """One more audit of the world's auditor, of the same team."""
    where = {"service_area": world.audit.service_area, "team": world.audit.team}
    return AuditFactory(cycle=world.cycle, **{"auditor": world.manager.staff, **where, **more})


def works_in_the_team(user, team):
    """The user is staff, in this team since long ago."""
    user.staff = StaffFactory(name=user.name, record=team, record__role="QA")
    user.save()
    return StaffRecord.objects.get(staff=user.staff)
