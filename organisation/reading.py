"""What a page says of a service area, a team, a member of staff or a user, as of today."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from organisation import dated
from organisation.models import ServiceArea, Staff, StaffRecord, Team, User


@dataclass(frozen=True)
class Fact:
    """A line of a summary: what, its value in words, and the page of that value if it has one."""

    label: str
    value: str
    url: str = ""


def facts(thing: Any) -> list[Fact]:
    """What is recorded of the thing today (or was last, or will be first)."""
    return _facts[type(thing)](thing)


def yes_no(value: bool) -> str:
    """A yes or no in words."""
    return "Yes" if value else "No"


def until(record: Any) -> str:
    """From when to when the record holds."""
    first = f"From {dated.words(record.starts_on)}"
    return f"{first} until {dated.words(record.ends_on)}" if record.ends_on else first


def staff_of(team: Team, on: dt.date) -> list[Staff]:
    """Who is recorded in the team on the day, or is to be later."""
    then = StaffRecord.objects.filter(dated.unfinished(on), team=team)
    return list(Staff.objects.filter(pk__in=then.values("staff")).order_by("name", "pk"))


def _linked(label: str, thing: Any) -> Fact:
    return Fact(label, str(thing), thing.get_absolute_url()) if thing else Fact(label, "")


def _service_area(area: ServiceArea) -> list[Fact]:
    named = [Fact("Name", area.name), Fact("Name in full", area.long_name)]
    records = list(area.records.order_by("starts_on"))
    if not records:
        return [*named, Fact("Exists", "Never")]
    last = records[-1].ends_on
    ended = f" until {dated.words(last)}" if last else ""
    return [*named, Fact("Exists", f"From {dated.words(records[0].starts_on)}{ended}")]


def _team(team: Team) -> list[Fact]:
    record = dated.todays(team)
    if record is None:
        return [Fact("Name", team.name), Fact("Recorded", "Never")]
    return [
        Fact("Name", record.name),
        _linked("Service area", record.service_area),
        Fact("Holds cases", yes_no(record.case_holding)),
        Fact("Does statutory work", yes_no(record.statutory)),
        Fact("This holds", until(record)),
    ]


def _staff(staff: Staff) -> list[Fact]:
    record = dated.todays(staff)
    own = [Fact("Name", staff.name), Fact("Staff id", staff.staff_id)]
    if record is None:
        return [*own, Fact("Recorded", "Never")]
    return [
        *own,
        Fact("Role", record.role),
        _linked("Team", record.team),
        Fact("FTE", f"{record.fte.normalize():f}"),
        Fact("Qualifying status", record.get_qualifying_status_display()),
        Fact("Qualified on", dated.words(record.qualified_on) if record.qualified_on else ""),
        Fact("This holds", until(record)),
        _linked("User", getattr(staff, "user", None)),
    ]


def _user(user: User) -> list[Fact]:
    return [
        Fact("Name", user.name),
        Fact("E-mail address", user.email),
        _linked("Member of staff", user.staff),
        Fact("May sign in", yes_no(user.is_active)),
    ]


_facts: dict[type, Callable[[Any], list[Fact]]] = {
    ServiceArea: _service_area,
    Team: _team,
    Staff: _staff,
    User: _user,
}
