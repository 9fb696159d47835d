"""Changes to the figures: months made stale, computed figures added."""

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from django.db import transaction

from core import clock, jobs
from core import months as calendar
from core.history import Actor, Service, action
from figures.adding import add_computed
from figures.computing import ASKED, Computation, Tell, compute, to_nobody
from figures.models import CurrentFigure, Figure, Frozen, RollUp, Settled, Stale

ROLL_UP = "figures.rollup"
ATTEMPTS = 10
PLUMBLINE = Service("Plumbline")


class Overtaken(Exception):
    """Another roll-up had read newer records: this one's view of the data must not win."""


@action
def mark_stale(*, by: Actor, months: Iterable[dt.date], cause: str) -> None:
    """Records of these months changed: their figures are to be computed again, soon.

    Called inside the action that changes the records. The roll-up is sent after the commit. The cause,
    such as 'an audit was submitted', becomes the reason of a restatement.
    """
    if _add_stale(months, cause):
        jobs.start(ROLL_UP, by=PLUMBLINE, args={})


@action
def places_changed(*, by: Actor, since: dt.date, cause: str) -> None:
    """Teams or service areas are otherwise than they were known to be, from a day on.

    A month's figures are given for the places that exist on its last day, so each month of which figures
    are known, from the day's own on, is to be computed again.
    """
    later = CurrentFigure.objects.of_records().filter(month__gte=calendar.first_of(since))
    mark_stale(by=by, months=later.values_list("month", flat=True).distinct(), cause=cause)


@action
def ask(*, by: Actor, months: Iterable[dt.date], cause: str) -> None:
    """Make months stale without sending a roll-up: the caller rolls them up itself."""
    _add_stale(months, cause)


def _add_stale(months: Iterable[dt.date], cause: str) -> int:
    now = clock.now()
    rows = [Stale(month=month, cause=cause[:200], since=now) for month in sorted(set(months))]
    return len(Stale.objects.bulk_create(rows))


@action
def start_roll_up(*, by: Actor, first: dt.date, last: dt.date) -> jobs.Job:
    """Ask for a roll-up of the months from the first to the last, both in, as a job."""
    asked = [calendar.key(month) for month in calendar.span(first, last)]
    return jobs.start(ROLL_UP, by=by, args={"months": asked})


@action
def add(*, by: Actor, computation: Computation, tell: Tell = to_nobody) -> RollUp:
    """Add what changed and delete exactly the stale rows that were read.

    Raises Overtaken when one of them is gone: another roll-up was there.
    """
    held = list(
        Stale.objects.select_for_update()
        .filter(pk__in=computation.stale)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    if len(held) != len(computation.stale):
        raise Overtaken
    rollup = add_computed(computation, tell)
    Stale.objects.filter(pk__in=held).delete()
    return rollup


@action
def freeze(
    *, by: Actor, figures: Iterable[Figure], why: str, settled: Iterable[tuple[int, dt.date, str]] = ()
) -> int:
    """Stand by these figures: whatever changes them later is a restatement. Twice freezes once.

    `why` such as 'signed off'. Of what is `settled` (indicator, month, source) there are no other figures:
    one that comes where there was none is a restatement, too. Answers how many were not frozen for it before.
    """
    now = clock.now()
    whole = [
        Settled(indicator_id=indicator, month=month, source=source, why=why, at=now)
        for indicator, month, source in settled
    ]
    Settled.objects.bulk_create(whole, ignore_conflicts=True)
    rows = [
        Frozen(
            indicator_id=each.indicator_id,
            place_id=each.place_id,
            month=each.month,
            source=each.source,
            figure=each,
            why=why,
            at=now,
        )
        for each in figures
    ]
    known = Frozen.objects.filter(why=why)
    before = known.count()
    Frozen.objects.bulk_create(rows, ignore_conflicts=True)
    return known.count() - before


class Told(Protocol):
    """What is told how it went: a job's outcome."""

    words: str


Finish = Callable[[], AbstractContextManager[Told | None]]


def roll_up(
    *,
    by: Actor,
    asked: Iterable[dt.date] | None = None,
    cause: str = ASKED,
    finish: Finish = nullcontext,
    tell: Tell = to_nobody,
) -> RollUp | None:
    """Compute the asked months (or what is stale) and add what changed; start over when overtaken.

    `finish` is the end of the one transaction that writes: a job's, which checks its lease and is told the
    result in words; it comes last, since it locks the job's row and nobody could be told anything after it.
    None when nothing was stale: another roll-up had done it all.
    """
    wanted = None if asked is None else sorted(set(asked))
    for _ in range(ATTEMPTS):
        if wanted is not None:
            ask(by=by, months=wanted, cause=cause)
        computation = compute(wanted, tell=tell)
        if not computation.stale:
            return None
        try:
            with transaction.atomic():
                rollup = add(by=by, computation=computation, tell=tell)
                with finish() as told:
                    if told is not None:
                        told.words = rollup.in_words()
                return rollup
        except Overtaken:
            continue
    raise Overtaken(f"Other roll-ups were faster {ATTEMPTS} times.")
