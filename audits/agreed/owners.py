"""Whose an action or a task is: the team's manager's, else the service lead's, else the QA unit's."""

from collections.abc import Iterable
from dataclasses import dataclass

from audits.models import AgreedAction, Audit
from audits.permissions import ACT
from core import clock
from organisation.access import with_predecessors
from organisation.models import RoleHolding, StaffRecord, User
from organisation.roles import Role

Kind = AgreedAction.OwnerKind
MANAGES = "PM"
"""The role, as staff records have it, of who manages a team."""
LEADING = (Role.SERVICE_LEAD, Role.HEAD_OF_SERVICE)
"""Who leads a service area, in this order."""


@dataclass(frozen=True)
class Owner:
    """As whom somebody owns a thing, and who it is. The unit owns as a whole: nobody by name."""

    kind: str
    user: User | None = None

    @property
    def words(self) -> str:
        """The person and as what, or the unit."""
        return f"{self.user} ({Kind(self.kind).label.lower()})" if self.user else Kind.QA.label


class Owners:
    """Today's team managers and service leads who may act on actions: read in four queries, asked at will."""

    def __init__(self) -> None:
        day = clock.today()
        held = RoleHolding.objects.on(day).filter(role__in=ACT.roles, user__is_active=True)
        holdings = list(held.select_related("user").order_by("starts_on", "user__name", "pk"))
        may_act = {holding.user_id for holding in holdings}
        self._leads: dict[int, list[User]] = {}
        for role in LEADING:
            for holding in holdings:
                if holding.role == role:
                    self._leads.setdefault(holding.service_area_id, []).append(holding.user)
        self._managers: dict[int, list[User]] = {}
        records = StaffRecord.objects.on(day).filter(role=MANAGES, staff__user__in=may_act)
        found = list(records.select_related("staff__user").order_by("starts_on", "staff__name", "pk"))
        before = with_predecessors({record.team_id for record in found})
        for record in found:
            for team in (record.team_id, *sorted(before[record.team_id])):
                self._managers.setdefault(team, []).append(record.staff.user)

    def of(self, audit: Audit, kind: str = Kind.TEAM_MANAGER, *, but: int | None = None) -> Owner:
        """Who sees to a thing of this audit: the kind that is asked for, else the next that there is.

        `but` is a member of staff who may not: an auditor where it is about their own audit.
        """
        if kind == Kind.TEAM_MANAGER and audit.team_id:
            user = _first(self._managers.get(audit.team_id, ()), but)
            if user:
                return Owner(Kind.TEAM_MANAGER, user)
        if kind in (Kind.TEAM_MANAGER, Kind.SERVICE_LEAD):
            user = _first(self._leads.get(audit.service_area_id, ()), but)
            if user:
                return Owner(Kind.SERVICE_LEAD, user)
        return Owner(Kind.QA)


def _first(users: Iterable[User], but: int | None) -> User | None:
    return next((user for user in users if but is None or user.staff_id != but), None)
