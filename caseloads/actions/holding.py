"""What the actions on allocations share: the lock, what was read, the handing over and its history."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from caseloads.models import Allocation, Child
from caseloads.reading.candidates import Candidate, limit_in_words
from core.errors import Conflict
from core.history import Actor, action, record
from organisation import dated
from organisation.models import Staff

PRIMARY, SECONDARY = Allocation.Kind.PRIMARY, Allocation.Kind.SECONDARY


@dataclass(frozen=True)
class Wanted:
    """Who is to hold the child, from when, and until when: until a turn that is recorded already."""

    child: Child
    staff: Staff
    on: dt.date
    until: dt.date | None
    reason: str

    def days(self) -> dict[str, Any]:
        """As history says them."""
        return {"from": self.on, **({"to": self.until} if self.until else {})}


def locked(child: Child) -> Child:
    """The child as it is now, its row locked: whoever changes what is recorded of it waits for us."""
    found: Child = Child.objects.select_for_update().get(pk=child.pk)
    return found


def stamp(child: Child) -> str:
    """What a page carries to say which allocations of the child it was made from."""
    rows = child.allocations.order_by("pk").values_list("pk", "staff_id", "kind", "starts_on", "ends_on")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:16]


def check_seen(child: Child, seen: str | None) -> None:
    """Conflict when the child's allocations are others than the page showed; None asks for no check."""
    if seen is not None and seen != stamp(child):
        raise Conflict(child, "Somebody else changed who holds this child meanwhile.")


@action
def hand_over(*, by: Actor, wanted: Wanted, held: Allocation | None, candidate: Candidate) -> Allocation:
    """The worker becomes the primary one. Who held the child from that very day on never did."""
    former = held.staff if held else None
    values: dict[str, Any] = {"staff": wanted.staff, "ends_on": wanted.until}
    values["reason"] = wanted.reason if candidate.asks_reason else ""
    if held is not None and held.starts_on == wanted.on:
        new: Allocation = dated.save(held, values)
    else:
        if held is not None:
            dated.save(held, {"ends_on": wanted.on})
        new = dated.save(Allocation(child=wanted.child, kind=PRIMARY, starts_on=wanted.on), values)
    _second_no_longer(by, wanted)
    _say(by, wanted, former, candidate)
    return new


@action
def second(*, by: Actor, wanted: Wanted) -> Allocation:
    """The worker becomes a second one."""
    values: dict[str, Any] = {"staff": wanted.staff, "ends_on": wanted.until}
    new: Allocation = dated.save(Allocation(child=wanted.child, kind=SECONDARY, starts_on=wanted.on), values)
    said = {"second_worker": wanted.staff.name, **wanted.days()}
    record("allocated a second worker to", wanted.child, by=by, after=said, reason=wanted.reason)
    record("made a second allocation of a child to", wanted.staff, by=by, after=wanted.days())
    return new


def _second_no_longer(by: Actor, wanted: Wanted) -> None:
    """Who becomes the primary worker is the second one no longer."""
    beside = wanted.child.allocations.filter(kind=SECONDARY, staff=wanted.staff).on(wanted.on).first()
    if beside is None:
        return
    if beside.starts_on == wanted.on:
        beside.delete()
    else:
        dated.save(beside, {"ends_on": wanted.on})
    before = {"second_worker": wanted.staff.name}
    record("ended a second allocation of", wanted.child, by=by, before=before, after={"second_worker": ""})


def _say(by: Actor, wanted: Wanted, former: Staff | None, candidate: Candidate) -> None:
    """The child's history names its workers; a worker's names no child, whom others may hold by then.

    The reason stays with the child: it is free text that may tell of a case, and who reads of a worker
    need not be one who may see the child.
    """
    verb = "reallocated" if former else "allocated"
    before = {"primary_worker": former.name if former else ""}
    after = {"primary_worker": wanted.staff.name, **wanted.days()}
    record(verb, wanted.child, by=by, before=before, after=after, reason=wanted.reason)
    load = {"children_held": candidate.after.children, "limit": limit_in_words(candidate.after)}
    record(
        "allocated a child to",
        wanted.staff,
        by=by,
        before={"children_held": candidate.worker.children},
        after={**load, **wanted.days()},
    )
    if former is not None:
        record("reallocated a child held by", former, by=by, after={"from": wanted.on})
