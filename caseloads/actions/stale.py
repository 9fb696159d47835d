"""Which figures a changed record makes stale: called by every action that changes one."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal

from django.db.models import Min

from caseloads.models import Allocation, ChildStatus, Supervision, Visit
from caseloads.reading.longest import longest
from caseloads.rules import affected
from caseloads.rules.affected import Reach, Span
from core import clock
from core.history import Actor, action
from core.months import first_of, minus_months
from core.periods import ALWAYS
from figures.actions import mark_stale
from figures.models import CurrentFigure
from organisation.dated import unfinished
from organisation.models import Staff

Kind = Literal["allocation", "status", "visit", "supervision", "staff", "policy"]
OF_CHILDREN = {"allocation", "status", "visit", "supervision"}
FIRST_MONTHS = 24
"""So many months before today's are computed by themselves for records that reach back further."""


@action
def mark(*, by: Actor, kind: Kind, spans: Iterable[Span], cause: str) -> None:
    """The figures that the changed records may touch are to be computed again, soon.

    `spans`: the days that the records hold, and those that they held before the change; half-open, None
    while they still hold. A visit or a supervision is of one day: (day, day after). A frequency or a
    closure day is a policy; limits and the frequency of visits count in no figure.
    """
    changed = list(spans)
    first = _first(kind, changed)
    if first is None:
        return
    months = affected.months_of(changed, _reach(kind), first, clock.today())
    mark_stale(by=by, months=months, cause=cause)


@action
def staff_changed(
    *, by: Actor, staff: Iterable[Staff], since: dt.date, until: dt.date | None, cause: str
) -> None:
    """Records of staff changed from a day to a day: the figures of the children they held then are stale."""
    held = Allocation.objects.filter(unfinished(since), staff__in=list(staff))
    if until is not None:
        held = held.filter(starts_on__lt=until)
    spans = {
        (max(starts_on, since), min((day for day in (ends_on, until) if day), default=None))
        for starts_on, ends_on in held.values_list("starts_on", "ends_on")
    }
    mark(by=by, kind="staff", spans=spans, cause=cause)


def _reach(kind: Kind) -> Reach:
    """How long this kind of record counts, by what has been set and agreed."""
    known = longest()
    return affected.reach_of(
        kind,
        supervision=known.supervision_months,
        agreed_months=known.agreed_months,
        agreed_days=known.agreed_days,
    )


def _first(kind: Kind, changed: Iterable[Span]) -> dt.date | None:
    """The first day of which anything is recorded, what was changed included; None where nothing is.

    What began before anybody wrote it down says nothing about when. Of statuses and allocations that have
    been open for ten years, the months of long ago were never reported: a council's first files start a
    roll-up of two years. Older months are computed when somebody asks, and then follow late data too.
    """
    own = [begins for begins, _ in changed] if kind in OF_CHILDREN else []
    recorded = min((day for day in [*own, *_recorded()] if day is not None and day > ALWAYS), default=None)
    return None if recorded is None else max(recorded, _horizon())


def _horizon() -> dt.date:
    """The first month of which figures are known, or the one two years ago if that is earlier."""
    known = CurrentFigure.objects.of_records().aggregate(first=Min("month"))["first"]
    back = minus_months(first_of(clock.today()), FIRST_MONTHS)
    return min(known or back, back)


def _recorded() -> Iterator[dt.date | None]:
    for model, field in (
        (ChildStatus, "starts_on"),
        (Allocation, "starts_on"),
        (Visit, "visited_on"),
        (Supervision, "held_on"),
    ):
        after = {f"{field}__gt": ALWAYS}
        yield model.objects.filter(**after).aggregate(first=Min(field))["first"]
