"""Dated records: who was held by whom, what status a child had, what somebody worked as and where."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd
from django.db.models import F, IntegerField
from django.db.models.functions import Cast, Coalesce, Round

from caseloads.frames.asked import during, first_and_last
from caseloads.frames.columns import PERIOD, DayNumber, read
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
    return read(held, {"child": "child", "staff": "staff", **PERIOD})


def statuses(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns child, status, starts_on, ends_on, agreed_count (0 for none), agreed_unit.

    Every status, however long ago, of the children who are open on one of the days: when it began, and
    whether without a break, is asked for.
    """
    first, last = first_and_last(months)
    then = ChildStatus.objects.filter(during(first, last)).order_by().values("child")
    known = ChildStatus.objects.filter(child__in=then, starts_on__lte=last)
    columns = {
        "child": "child",
        "status": "status",
        "agreed_count": Coalesce("agreed_count", 0),
        "agreed_unit": "agreed_unit",
    }
    return read(known, {**columns, **PERIOD}, words=["status", "agreed_unit"])


def staff_records(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns staff, role, team, fte (in thousandths), starts_on, ends_on: of the six months up to each L."""
    first, last = first_and_last(months)
    known = StaffRecord.objects.filter(during(minus_months(first, SIX_MONTHS), last))
    columns = {
        "staff": "staff",
        "role": "role",
        "team": "team",
        "fte": Cast(Round(F("fte") * THOUSANDTHS), IntegerField()),
    }
    return read(known, {**columns, **PERIOD}, words=["role"])


def team_records(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns team, service_area, statutory, starts_on: every record that has begun by the last L."""
    _, last = first_and_last(months)
    known = TeamRecord.objects.filter(starts_on__lte=last)
    columns = {
        "team": "team",
        "service_area": "service_area",
        "statutory": "statutory",
        "starts_on": DayNumber("starts_on"),
    }
    return read(known, columns).astype({"statutory": bool})
