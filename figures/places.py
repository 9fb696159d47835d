"""The places that a roll-up computes for each month, as frames, read in three queries."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from core import months as calendar
from figures.measures import KEY, SERVICE, SERVICE_AREA, TEAM
from figures.models import CurrentFigure, Source
from organisation.models import ServiceAreaName, TeamRecord

Row = tuple[dt.date, str, int]


def to_compute(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns month, kind, ref: the whole service, and each service area and team that exists on L."""
    return _as_frame(sorted(_existing(months)), KEY)


def counted_before(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns slug, month, kind, ref: of what a figure is known.

    A place may have lost its last record, or its existence, to a correction: what was counted there before
    must not stay current.
    """
    rows = (
        CurrentFigure.objects.filter(month__in=list(months), source=Source.RECORDS)
        .order_by()
        .values_list("indicator__slug", "month", "place__kind", "place__service_area_id", "place__team_id")
    )
    found = [(slug, month, kind, area or team or 0) for slug, month, kind, area, team in rows]
    return _as_frame(found, ["slug", *KEY])


def _as_frame(rows: Sequence[tuple[Any, ...]], columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=columns)
    frame["month"] = pd.to_datetime(frame["month"]).astype("datetime64[s]")
    frame["ref"] = frame["ref"].astype("int64")
    return frame


def _existing(months: Sequence[dt.date]) -> set[Row]:
    """The whole service, and each service area and team that exists on L."""
    areas = list(ServiceAreaName.objects.values_list("service_area_id", "starts_on", "ends_on"))
    teams = list(TeamRecord.objects.values_list("team_id", "starts_on", "ends_on"))
    rows: set[Row] = set()
    for month in months:
        last = calendar.last_day(month)
        rows.add((month, SERVICE, 0))
        rows |= {(month, SERVICE_AREA, ref) for ref in _held(areas, last)}
        rows |= {(month, TEAM, ref) for ref in _held(teams, last)}
    return rows


def _held(records: list[tuple[int, dt.date, dt.date | None]], day: dt.date) -> set[int]:
    return {ref for ref, start, end in records if start <= day and (end is None or end > day)}
