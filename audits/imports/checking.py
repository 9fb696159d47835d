"""A file's rows against what is known. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

from audits.imports.held import Recorded
from audits.imports.known import KnownAudits, accepts
from audits.imports.rows import FOCUS_5_FIELDS, GRADE_WORDS, AuditRow
from audits.imports.saying import BY_AUDITOR, FOUND, answer, filled_values
from core import months
from core.importing.keys import day, once
from core.importing.problems import Problem, Problems

NO_TOOL = "There is no version of the audit tool yet: import one first (import_tool)."
HERE = (
    "What is recorded: this audit was submitted or moderated in Plumbline itself, and a file does not "
    "change that. Leave the row out, or moderate the audit on its page."
)
OWN_WORK = "Somebody who was not in this team within the last 12 months: nobody audits what they supervised."
FOCUS_5 = "Blank or na: the Focus 5 is asked of case-holding services only."
BEGUN = "Blank: its auditor has begun to fill it in here, and a file does not write over that."
UNFINISHED = (
    "The day it was completed, since it has a grade or answers; or none of them until it is completed."
)


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
    if known.is_own_work(row) and known.recorded.get(known.key(row)) is None:
        yield Problem(row.number, "auditor", row.auditor, OWN_WORK)
    if known.tool(row) is None:
        yield Problem(row.number, "cycle", months.key(row.cycle), NO_TOOL)
        return
    yield from _answer_problems(row, known)
    said, recorded = filled_values(row, known), known.recorded.get(known.key(row))
    allocation = recorded is not None and recorded.submitted_here and not said["completed_on"]
    if not allocation:
        yield from _completion_problems(row, said, known)
    if recorded is not None:
        yield from _here_problems(row, said, recorded)


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


def _answer_problems(row: AuditRow, known: KnownAudits) -> Iterator[Problem]:
    asked = known.asked(row)
    if not known.holds_cases(row):
        for code in FOCUS_5_FIELDS:
            if row.answers.get(code) in ("yes", "no"):
                yield Problem(row.number, code, row.answers[code], FOCUS_5)
    for code, value in row.answers.items():
        if code not in asked:
            words = f"Blank: the version of the audit tool of {months.label(row.cycle)} has no such question."
            yield Problem(row.number, code, value, words)
        elif answer(asked[code].kind, asked[code].choices, value) is None:
            words = accepts(asked[code])
            yield Problem(row.number, code, value, f"{words[:1].upper()}{words[1:]}; blank if not asked.")


def _completion_problems(row: AuditRow, said: dict[str, Any], known: KnownAudits) -> Iterator[Problem]:
    """A completed audit has a grade, and was completed by today; one that is not has found nothing yet."""
    completed_on = said["completed_on"]
    if completed_on and not said["grade"]:
        yield Problem(row.number, "grade", "", f"{GRADE_WORDS}; a completed audit has a grade.")
    if completed_on and completed_on > known.today:
        words = f"Today, {day(known.today)}, or earlier."
        yield Problem(row.number, "completed_on", completed_on.isoformat(), words)
    found = (*FOUND, "moderated_grade")
    if not completed_on and any(said[name] not in ("", None, {}) for name in found):
        yield Problem(row.number, "completed_on", "", UNFINISHED)


def _here_problems(row: AuditRow, said: dict[str, Any], recorded: Recorded) -> Iterator[Problem]:
    """A file never undoes what people did in Plumbline itself; a blank in it says nothing about that."""
    there, completed_on = recorded.values, said["completed_on"]
    written = completed_on.isoformat() if completed_on else ""
    if recorded.submitted_here:
        if completed_on and any(said[name] != there[name] for name in BY_AUDITOR):
            yield Problem(row.number, "completed_on", written, HERE)
    elif recorded.moderated_here and not completed_on:
        yield Problem(row.number, "completed_on", "", HERE)
    elif recorded.begun and completed_on:
        yield Problem(row.number, "completed_on", written, BEGUN)
    reason = None if "moderation_reason" in row.absent else row.moderation_reason
    known_before = recorded.was_moderated(row.moderated_grade, reason)
    judged_here = recorded.moderated_here or recorded.submitted_here or recorded.blind
    if judged_here and row.moderated_grade and not known_before:
        yield Problem(row.number, "moderated_grade", row.moderated_grade, HERE)
