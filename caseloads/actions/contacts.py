"""Visits and supervisions by hand: recorded, put right, removed if they never took place."""

import datetime as dt
from typing import Any

from caseloads.actions import stale
from caseloads.actions.holding import locked
from caseloads.models import Child, Supervision, Visit
from caseloads.rules import recording
from core import clock
from core.errors import Conflict, Refused
from core.history import Actor, action, record
from organisation import dated

Contact = Visit | Supervision
REASON = "Say why it is put right."
OF = {"visit": "a visit to", "supervision": "a supervision of"}
CHANGED = "Somebody else put this right while you were reading it."


@action
def record_visit(
    *, by: Actor, child: Child, visited_on: dt.date, seen: bool = True, seen_alone: bool | None = None
) -> Visit:
    """The child was visited on the day, seen or not. The same twice is one visit.

    Refused for a day to come, and where another visit of the day is recorded: that one is put right.
    """
    values = _visit(visited_on, seen=seen, seen_alone=seen_alone)
    found: Any = _recorded(by, Visit(child=locked(child)), values)
    return found


@action
def record_supervision(*, by: Actor, child: Child, held_on: dt.date) -> Supervision:
    """The child was discussed in its worker's supervision on the day. The same twice is one."""
    found: Any = _recorded(by, Supervision(child=locked(child)), {"held_on": held_on})
    return found


@action
def correct_visit(
    *,
    by: Actor,
    visit: Visit,
    visited_on: dt.date,
    seen: bool,
    seen_alone: bool | None,
    reason: str,
    as_read: str | None = None,
) -> Visit:
    """A visit that was recorded wrongly is put right, with a reason; history keeps what it said.

    `as_read` is `stamp` of the visit as it was read: Conflict when somebody has put it right since.
    """
    values = _visit(visited_on, seen=seen, seen_alone=seen_alone)
    found: Any = _corrected(by, visit, values, reason, as_read)
    return found


@action
def correct_supervision(
    *, by: Actor, supervision: Supervision, held_on: dt.date, reason: str, as_read: str | None = None
) -> Supervision:
    """A supervision that was recorded on a wrong day is put right, with a reason."""
    found: Any = _corrected(by, supervision, {"held_on": held_on}, reason, as_read)
    return found


@action
def remove_contact(*, by: Actor, contact: Contact, reason: str, as_read: str | None = None) -> None:
    """A visit or supervision that never took place is removed, with a reason; history says what it was.

    Removing what is gone changes nothing.
    """
    child = locked(contact.child)
    now = type(contact)._default_manager.filter(pk=contact.pk).first()
    if now is None:
        return
    _check(now, reason, as_read)
    values = described(now)
    noun, day = _noun(now), _day(now)
    now.delete()
    record(f"removed {OF[noun]}", child, by=by, before=values, reason=reason)
    stale.mark(by=by, kind=noun, spans=[_span(day)], cause=f"a {noun} was removed")


def described(contact: Contact) -> dict[str, Any]:
    """What is recorded, as history and forms name it."""
    if isinstance(contact, Supervision):
        return {"held_on": contact.held_on}
    names = ("visited_on", "seen", "seen_alone")
    return {name: getattr(contact, name) for name in names}


def stamp(contact: Contact) -> str:
    """What a page carries to say which state it was made from."""
    return " ".join(str(value) for value in described(contact).values())


def _visit(visited_on: dt.date, *, seen: bool, seen_alone: bool | None) -> dict[str, Any]:
    """Who was not seen was not seen alone."""
    return {"visited_on": visited_on, "seen": seen, "seen_alone": seen_alone if seen else None}


def _recorded(by: Actor, new: Contact, values: dict[str, Any]) -> Contact:
    noun, day = _noun(new), next(iter(values.values()))
    field = next(iter(values))
    there = type(new)._default_manager.filter(child=new.child, **{field: day}).first()
    if there is not None:
        if described(there) == values:
            return there
        raise Refused(f"A {noun} on {dated.words(day)} is recorded already. Put that one right instead.")
    _happened(day)
    saved: Contact = dated.save(new, values)
    record(f"recorded {OF[noun]}", new.child, by=by, after=values)
    stale.mark(by=by, kind=noun, spans=[_span(day)], cause=f"a {noun} was recorded")
    return saved


def _corrected(
    by: Actor, contact: Contact, values: dict[str, Any], reason: str, as_read: str | None
) -> Contact:
    child = locked(contact.child)
    now = type(contact)._default_manager.filter(pk=contact.pk).first()
    if now is None:
        raise Refused("This was removed meanwhile.")
    before, old = described(now), _day(now)
    if before == values:
        return now
    _check(now, reason, as_read)
    saved: Contact = dated.save(now, values)
    _happened(_day(saved))
    noun = _noun(saved)
    record(f"put right {OF[noun]}", child, by=by, before=before, after=values, reason=reason)
    spans = [_span(old), _span(_day(saved))]
    stale.mark(by=by, kind=noun, spans=spans, cause=f"a {noun} was put right")
    return saved


def _check(now: Contact, reason: str, as_read: str | None) -> None:
    if as_read is not None and as_read != stamp(now):
        raise Conflict(now, CHANGED)
    if not reason.strip():
        raise Refused(REASON)


def _happened(day: dt.date) -> None:
    barred = recording.not_happened(day, clock.today())
    if barred:
        raise Refused(barred)


def _noun(contact: Contact) -> Any:
    return "supervision" if isinstance(contact, Supervision) else "visit"


def _day(contact: Contact) -> dt.date:
    return contact.held_on if isinstance(contact, Supervision) else contact.visited_on


def _span(day: dt.date) -> tuple[dt.date, dt.date | None]:
    return day, day + dt.timedelta(days=1)
