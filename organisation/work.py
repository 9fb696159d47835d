"""What the administrator's home page says: who is without a place, a role or a way in."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from core import clock
from core.home import Line, Work
from organisation.models import RoleHolding, Staff, StaffRecord, TeamRecord, User
from organisation.permissions import MANAGE_ORGANISATION

SHOWN = 5


def in_ended_teams(user: Any) -> Work | None:
    """Staff who are recorded today in a team that has ended."""
    if not user.may(MANAGE_ORGANISATION):
        return None
    today = clock.today()
    there = TeamRecord.objects.on(today).values("team")
    found = StaffRecord.objects.on(today).exclude(team__in=there).select_related("staff", "team")
    lines = [
        Line(str(record.staff), record.staff.get_absolute_url(), f"{record.team}, which has ended")
        for record in found.order_by("staff__name", "pk")[:SHOWN]
    ]
    empty = "Everybody’s team exists."
    return Work("Staff to move to another team", lines, found.count(), reverse("staff_list"), empty)


def without_a_user(user: Any) -> Work | None:
    """Practice managers who have no user and so can't fill in audits."""
    if not user.may(MANAGE_ORGANISATION):
        return None
    found = Staff.objects.practice_managers_on(clock.today()).filter(user__isnull=True)
    return _work(
        "Practice managers without a user", found, "staff_list", "Every practice manager has a user."
    )


def without_a_role(user: Any) -> Work | None:
    """Users who may sign in and hold no role today."""
    if not user.may(MANAGE_ORGANISATION):
        return None
    held = RoleHolding.objects.on(clock.today()).values("user")
    found = User.objects.filter(is_active=True).exclude(pk__in=held)
    return _work("Users without a role", found, "users", "Every user holds a role.")


def _work(title: str, found: QuerySet[Any], all_url: str, empty: str) -> Work:
    lines = [Line(str(one), one.get_absolute_url()) for one in found.order_by("name", "pk")[:SHOWN]]
    return Work(title, lines, found.count(), reverse(all_url), empty)
