"""Reminders: when each goes, what its text may say, what is sent before anybody changes it. Pure."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

BEFORE, ON, AFTER = "before", "on", "after"
PLACEHOLDERS = {
    "name": "the auditor’s name",
    "count": "how many audits, such as ‘1 audit’ or ‘3 audits’",
    "due": "the day on which they are due",
    "cycle": "the cycle, such as ‘October 2023’",
    "link": "where Plumbline is",
}
MOST_DAYS = 28
_placeholder = re.compile(r"\{([^{}]*)\}")
_case_reference = re.compile(r"\b(?:[A-Za-z]{1,4}\d{4,10}|[A-Z]{1,4} \d{5,10})\b")


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
    reference = _case_reference.search(text)
    if reference:
        return f"Take out ‘{reference[0]}’: an e-mail must not hold what may be a case reference."
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
