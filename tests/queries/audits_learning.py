"""How often the pages of learning ask the database."""

import datetime as dt

from audits.models import Audit, Finding, Moderation, Tag
from audits.rules.learning import stems_kept
from core import clock
from tests.factories import CycleFactory
from tests.permissions.row import PM, QA
from tests.queries.audits import a_month, audits
from tests.queries.page import Page


def tagged(world, numbers):
    """Submitted audits with a tagged point each, in their month's summary."""
    a_month(world, numbers)
    tag, _ = Tag.objects.get_or_create(name="Visits", words="visit")
    points = list(Finding.objects.filter(tags__isnull=True))
    Finding.objects.update(stems=stems_kept("Timely visits"))
    Finding.tags.through.objects.bulk_create(
        Finding.tags.through(finding_id=each.pk, tag_id=tag.pk) for each in points
    )


def points_of_one(world, numbers):
    """One audit with as many tagged points."""
    if not Audit.objects.exists():
        audits(world, range(1))
    tag, _ = Tag.objects.get_or_create(name="Visits")
    made = Finding.objects.bulk_create(
        Finding(audit=Audit.objects.get(), kind="improvement", text="Visits are late", position=n)
        for n in numbers
    )
    Finding.tags.through.objects.bulk_create(
        Finding.tags.through(finding_id=each.pk, tag_id=tag.pk) for each in made
    )


def tags(world, numbers):
    """As many tags."""
    Tag.objects.bulk_create(Tag(name=f"Tag {n}", words=f"word{n}") for n in numbers)


def moderated(world, numbers):
    """Audits of one auditor, each moderated, in a few cycles."""
    audits(world, numbers)
    new = list(Audit.objects.filter(moderations__isnull=True))
    Moderation.objects.bulk_create(
        Moderation(
            audit=each, number=1, moderator=world.users[QA], auditor_grade="good", grade="good",
            reason="Agreed.", at=clock.now(),
        )
        for each in new
    )  # fmt: skip
    Audit.objects.update(moderated_grade="good")
    earlier = CycleFactory(month=dt.date(2023, 9, 1), tool=world.more["cycle"].tool)
    Audit.objects.filter(pk__in=[each.pk for each in new[:5]]).update(cycle=earlier)


def first(world):
    return [Audit.objects.order_by("pk").values_list("pk", flat=True)[0]]


def auditor(world):
    return [world.own.staff.pk]


PAGES = [
    Page("point_search", QA, 9, tagged, note="quality-assurance"),
    Page("point_search", PM, 11, tagged, note="practice-manager"),
    Page("audit_tags", QA, 10, points_of_one, args=first),
    Page("audit_copy", QA, 9, points_of_one, args=first),
    Page("tags", QA, 5, tags),
    Page("tag_change", QA, 6, tags, args=lambda world: [Tag.objects.order_by("pk")[0].pk]),
    Page("auditors", QA, 5, moderated),
    Page("auditor", QA, 8, moderated, args=auditor),
    Page("auditor_me", PM, 10, moderated),
    Page("summary", QA, 16, tagged, args=lambda world: [world.more["cycle"].month], note="with-tags"),
]
