"""What a row says of its audit, beside what is recorded, and what taking it would change. Pure."""

from collections.abc import Sequence
from typing import Any

from audits.imports.known import KnownAudits
from audits.imports.rows import AuditRow
from audits.models import Question
from audits.rules import points
from core import months
from core.importing.changes import Changes, compare
from core.importing.values import OneOf

MODERATION = ("moderated_grade", "moderation_reason")
FOUND = (
    "grade",
    "discussion",
    "family_feedback",
    "answers",
    "good_practice",
    "improvement",
    "quotation",
)
"""What an audit finds: nothing until it is completed."""

BY_AUDITOR = ("completed_on", *FOUND)


def answer(kind: str, choices: Sequence[str], value: str) -> str | None:
    """The value as it is recorded, or None when it is no answer to a question of the kind."""
    if kind == Question.Kind.TEXT:
        return value
    words = {
        Question.Kind.YES_NO_NA: ("yes", "no", "na"),
        Question.Kind.SCALE: ("1", "2", "3", "4", "5"),
    }.get(Question.Kind(kind), tuple(choices))
    try:
        return OneOf(words)(value)
    except ValueError:
        return None


def plan_audits(rows: Sequence[AuditRow], known: KnownAudits) -> Changes[AuditRow]:
    """What the rows add and correct; what people did in Plumbline itself stays as it is."""
    return compare(
        rows,
        known.held,
        key=known.key,
        label=lambda row: f"{row.case_ref}, {months.label(row.cycle)}",
        values=lambda row: values_of(row, known),
    )


def values_of(row: AuditRow, known: KnownAudits) -> dict[str, Any]:
    """What the audit says once the row is taken: all of its columns but its key.

    What people submitted or moderated in Plumbline itself stays; whether a row may differ from that
    at all is for the checks.
    """
    said, recorded = filled_values(row, known), known.recorded.get(known.key(row))
    if recorded is None:
        return said
    if recorded.submitted_here:
        said.update({name: recorded.values[name] for name in BY_AUDITOR})
    if recorded.moderated_here or (recorded.submitted_here and not row.moderated_grade):
        said.update({name: recorded.values[name] for name in MODERATION})
    return said


def filled_values(row: AuditRow, known: KnownAudits) -> dict[str, Any]:
    """What the row says; of a column that the file does not have, what is recorded."""
    said, recorded = _values(row, known), known.recorded.get(known.key(row))
    if recorded is None:
        return said
    there = recorded.values
    kept_back = {"grade"} if recorded.blind else set()
    said.update({name: there[name] for name in said if name in row.absent or name in kept_back})
    kept = {code: value for code, value in there["answers"].items() if code in row.absent}
    return {**said, "answers": {**kept, **said["answers"]}}


def _values(row: AuditRow, known: KnownAudits) -> dict[str, Any]:
    area, team = known.area(row), known.team(row)
    asked = known.asked(row)
    answers = {
        code: answer(asked[code].kind, asked[code].choices, value)
        for code, value in row.answers.items()
        if code in asked
    }
    return {
        "service_area": known.areas.today(area) if area else row.service_area,
        "team": known.teams.today(team) if team else "",
        "completed_on": row.completed_on,
        "grade": row.grade,
        "moderated_grade": row.moderated_grade,
        "moderation_reason": row.moderation_reason,
        "discussion": row.discussion,
        "family_feedback": row.family_feedback,
        "quotation": row.quotation,
        "answers": answers,
        "good_practice": "\n".join(points(row.good_practice)),
        "improvement": "\n".join(points(row.improvement)),
    }
