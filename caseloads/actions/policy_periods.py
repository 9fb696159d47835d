"""How the periods of a policy follow one another; `caseloads.actions.policies` says which and why."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from caseloads.actions.stale import mark
from caseloads.models import CaseloadLimit, SupervisionFrequency, VisitFrequency
from caseloads.rules.affected import Span
from caseloads.rules.setting import bounded
from core.errors import Conflict, Refused
from core.history import Actor, action, record
from organisation import dated, rules

Policy = SupervisionFrequency | VisitFrequency | CaseloadLimit
SAYS: dict[type[Policy], tuple[str, ...]] = {
    SupervisionFrequency: ("months",),
    VisitFrequency: ("count", "unit", "as_agreed"),
    CaseloadLimit: ("children", "children_at_end", "months"),
}
"""What each kind of policy says of whatever it is about."""


@dataclass(frozen=True)
class Wish:
    """What shall hold: about what, saying what, from a day on, until a day if it has an end; and why."""

    model: type[Policy]
    about: dict[str, Any]
    values: dict[str, Any]
    starts_on: dt.date
    ends_on: dt.date | None
    reason: str
    by: Actor = field(repr=False)
    seen: str | None = None


def put(wish: Wish) -> Any:
    """The policy that says so from the day on, in the running action. Its other periods are locked."""
    rows = _locked_rows(wish)
    place = rules.held_at(dated.spans(rows), wish.starts_on)
    held = None if place is None else rows[place]
    says_so = held is not None and says(held, wish.values)
    if held is not None and says_so and wish.ends_on in (None, held.ends_on):
        return held
    if wish.seen is not None and wish.seen != stamp_of(rows):
        raise Conflict(rows)
    check_reason(wish.reason)
    until = _until(rows, wish)
    spans = [(wish.starts_on, until)]
    if held is None:
        policy = _new(wish, until)
    else:
        spans.append((wish.starts_on, held.ends_on))
        in_place = says_so or held.starts_on == wish.starts_on
        policy = _corrected(held, wish, until) if in_place else _followed(held, wish, until)
    follow(by=wish.by, policy=policy, spans=spans)
    return policy


def _locked_rows(wish: Wish) -> list[Any]:
    """All periods about the same, in order; read again once locked: who was first may have added one."""
    manager: Any = wish.model.objects
    rows = manager.filter(**wish.about).order_by("starts_on")
    list(rows.select_for_update())
    return list(rows)


def _until(rows: list[Any], wish: Wish) -> dt.date | None:
    if wish.ends_on is not None and wish.ends_on <= wish.starts_on:
        raise Refused("The first day without it must be after the day from which it holds.")
    until, in_the_way = bounded(dated.spans(rows), wish.starts_on, wish.ends_on)
    if in_the_way is not None:
        day = dated.words(in_the_way)
        raise Refused(f"Another begins on {day}: choose that day as the end, or an earlier one.")
    return until


def _new(wish: Wish, until: dt.date | None) -> Any:
    model: Any = wish.model
    new = dated.save(model(**wish.about, starts_on=wish.starts_on, ends_on=until), wish.values)
    record("set", new, by=wish.by, after=described(new), reason=wish.reason)
    return new


def _corrected(held: Any, wish: Wish, until: dt.date | None) -> Any:
    before = described(held)
    dated.save(held, {**wish.values, "ends_on": until})
    record("corrected", held, by=wish.by, before=before, after=described(held), reason=wish.reason)
    return held


def _followed(held: Any, wish: Wish, until: dt.date | None) -> Any:
    cut(by=wish.by, policy=held, on=wish.starts_on, reason=wish.reason)
    return _new(wish, until)


@action
def cut(*, by: Actor, policy: Any, on: dt.date, reason: str) -> None:
    """The policy ends on the day."""
    before = ending(policy.ends_on)
    dated.save(policy, {"ends_on": on})
    record("ended", policy, by=by, before=before, after=ending(on), reason=reason)


@action
def follow(*, by: Actor, policy: Any, spans: list[Span]) -> None:
    """The figures of the months that the policy held, or holds now, are to be computed again."""
    if isinstance(policy, SupervisionFrequency):
        mark(by=by, kind="policy", spans=spans, cause="a supervision frequency was changed")


def locked(policy: Policy) -> Any:
    """The policy as it is now, its row locked; None where it was taken back."""
    manager: Any = type(policy).objects
    return manager.select_for_update().filter(pk=policy.pk).order_by("pk").first()


def says(policy: Policy, values: dict[str, Any]) -> bool:
    """Whether the policy says exactly this."""
    return all(getattr(policy, name) == value for name, value in values.items())


def check_reason(reason: str) -> None:
    """Refused without one."""
    if not reason.strip():
        raise Refused("Enter the reason.")


def stamp(policy: Policy) -> str:
    """What a form carries to say which state of the policy was read."""
    said = [getattr(policy, name) for name in SAYS[type(policy)]]
    return "/".join(str(each) for each in [*said, policy.starts_on, policy.ends_on])


def stamp_of(rows: Iterable[Policy]) -> str:
    """What a form carries to say which state of all periods about the same was read."""
    return " ".join(stamp(row) for row in sorted(rows, key=lambda row: row.starts_on))


def described(policy: Policy) -> dict[str, Any]:
    """A policy as history words it."""
    said = {name: getattr(policy, name) for name in SAYS[type(policy)]}
    told = {name: value for name, value in said.items() if value is not None}
    return {**told, "holds_from": dated.words(policy.starts_on), **ending(policy.ends_on)}


def ending(day: dt.date | None) -> dict[str, Any]:
    """The end of a policy as history words it."""
    return {"ends_on": dated.words(day) if day else None}
