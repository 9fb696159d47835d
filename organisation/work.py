"""What the administrator's home page says: who is without a place, a role or a way in."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from core import clock
from core.home import Line, Work
from organisation import listing
from organisation.filters import NO_ROLE
from organisation.models import Staff, User
from organisation.permissions import MANAGE_ORGANISATION

SHOWN = 5


def in_ended_teams(user: Any) -> Work | None:
    """Staff who are recorded today in a team that has ended."""
    if not user.may(MANAGE_ORGANISATION):
        return None
    found = listing.in_ended_teams(listing.on(listing.staff_records(), clock.today()))
    lines = [
        Line(str(record.staff), record.staff.get_absolute_url(), f"{record.team}, which has ended")
        for record in found.order_by("staff__name", "pk")[:SHOWN]
    ]
    url = _staff(team_ended="true")
    return _work("Staff to move to another team", lines, found, url, "Everybody’s team exists.")


def without_a_user(user: Any) -> Work | None:
    """Practice managers who have no user and so can't fill in audits."""
    if not user.may(MANAGE_ORGANISATION):
        return None
    found = Staff.objects.practice_managers_on(clock.today()).filter(user__isnull=True)
    url = _staff(role="PM", has_user="false")
    empty = "Every practice manager has a user."
    return _work("Practice managers without a user", _lines(found), found, url, empty)


def without_a_role(user: Any) -> Work | None:
    """Users who may sign in and hold no role today."""
    if not user.may(MANAGE_ORGANISATION):
        return None
    found = listing.without_a_role(User.objects.filter(is_active=True))
    url = f"{reverse('users')}?{urlencode({'role': NO_ROLE, 'is_active': 'true'})}"
    return _work("Users without a role", _lines(found), found, url, "Every user holds a role.")


def _lines(found: QuerySet[Any]) -> list[Line]:
    return [Line(str(one), one.get_absolute_url()) for one in found.order_by("name", "pk")[:SHOWN]]


def _work(title: str, lines: list[Line], found: QuerySet[Any], url: str, empty: str) -> Work:
    total = found.count() if lines else 0
    return Work(title, lines, total, url if lines else "", empty)


def _staff(**query: str) -> str:
    """The list of today's staff, filtered."""
    today = clock.today()
    day = {"on_0": today.day, "on_1": today.month, "on_2": today.year}
    return f"{reverse('staff_list')}?{urlencode({**query, **day})}"
