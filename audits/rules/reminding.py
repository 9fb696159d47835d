"""Reminders: when each goes, what its text may say, what is sent before anybody changes it. Pure."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from caseloads.rules.references import case_reference_in

BEFORE, ON, AFTER = "before", "on", "after"
URGENCY = (AFTER, ON, BEFORE)
Part = tuple[str, dt.date]
"""One thing that a reminder is about: its kind, and the day on which that is due."""

PLACEHOLDERS = {
    "name": "the auditor’s name",
    "count": "how many audits, such as ‘1 audit’ or ‘3 audits’",
    "due": "the day on which they are due",
    "cycle": "the cycle, such as ‘October 2023’",
    "link": "where Plumbline is",
}
MOST_DAYS = 28
_part = re.compile(r"\b(before|on|after):(\d{4}-\d\d-\d\d)")
_placeholder = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Text:
    """What a reminder says, and how many days before or after the due date it goes."""

    days: int
    subject: str
    body: str


_END = (
    "\n\nIf an audit can’t be completed by then, open it in Plumbline and ask for more time, for somebody "
    "else to do it, or to be exempted.\n\n{link}\n\nThe quality assurance unit"
)
DEFAULTS = {
    BEFORE: Text(
        5,
        "{count} for {cycle} due on {due}",
        "Dear {name},\n\nYou have {count} to complete for {cycle}, due on {due}." + _END,
    ),
    ON: Text(
        0,
        "{count} for {cycle} due today",
        "Dear {name},\n\nYou have {count} to complete for {cycle}, due today, {due}." + _END,
    ),
    AFTER: Text(
        3,
        "{count} for {cycle} overdue",
        "Dear {name},\n\nYou have {count} for {cycle} not completed yet, which fell due on {due}. Please "
        "submit what is done. If something was in the way, say so on the audit’s page." + _END,
    ),
}


def is_time(kind: str, days: int, due: dt.date, today: dt.date) -> bool:
    """Whether a reminder goes on a day.

    The one before goes from so many days before the due date to the day before it, the one on it that
    day, the one after from so many days after it on. Each goes once for a due date, so a morning on which
    nothing ran costs nothing but the one on the day itself.
    """
    if kind == BEFORE:
        return due - dt.timedelta(days=days) <= today < due
    if kind == ON:
        return today == due
    return today >= due + dt.timedelta(days=days)


def most_urgent_first(parts: Iterable[Part]) -> list[Part]:
    """What is overdue, then what is due today, then what is due soon; the earliest day first."""
    return sorted(parts, key=lambda part: (URGENCY.index(part[0]), part[1]))


def covering(parts: Iterable[Part]) -> str:
    """What a reminder covers, as its key says it: after:2023-10-27,on:2023-10-30."""
    return ",".join(f"{kind}:{due}" for kind, due in parts)


def covered(keys: Iterable[str]) -> set[Part]:
    """What the reminders with these keys covered."""
    found = (each for key in keys for each in _part.findall(key))
    return {(kind, dt.date.fromisoformat(due)) for kind, due in found}


def fitting(parts: list[Part], room: int) -> list[Part]:
    """As many of them as a key has room for; the others go another morning."""
    return [part for number, part in enumerate(parts, start=1) if len(covering(parts[:number])) <= room]


def kind_for(due: dt.date, today: dt.date) -> str:
    """Which text fits when a reminder is sent by hand."""
    return BEFORE if today < due else ON if today == due else AFTER


def days_problem(kind: str, days: int) -> str:
    """A reminder before or after the due date goes at least a day from it, and at most four weeks."""
    if kind == ON or 1 <= days <= MOST_DAYS:
        return ""
    return f"Enter a number of days from 1 to {MOST_DAYS}."


def text_problem(text: str) -> str:
    """A text has only placeholders that exist, and no case reference: e-mail is no place for one."""
    unknown = [found for found in _placeholder.findall(text) if found not in PLACEHOLDERS]
    if unknown:
        named = " and ".join(f"{{{name}}}" for name in dict.fromkeys(unknown))
        verb = "is not a placeholder" if len(set(unknown)) == 1 else "are not placeholders"
        return f"{named} {verb}. Use {in_words(['{' + name + '}' for name in PLACEHOLDERS], 'or')}."
    if "{" in _placeholder.sub("", text) or "}" in _placeholder.sub("", text):
        return "A curly bracket stands alone. A placeholder has one on each side, such as {name}."
    reference = case_reference_in(text)
    if reference:
        return f"Take out ‘{reference}’: an e-mail must not hold what may be a case reference."
    return ""


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each placeholder's value; one that doesn't exist stays as it was typed."""
    return _placeholder.sub(lambda found: values.get(found[1], found[0]), text)


def how_many(count: int) -> str:
    """1 audit, 3 audits."""
    return f"{count} audit" if count == 1 else f"{count} audits"


def in_words(parts: Collection[str], joined: str = "and") -> str:
    """a, b and c."""
    *first, last = parts
    return f"{', '.join(first)} {joined} {last}" if first else last
