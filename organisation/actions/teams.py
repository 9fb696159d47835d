"""Teams: created, changed from a day, ended on a day."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core.errors import Refused
from core.history import Actor, action, record
from organisation import dated
from organisation.listening import places_changed
from organisation.models import ServiceArea, StaffRecord, Team, TeamRecord


@dataclass(frozen=True)
class TeamValues:
    """What a team's record says: its name, where it sits, what it does."""

    name: str
    service_area: ServiceArea
    case_holding: bool
    statutory: bool

    def fields(self) -> dict[str, Any]:
        """As the record's fields."""
        return {name: getattr(self, name) for name in ("name", "service_area", "case_holding", "statutory")}


def in_words(fields: dict[str, Any] | None) -> dict[str, Any]:
    """A record's fields as history words them."""
    if not fields:
        return {}
    return {
        "name": fields["name"],
        "service_area": str(fields["service_area"]),
        "holds_cases": fields["case_holding"],
        "statutory": fields["statutory"],
    }


@action
def create_team(*, by: Actor, values: TeamValues, starts_on: dt.date) -> Team:
    """A new team, from a day on. Refused when another has the name; the same one twice is one."""
    there = Team.objects.filter(
        name=values.name,
        records__in=TeamRecord.objects.filter(starts_on=starts_on, **values.fields()),
    ).first()
    if there is not None:
        return there
    dated.name_is_free(Team, values.name)
    team: Team = dated.save(Team(), {"name": values.name})
    begun = dated.begin(team, starts_on, values.fields())
    _check_place(begun)
    record("created", team, by=by, after={**in_words(values.fields()), "from": dated.words(starts_on)})
    places_changed(by=by, since=starts_on, cause="a team was created")
    return team


@action
def change_team(*, by: Actor, team: Team, values: TeamValues, on: dt.date, seen: str | None = None) -> Team:
    """From a day on the team is called so, sits there and does that. What it was before stays on record.

    `seen` is `dated.stamp` of what the person saw; Conflict when somebody has changed it since. From a day
    after its end, the team is taken up again.
    """
    now = dated.locked(team)
    dated.name_is_free(Team, values.name, but=now)
    begun = dated.begin(now, on, values.fields(), seen)
    if begun is None:
        return now
    _check_place(begun)
    dated.show_today(now)
    after = {**in_words(values.fields()), "from": dated.words(on)}
    verb = "corrected" if begun.corrected else "changed"
    record(verb, now, by=by, before=in_words(begun.before), after=after)
    places_changed(by=by, since=on, cause="a team was changed")
    return now


@action
def end_team(*, by: Actor, team: Team, on: dt.date, seen: str | None = None) -> Team:
    """A team exists no more from a day on. Refused while somebody is recorded in it on that day or later."""
    now = dated.locked(team)
    left = StaffRecord.objects.filter(dated.unfinished(on), team=now).values_list("staff__name", flat=True)
    if left:
        names = ", ".join(sorted(set(left)))
        raise Refused(f"Still in {now} then: {names}. Move them first, or record when they left.")
    if dated.stop(now, on, seen) is not None:
        dated.show_today(now)
        record("ended", now, by=by, after={"ended_on": dated.words(on)})
        places_changed(by=by, since=on, cause="a team ended")
    return now


def _check_place(begun: dated.Begun | None) -> None:
    """Refused unless the record's service area exists for as long as the record."""
    if begun is None:
        return
    new: TeamRecord = begun.record
    area = new.service_area
    held = dated.spans(area.records.all())
    if not any(span.holds(new.starts_on) for span in held):
        raise Refused(f"{area} does not exist on {dated.words(new.starts_on)}.")
    last = max(span.ends_on or dt.date.max for span in held)
    if last < (new.ends_on or dt.date.max):
        raise Refused(f"{area} ends on {dated.words(last)}: choose another service area.")
