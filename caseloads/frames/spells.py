"""Dated records: who was held by whom, what status a child had, what somebody worked as and where."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd
from django.db.models import Exists, OuterRef

from caseloads.frames.asked import during, first_and_last, read
from caseloads.measures.words import THOUSANDTHS
from caseloads.models import Allocation, ChildStatus
from caseloads.rules.affected import SIX_MONTHS
from core.months import minus_months
from organisation.models import StaffRecord, TeamRecord


def allocations(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns child, staff, starts_on, ends_on: primary allocations of the six months up to each L."""
    first, last = first_and_last(months)
    held = Allocation.objects.filter(
        during(minus_months(first, SIX_MONTHS), last), kind=Allocation.Kind.PRIMARY
    )
    return read(held, ["child_id", "staff_id", "starts_on", "ends_on"])


def statuses(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns child, status, starts_on, ends_on, agreed_count (0 for none), agreed_unit.

    Every status, however long ago, of the children who are open on one of the days: when it began, and
    whether without a break, is asked for.
    """
    first, last = first_and_last(months)
    then = ChildStatus.objects.filter(during(first, last), child=OuterRef("child"))
    known = ChildStatus.objects.filter(Exists(then), starts_on__lte=last)
    frame = read(known, ["child_id", "status", "starts_on", "ends_on", "agreed_count", "agreed_unit"])
    frame["agreed_count"] = pd.to_numeric(frame["agreed_count"]).fillna(0).astype("int64")
    return frame


def staff_records(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns staff, role, team, fte (in thousandths), starts_on, ends_on: of the six months up to each L."""
    first, last = first_and_last(months)
    known = StaffRecord.objects.filter(during(minus_months(first, SIX_MONTHS), last))
    frame = read(known, ["staff_id", "role", "team_id", "fte", "starts_on", "ends_on"])
    frame["fte"] = [int(fte * THOUSANDTHS) for fte in frame["fte"]]
    return frame.astype({"fte": "int64"})


def team_records(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns team, service_area, statutory, starts_on: every record that has begun by the last L."""
    _, last = first_and_last(months)
    known = TeamRecord.objects.filter(starts_on__lte=last)
    frame = read(known, ["team_id", "service_area_id", "statutory", "starts_on"])
    return frame.astype({"statutory": bool})
