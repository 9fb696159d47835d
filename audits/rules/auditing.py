"""The policies of the audit month, as pure functions of values."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

RATIONALE_LENGTH = 30
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
YES_NO = (("yes", "Yes"), ("no", "No"))
YES_NO_NA = (*YES_NO, ("na", "Not applicable"))


@dataclass(frozen=True)
class Field:
    """One thing that an auditor fills in: a question of the tool, or a fixed part of every audit."""

    code: str
    label: str
    kind: str
    required: bool = False
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    option_hints: Mapping[str, str] = field(default_factory=dict)
    only_if: str = ""
    rows: int = 5
    group: str = ""

    @property
    def longest(self) -> int:
        """How many characters a submitted text may have."""
        return 20_000 if self.kind == "long_text" else 160


Values = Mapping[str, str]


def applies(audience: str, *, case_holding: bool, in_service_areas: bool, theme_matches: bool) -> bool:
    """Whether a section is asked of an audit.

    Some sections are for all, some for a service area, some for the month's theme; Focus 5 is a
    section for case-holding services.
    """
    answers = {
        "all": True,
        "case_holding": case_holding,
        "service_areas": in_service_areas,
        "theme": theme_matches,
    }
    return answers[audience]


def same_theme(one: str, other: str) -> bool:
    """Themes match whatever their case and spaces."""
    return bool(one.strip()) and " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def points(text: str) -> list[str]:
    """Good practice and areas for improvement are written one point a line."""
    return [line.strip().lstrip("•-– ").strip() for line in text.splitlines() if line.strip("•-– \t")]


def day_written(text: str) -> dt.date | None:
    """A day as people write it: 16/10/2023, 16 10 2023 or 2023-10-16. None when it isn't one."""
    parts = re.fullmatch(r"(\d{1,2})[ /.-](\d{1,2})[ /.-](\d{4})", text.strip())
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip())
    try:
        if parts:
            return dt.date(int(parts[3]), int(parts[2]), int(parts[1]))
        return dt.date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None


def answer_problems(fields: Iterable[Field], values: Values, today: dt.date) -> dict[str, str]:
    """What is wrong with the answers alone: `problems` says what they need."""
    found = {}
    for each in fields:
        message = _problem(each, values, today)
        if message:
            found[each.code] = message
    if not points(values.get("good_practice", "")) and not points(values.get("improvement", "")):
        found["good_practice"] = "Enter at least one point of good practice or one area for improvement"
    return found


def _problem(field: Field, values: Values, today: dt.date) -> str:
    value = values.get(field.code, "").strip()
    if field.only_if and values.get(field.only_if, "") != "yes":
        return ""
    if not value:
        return _missing(field) if field.required else ""
    if field.options and value not in {key for key, _ in field.options}:
        return f"‘{field.label}’ must be one of {', '.join(words for _, words in field.options)}"
    if not field.options and len(value) > field.longest:
        return f"‘{field.label}’ must be {field.longest:,} characters or fewer; it has {len(value):,}"
    if field.kind == "date":
        return _day_problem(field, value, today)
    if field.code == "rationale" and len(value) < RATIONALE_LENGTH:
        return f"Rationale must be {RATIONALE_LENGTH} characters or more; it has {len(value)}"
    return ""


def _missing(field: Field) -> str:
    return f"{'Select' if field.options else 'Enter'} an answer to ‘{field.label}’"


def _day_problem(field: Field, value: str, today: dt.date) -> str:
    day = day_written(value)
    if day is None:
        return f"‘{field.label}’ must be a real date, such as 16/10/2023"
    return f"‘{field.label}’ must be today or in the past" if day > today else ""


def final_grade(grade: str, moderated_grade: str) -> str:
    """The final grade is the moderated one where there is one (DOMAIN, The monthly cycle)."""
    return moderated_grade or grade


def moderation_effect(grade: str, moderated_grade: str) -> str:
    """Whether moderation agreed, raised or lowered the auditor's grade, or that of the moderation before."""
    before, after = GRADES.index(grade), GRADES.index(moderated_grade)
    if before == after:
        return "agreed"
    return "raised" if after < before else "lowered"


def may_moderate(auditor: int, moderator: int | None) -> bool:
    """Nobody moderates their own audit. Staff by primary key; a moderator need not be staff."""
    return auditor != moderator
