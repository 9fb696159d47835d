"""Which places exist at the end of each month, as a frame, read in three queries."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from core import months as calendar
from figures.measures import KEY, SERVICE, SERVICE_AREA, TEAM
from organisation.models import ServiceAreaName, TeamRecord


def existing(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns month, kind, ref: the whole service, and each service area and team that exists on L."""
    areas = list(ServiceAreaName.objects.values_list("service_area_id", "starts_on", "ends_on"))
    teams = list(TeamRecord.objects.values_list("team_id", "starts_on", "ends_on"))
    rows: list[tuple[Any, str, int]] = []
    for month in months:
        last = calendar.last_day(month)
        rows.append((month, SERVICE, 0))
        rows += [(month, SERVICE_AREA, ref) for ref in _held(areas, last)]
        rows += [(month, TEAM, ref) for ref in _held(teams, last)]
    frame = pd.DataFrame(rows, columns=KEY)
    frame["month"] = pd.to_datetime(frame["month"]).astype("datetime64[s]")
    return frame


def _held(records: list[tuple[int, dt.date, dt.date | None]], day: dt.date) -> list[int]:
    return sorted({ref for ref, start, end in records if start <= day and (end is None or end > day)})
