"""Changes to the figures: months made stale, computed figures added."""

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext

from core import clock, jobs, months
from core.history import Actor, Service, action
from figures.adding import add_computed
from figures.computing import Computation, compute
from figures.models import RollUp, Stale

ROLL_UP = "figures.rollup"
ATTEMPTS = 10
PLUMBLINE = Service("Plumbline")


class Overtaken(Exception):
    """Another roll-up had read newer records: this one's view of the data must not win."""


@action
def mark_stale(*, by: Actor, months: Iterable[dt.date], cause: str) -> None:
    """Records of these months changed: their figures are to be computed again, soon.

    Called inside the action that changes the records. The roll-up is sent after the commit.
    """
    rows = [Stale(month=month, cause=cause[:200], since=clock.now()) for month in sorted(set(months))]
    if rows:
        Stale.objects.bulk_create(rows)
        jobs.start(ROLL_UP, by=PLUMBLINE, args={})


@action
def ask(*, by: Actor, months: Iterable[dt.date], cause: str) -> None:
    """Make months stale without sending a roll-up: the caller rolls them up itself."""
    Stale.objects.bulk_create(
        Stale(month=month, cause=cause[:200], since=clock.now()) for month in sorted(set(months))
    )


@action
def add(*, by: Actor, computation: Computation) -> RollUp:
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
    rollup = add_computed(computation)
    Stale.objects.filter(pk__in=held).delete()
    return rollup


Finish = Callable[[], AbstractContextManager[object]]


def roll_up(
    *, by: Actor, asked: Iterable[dt.date] | None = None, finish: Finish = nullcontext
) -> RollUp | None:
    """Compute the asked months (or what is stale) and add what changed; start over when overtaken.

    `finish` opens the last transaction: a job's, which checks its lease. None when nothing was stale.
    """
    wanted = None if asked is None else sorted(set(asked))
    for _ in range(ATTEMPTS):
        if wanted is not None:
            ask(by=by, months=wanted, cause="asked for")
        computation = compute(wanted)
        if not computation.stale:
            return None
        try:
            with finish():
                return add(by=by, computation=computation)
        except Overtaken:
            continue
    raise Overtaken(f"Other roll-ups were always faster: {', '.join(map(months.key, wanted or []))}")
