"""How often the pages of second opinions ask the database."""

import datetime as dt

from audits import actions
from audits.models import Audit, Calibration, CalibrationGrade, Moderation, SecondLookRule
from core import clock, months
from organisation.models import Staff, User
from tests.factories import UserFactory
from tests.permissions.row import PM, QA
from tests.queries.audits import audits
from tests.queries.page import Page

DAY = dt.date(2023, 10, 16)


def moderated(world, numbers):
    """Moderated audits, each of another auditor, by another moderator."""
    before = set(Audit.objects.values_list("pk", flat=True))
    audits(world, numbers)
    new = list(Audit.objects.exclude(pk__in=before))
    staff = Staff.objects.bulk_create(Staff(staff_id=f"Q{n}", name=f"Auditor {n}") for n in numbers)
    users = User.objects.bulk_create(User(email=f"q{n}@council.example", name=f"Mod {n}") for n in numbers)
    for audit, auditor in zip(new, staff, strict=True):
        audit.auditor, audit.moderated_grade = auditor, "good"
    Audit.objects.bulk_update(new, ["auditor", "moderated_grade"])
    Moderation.objects.bulk_create(
        Moderation(
            audit=audit, number=1, moderator=by, auditor_grade="good", grade="good", reason="x",
            at=clock.now(),
        )
        for audit, by in zip(new, users, strict=True)
    )  # fmt: skip


def picked(world, numbers):
    """Completed audits under a rule, each of them picked."""
    if not SecondLookRule.objects.exists():
        actions.begin_rule(by=world.users[QA], kind="share", share=100, starts_on=DAY, reason="All.")
    audits(world, numbers)
    Audit.objects.update(completed_on=DAY)
    actions.pick(by=world.users[QA], audits=list(Audit.objects.filter(pick__isnull=True)))


def rules(world, numbers):
    """Rules, one after another."""
    SecondLookRule.objects.bulk_create(
        SecondLookRule(
            kind="share",
            share=20,
            starts_on=DAY + dt.timedelta(days=n),
            ends_on=DAY + dt.timedelta(days=n + 1),
        )
        for n in numbers
    )


def sessions(world, numbers):
    """Sessions in which the practice manager takes part."""
    for n in numbers:
        made = Calibration.objects.create(title=f"Session {n}", held_on=months.first_of(DAY))
        made.graders.create(user=world.users[PM])


def cases(world, numbers):
    """A session of as many cases and people, a grade each; closed."""
    audits(world, numbers)
    there = Calibration.objects.first() or Calibration.objects.create(title="A session", held_on=DAY)
    start = there.cases.count()
    used = there.cases.values("audit")
    for position, audit in enumerate(Audit.objects.exclude(pk__in=used), start=start + 1):
        case = there.cases.create(audit=audit, position=position)
        user = UserFactory()
        there.graders.create(user=user)
        CalibrationGrade.objects.create(case=case, grader=user, grade="good", reason="x", at=clock.now())
    Calibration.objects.update(state="closed")


def open_cases(world, numbers):
    """An open session of as many cases, all of which a moderator is to grade."""
    cases(world, numbers)
    Calibration.objects.update(state="open")
    session = Calibration.objects.get()
    session.graders.get_or_create(user=world.users[QA])


def session(world):
    return [Calibration.objects.get().pk]


PAGES = [
    Page("moderation_queue", QA, 9, picked, note="picked"),
    Page("moderation_coverage", QA, 7, picked),
    Page("cycle", QA, 10, picked, args=lambda world: [world.cycle.month], note="picked"),
    Page("second_look_rules", QA, 4, rules),
    Page("agreement", QA, 8, moderated),
    Page("calibrations", PM, 7, sessions),
    Page("calibration", QA, 12, cases, args=session, note="closed"),
    Page("calibration", QA, 11, open_cases, args=session, note="open"),
]
