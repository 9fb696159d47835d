"""The audits of some months as a frame: what the measures read, in two queries."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from audits.measures import FOCUS_5_CODES
from audits.models import Answer, Audit
from audits.models.tool import FOCUS_5

COLUMNS = [
    "pk",
    "month",
    "service_area",
    "team",
    "state",
    "final_grade",
    "discussion",
    "feedback",
    "moderated_grade",
]


def audits(months: Sequence[dt.date]) -> pd.DataFrame:
    """One row an audit of the months' cycles; `focus5.<code>` holds yes, no, na or blank."""
    rows = Audit.objects.filter(cycle__month__in=list(months)).values_list(
        "pk",
        "cycle__month",
        "service_area_id",
        "team_id",
        "state",
        "final_grade",
        "discussion",
        "feedback",
        "moderated_grade",
    )
    frame = pd.DataFrame(list(rows), columns=COLUMNS)
    frame["month"] = pd.to_datetime(frame["month"]).astype("datetime64[s]")
    frame["team"] = pd.to_numeric(frame["team"]).fillna(0).astype("int64")
    frame["service_area"] = frame["service_area"].astype("int64")
    return frame.join(_focus_5(months), on="pk")


def _focus_5(months: Sequence[dt.date]) -> pd.DataFrame:
    rows = Answer.objects.filter(
        audit__cycle__month__in=list(months),
        question__section__code=FOCUS_5,
        question__code__in=FOCUS_5_CODES,
    ).values_list("audit_id", "question__code", "value")
    long = pd.DataFrame(list(rows), columns=["pk", "code", "value"])
    wide = long.pivot(index="pk", columns="code", values="value").reindex(columns=list(FOCUS_5_CODES))
    return wide.add_prefix("focus5.").fillna("")
