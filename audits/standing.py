"""Where somebody stands to an audit: who did, led or supervised the work has no say in it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from audits.models import Audit
from audits.rules.independence import SUPERVISED_MONTHS, barred
from core import clock, months
from organisation.access import with_predecessors
from organisation.models import Staff, StaffRecord

WORDS = {
    "auditor": "it is their own audit",
    "team": f"they were in its team within the last {SUPERVISED_MONTHS} months",
    "service_area": "they lead its service area",
}
OWN_WORDS = {
    "auditor": "it is your own audit",
    "team": f"you were in its team within the last {SUPERVISED_MONTHS} months",
    "service_area": "you lead its service area",
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
            worked_there=audit.team_id in self.team_ids,
            leads_it=audit.service_area_id in self.service_area_ids,
        )

    def barred_from(self) -> Q:
        """The condition that they have no say in an audit."""
        own = Q(auditor=self.staff_id) if self.staff_id else Q(pk__in=[])
        return own | Q(team__in=self.team_ids) | Q(service_area__in=self.service_area_ids)


def standing_of(user: Any) -> Standing:
    """Where a user stands today. Two queries for one who is staff, none for others."""
    staff_id = user.access.staff_id
    worked = teams_worked_in([staff_id]).get(staff_id, frozenset()) if staff_id else frozenset()
    return Standing(staff_id, worked, user.access.service_area_ids)


def standing_of_staff(staff: Staff) -> Standing:
    """Where a member of staff stands, as the auditor of something to be."""
    user = getattr(staff, "user", None)
    areas = user.access.service_area_ids if user else frozenset()
    return Standing(staff.pk, teams_worked_in([staff.pk]).get(staff.pk, frozenset()), areas)


def teams_worked_in(staff: Iterable[int], on: dt.date | None = None) -> dict[int, frozenset[int]]:
    """The teams that each member of staff was in within the 12 months to the day, and what became those."""
    day = on or clock.today()
    since = months.minus_months(day, SUPERVISED_MONTHS)
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
