"""Staff: taken on, changed from a day, put right, left on a day."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.errors import Refused
from core.history import Actor, action, record
from organisation import dated
from organisation.listening import staff_changed
from organisation.models import Staff, StaffRecord, Team


@dataclass(frozen=True)
class StaffValues:
    """What a member of staff's record says."""

    role: str
    team: Team
    fte: Decimal
    qualifying_status: str = ""
    qualified_on: dt.date | None = None

    def fields(self) -> dict[str, Any]:
        """As the record's fields."""
        return {name: getattr(self, name) for name in FIELDS}


FIELDS = ("role", "team", "fte", "qualifying_status", "qualified_on")


def in_words(fields: dict[str, Any] | None) -> dict[str, Any]:
    """A record's fields as history words them."""
    if not fields:
        return {}
    return {
        "role": fields["role"],
        "team": str(fields["team"]),
        "FTE": f"{fields['fte'].normalize():f}",
        "qualifying_status": fields["qualifying_status"],
        "qualified_on": fields["qualified_on"],
    }


@action
def create_staff(*, by: Actor, staff_id: str, name: str, values: StaffValues, starts_on: dt.date) -> Staff:
    """Somebody new, from a day on. Refused when the staff id is taken; the same person twice is one."""
    there = Staff.objects.filter(staff_id=staff_id).first()
    if there is not None:
        if there.name == name and there.records.filter(starts_on=starts_on, **values.fields()).exists():
            return there
        raise Refused(f"There is somebody with the staff id {staff_id}: {there.name}.")
    staff: Staff = dated.save(Staff(), {"staff_id": staff_id, "name": name})
    team_exists(dated.begin(staff, starts_on, values.fields()))
    after = {"name": name, "staff_id": staff_id, **in_words(values.fields()), "from": dated.words(starts_on)}
    record("added", staff, by=by, after=after)
    staff_changed(by=by, staff=[staff], since=starts_on, cause="somebody was taken on")
    return staff


@action
def name_staff(*, by: Actor, staff: Staff, staff_id: str, name: str, seen: str | None = None) -> Staff:
    """Put right what somebody is called, or their staff id. Neither is dated; history says what it was."""
    now = dated.locked(staff)
    before, after = {"name": now.name, "staff_id": now.staff_id}, {"name": name, "staff_id": staff_id}
    if before == after:
        return now
    dated.check_seen(now, seen)
    dated.save(now, after)
    record("renamed", now, by=by, before=before, after=after)
    return now


@action
def change_staff(
    *, by: Actor, staff: Staff, values: StaffValues, on: dt.date, seen: str | None = None
) -> Staff:
    """From a day on somebody's role, status, FTE or team is another. What it was before stays on record.

    `seen` is `dated.stamp` of what the person saw; Conflict when somebody has changed it since. From a day
    after they left, they are back.
    """
    now = dated.locked(staff)
    begun = dated.begin(now, on, values.fields(), seen)
    if begun is None:
        return now
    team_exists(begun)
    after = {**in_words(values.fields()), "from": dated.words(on)}
    verb = "corrected" if begun.corrected else "changed"
    record(verb, now, by=by, before=in_words(begun.before), after=after)
    cause = "a staff record was changed"
    staff_changed(by=by, staff=[now], since=on, until=begun.record.ends_on, cause=cause)
    return now


@action
def correct_staff_record(
    *,
    by: Actor,
    wrong: StaffRecord,
    values: StaffValues,
    starts_on: dt.date,
    ends_on: dt.date | None,
    reason: str,
    seen: str | None = None,
) -> Staff:
    """Put right what was recorded wrongly, days included. Needs a reason; history keeps what it said before.

    Refused when another record holds one of its days, or the team does not exist then.
    """
    now = dated.locked(wrong.staff)
    old = now.records.get(pk=wrong.pk)
    fields = {**values.fields(), "starts_on": starts_on, "ends_on": ends_on}
    if all(getattr(old, name) == value for name, value in fields.items()):
        return now
    dated.check_seen(now, seen)
    if not reason.strip():
        raise Refused("Say why the record is corrected.")
    before, held = _with_days(old), (old.starts_on, old.ends_on)
    new = dated.save(old, fields)
    team_exists(dated.Begun(new, None, True))
    record("corrected", now, by=by, before=before, after=_with_days(new), reason=reason)
    until = None if held[1] is None or ends_on is None else max(held[1], ends_on)
    cause = "a staff record was corrected"
    staff_changed(by=by, staff=[now], since=min(held[0], starts_on), until=until, cause=cause)
    return now


@action
def leave(*, by: Actor, staff: Staff, on: dt.date, seen: str | None = None) -> Staff:
    """Somebody's last day was the day before this one. What was planned for later goes."""
    now = dated.locked(staff)
    if dated.stop(now, on, seen) is not None:
        record("ended the employment of", now, by=by, after={"from": dated.words(on)})
        staff_changed(by=by, staff=[now], since=on, cause="somebody left")
    return now


def team_exists(begun: dated.Begun | None) -> None:
    """Refused unless the record's team exists on its first day."""
    if begun is None:
        return
    new: StaffRecord = begun.record
    if not any(span.holds(new.starts_on) for span in dated.spans(new.team.records.all())):
        raise Refused(f"{new.team} does not exist on {dated.words(new.starts_on)}.")


def _with_days(of: StaffRecord) -> dict[str, Any]:
    words = in_words({name: getattr(of, name) for name in FIELDS})
    return {**words, "from": dated.words(of.starts_on), "to": dated.words(of.ends_on) if of.ends_on else ""}
