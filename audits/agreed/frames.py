"""The actions of some months as a frame: what their measures read, in two queries."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from audits.models import ActionUpdate, AgreedAction, Cycle
from audits.rules.agreed import done_by, due_then
from core import clock
from core.months import last_counted

COLUMNS = ["month", "service_area", "team", "last", "due_on", "done", "done_by_due"]
DAYS = ["month", "last", "due_on"]
Settled = list[tuple[dt.date, str]]
Changed = list[tuple[dt.date, dt.date]]


def actions(months: Sequence[dt.date]) -> pd.DataFrame:
    """One row an action and month, from the month in which it was agreed on; as it stood on L.

    Of audits of the months' own cycles. A month that has not begun has none.
    """
    today = clock.today()
    asked = [(month, last) for month in months if (last := last_counted(month, today))]
    frame = pd.DataFrame(list(_rows(asked)), columns=COLUMNS)
    for column in DAYS:
        frame[column] = pd.to_datetime(frame[column]).astype("datetime64[s]")
    for column in ("service_area", "team"):
        frame[column] = pd.to_numeric(frame[column]).astype("int64")
    for column in ("done", "done_by_due"):
        frame[column] = frame[column].astype(bool)
    return frame


def _rows(asked: list[tuple[dt.date, dt.date]]) -> Iterator[tuple[Any, ...]]:
    latest = max((last for _, last in asked), default=dt.date.min)
    known = AgreedAction.objects.filter(audit__cycle__kind=Cycle.Kind.MONTHLY, agreed_on__lte=latest)
    settled, changed = _updates()
    columns = ("pk", "agreed_on", "due_on", "audit__service_area_id", "audit__team_id")
    for pk, agreed_on, due_now, area, team in known.order_by("pk").values_list(*columns):
        for month, last in asked:
            if agreed_on <= last:
                said = settled.get(pk, [])
                due_on = due_then(changed.get(pk, []), due_now, last)
                yield month, area, team or 0, last, due_on, done_by(said, last), done_by(said, due_on)


def _updates() -> tuple[dict[int, Settled], dict[int, Changed]]:
    """By action, in order: what settled it, and what its due date was before each change."""
    rows = ActionUpdate.objects.exclude(kind=ActionUpdate.Kind.NOTE).order_by("action", "number")
    settled: dict[int, Settled] = {}
    changed: dict[int, Changed] = {}
    for action, on, kind, before in rows.values_list("action", "on", "kind", "due_before"):
        settled.setdefault(action, []).append((on, kind))
        if before:
            changed.setdefault(action, []).append((on, before))
    return settled, changed
