"""The audits of some months as a frame: what the measures read, in two queries."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from audits.measures import FOCUS_5_CODES
from audits.models import Answer, Audit, Cycle
from audits.models.tool import FOCUS_5

COLUMNS = [
    "pk",
    "month",
    "service_area",
    "team",
    "state",
    "grade",
    "final_grade",
    "discussion",
    "feedback",
    "moderated_grade",
]


def audits(months: Sequence[dt.date]) -> pd.DataFrame:
    """One row an audit of the months' own cycles, exempted and withdrawn ones left out.

    `focus5.<code>` holds yes, no, na or blank.
    """
    counted = Audit.objects.monthly().counted()
    rows = counted.filter(cycle__month__in=list(months)).values_list(
        "pk",
        "cycle__month",
        "service_area_id",
        "team_id",
        "state",
        "grade",
        "final_grade",
        "discussion",
        "feedback",
        "moderated_grade",
    )
    frame = pd.DataFrame(list(rows), columns=COLUMNS)
    frame["month"] = pd.to_datetime(frame["month"]).astype("datetime64[s]")
    frame["team"] = pd.to_numeric(frame["team"]).fillna(0).astype("int64")
    frame["service_area"] = frame["service_area"].astype("int64")
    answers = _focus_5(months)
    for code in FOCUS_5_CODES:
        frame[f"focus5.{code}"] = [answers.get((pk, code), "") for pk in frame["pk"]]
    return frame


def _focus_5(months: Sequence[dt.date]) -> dict[tuple[int, str], str]:
    """The answers by audit and code of the question."""
    rows = Answer.objects.filter(
        audit__cycle__month__in=list(months),
        audit__cycle__kind=Cycle.Kind.MONTHLY,
        question__section__code=FOCUS_5,
        question__code__in=FOCUS_5_CODES,
    ).values_list("audit_id", "question__code", "value")
    return {(audit, code): value for audit, code, value in rows}
