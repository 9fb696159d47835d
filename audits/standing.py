"""Where somebody stands to an audit: who did, led or supervised the work has no say in it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from audits.models import Audit
from audits.rules.independence import SUPERVISED_MONTHS, barred
from core import clock, months
from organisation.access import with_predecessors
from organisation.models import Staff, StaffRecord, TeamRecord

WORDS = {
    "auditor": "it is their own audit",
    "team": f"they were in its team within the last {SUPERVISED_MONTHS} months",
    "service_area": f"they led its service area within the last {SUPERVISED_MONTHS} months",
}
OWN_WORDS = {
    "auditor": "it is your own audit",
    "team": f"you were in its team within the last {SUPERVISED_MONTHS} months",
    "service_area": f"you led its service area within the last {SUPERVISED_MONTHS} months",
}


@dataclass(frozen=True)
class Standing:
    """The member of staff that somebody is, the teams that were theirs, the service areas that they lead."""

    staff_id: int | None
    team_ids: frozenset[int]
    service_area_ids: frozenset[int] = frozenset()

    def bar(self, audit: Audit, *, as_auditor: bool = False) -> str:
        """Why they have no say in this audit ('auditor', 'team', 'service_area'), or blank.

        `as_auditor` asks whether they may audit it: that they are its auditor then says nothing.
        """
        return barred(
            is_auditor=not as_auditor and self.staff_id is not None and audit.auditor_id == self.staff_id,
            worked_there=audit.team_id in self.team_ids or self._may_have_worked_there(audit),
            leads_it=audit.service_area_id in self.service_area_ids,
        )

    def barred_from(self) -> Q:
        """The condition that they have no say in an audit."""
        own = Q(auditor=self.staff_id) if self.staff_id else Q(pk__in=[])
        somewhere = Q(team__isnull=True, service_area__in=self._areas().values("service_area"))
        where = Q(team__in=self.team_ids) | Q(service_area__in=self.service_area_ids)
        return own | where | (somewhere if self.team_ids else Q(pk__in=[]))

    def _may_have_worked_there(self, audit: Audit) -> bool:
        """An audit without a team may be of any team of its service area, theirs among them."""
        asked = audit.team_id is None and bool(self.team_ids)
        return asked and self._areas().filter(service_area=audit.service_area_id).exists()

    def _areas(self) -> QuerySet[Any]:
        """Where the teams that were theirs sit, or sat."""
        return TeamRecord.objects.filter(team__in=self.team_ids)


def standing_of(user: Any) -> Standing:
    """Where a user stands today. Two queries for one who is staff, none for others."""
    staff_id = user.access.staff_id
    worked = teams_worked_in([staff_id]).get(staff_id, frozenset()) if staff_id else frozenset()
    return Standing(staff_id, worked, user.access.led_since(_since()))


def standing_of_staff(staff: Staff) -> Standing:
    """Where a member of staff stands, as the auditor of something to be."""
    user = getattr(staff, "user", None)
    areas = user.access.led_since(_since()) if user else frozenset()
    return Standing(staff.pk, teams_worked_in([staff.pk]).get(staff.pk, frozenset()), areas)


def _since(day: dt.date | None = None) -> dt.date:
    return months.minus_months(day or clock.today(), SUPERVISED_MONTHS)


def teams_worked_in(staff: Iterable[int], on: dt.date | None = None) -> dict[int, frozenset[int]]:
    """The teams that each member of staff was in within the 12 months to the day, and what became those."""
    day = on or clock.today()
    since = _since(day)
    rows = (
        StaffRecord.objects.filter(staff__in=list(staff), starts_on__lte=day)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=since))
        .values_list("staff_id", "team_id")
    )
    found: dict[int, set[int]] = {}
    for person, team in rows:
        found.setdefault(person, set()).add(team)
    before = with_predecessors({team for teams in found.values() for team in teams})
    return {
        person: frozenset(teams | {p for t in teams for p in before.get(t, ())})
        for person, teams in found.items()
    }
