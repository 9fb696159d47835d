"""A file's rows against what is known, and what they would change. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

from audits.imports.known import KnownAudits, accepts
from audits.imports.rows import AuditRow
from audits.models import Question
from audits.rules import points
from core import months
from core.importing.changes import Changes, compare
from core.importing.keys import day, once
from core.importing.problems import Problem, Problems
from core.importing.values import OneOf

NO_TOOL = "There is no version of the audit tool yet: import one first (import_tool)."
HERE = (
    "What is recorded: this audit was submitted or moderated in Plumbline itself, and a file does not "
    "change that. Leave the row out, or moderate the audit on its page."
)
BY_PEOPLE = {
    "completed_on",
    "grade",
    "discussion",
    "family_feedback",
    "answers",
    "good_practice",
    "improvement",
    "quotation",
}


def check_audits(rows: Sequence[AuditRow], known: KnownAudits, problems: Problems) -> list[AuditRow]:
    """The good rows: one an audit, of places and people that are known, with answers that are answers."""
    good = once(rows, known.key, "cycle, case_ref and auditor", problems)
    wrong = [problem for row in good for problem in _problems(row, known)]
    problems.add_all(wrong)
    spoilt = {problem.row for problem in wrong}
    return [row for row in good if row.number not in spoilt]


def _problems(row: AuditRow, known: KnownAudits) -> Iterator[Problem]:
    yield from _place_problems(row, known)
    if known.auditor(row) is None:
        yield Problem(row.number, "auditor", row.auditor, "A staff_id that is known: import staff first.")
    tool = known.tool(row.cycle)
    if tool is None:
        yield Problem(row.number, "cycle", months.key(row.cycle), NO_TOOL)
        return
    asked = known.tools.get(tool, {})
    for code, value in row.answers.items():
        if code not in asked:
            words = f"Blank: the version of the audit tool of {months.label(row.cycle)} has no such question."
            yield Problem(row.number, code, value, words)
        elif answer(asked[code].kind, asked[code].choices, value) is None:
            words = accepts(asked[code])
            yield Problem(row.number, code, value, f"{words[:1].upper()}{words[1:]}; blank if not asked.")
    yield from _here_problems(row, known)


def _place_problems(row: AuditRow, known: KnownAudits) -> Iterator[Problem]:
    area, team = known.area(row), known.team(row)
    if area is None:
        words = "A service area that is known: import teams first, which creates their service areas."
        yield Problem(row.number, "service_area", row.service_area, words)
    if row.team and team is None:
        yield Problem(row.number, "team", row.team, "A team that is known, or blank: import teams first.")
    if team and area and known.seat(team, row.cycle) != area:
        on = day(months.last_day(row.cycle))
        yield Problem(row.number, "team", row.team, f"A team of {row.service_area} on {on}, or blank.")


def _here_problems(row: AuditRow, known: KnownAudits) -> Iterator[Problem]:
    """A file never undoes what people did in Plumbline itself; a blank in it says nothing about that."""
    recorded = known.recorded.get(known.key(row))
    if recorded is None:
        return
    said, there = file_values(row, known), recorded.values
    if recorded.submitted_here and row.completed_on and any(said[each] != there[each] for each in BY_PEOPLE):
        yield Problem(row.number, "completed_on", row.completed_on.isoformat(), HERE)
    moderation = ("moderated_grade", "moderation_reason")
    if (
        recorded.moderated_here
        and row.moderated_grade
        and any(said[each] != there[each] for each in moderation)
    ):
        yield Problem(row.number, "moderated_grade", row.moderated_grade, HERE)


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

    Of a column that the file does not have, it says nothing. What people submitted or moderated in
    Plumbline itself stays.
    """
    said, recorded = file_values(row, known), known.recorded.get(known.key(row))
    if recorded is None:
        return said
    there = recorded.values
    said.update({name: there[name] for name in said if name in row.absent})
    said["answers"] = {
        **{code: value for code, value in there["answers"].items() if code in row.absent},
        **said["answers"],
    }
    if recorded.submitted_here:
        said.update({name: there[name] for name in BY_PEOPLE})
    if recorded.moderated_here or (recorded.submitted_here and not row.moderated_grade):
        said.update({name: there[name] for name in ("moderated_grade", "moderation_reason")})
    return said


def file_values(row: AuditRow, known: KnownAudits) -> dict[str, Any]:
    """The row's columns but for its key, as `held` says them of an audit."""
    area, team, tool = known.area(row), known.team(row), known.tool(row.cycle)
    asked = known.tools.get(tool or 0, {})
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
