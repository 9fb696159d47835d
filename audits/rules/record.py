"""What an audit answers of visits and supervision, against what the records say. Pure."""

import datetime as dt
from enum import StrEnum

from caseloads.rules.timing import Due, Standing

COMPARED = {"visit": "visits", "supervision": "supervision"}
"""The Focus 5 questions of which there are records, and what they are about."""

ANSWERS = {"yes": True, "no": False}


class Match(StrEnum):
    """How an answer stands to the record."""

    AGREES = "Agrees"
    DIFFERS = "Differs"
    NOT_COMPARED = "Not compared"


def in_time(due: Due | None) -> bool | None:
    """Whether the records say that it was in time; None where they say neither.

    That is where nothing is asked of the child, or where its status is so young that the first is not yet
    due: the measures leave such a child out, too (FORMATS, Measures).
    """
    if due is None or due.standing is Standing.NOT_YET:
        return None
    return due.standing is not Standing.LATE


def match(answer: str, due: Due | None) -> Match:
    """An audit says 'in timescale: yes' and the data says 61 days, or the reverse: they differ.

    An answer of 'not applicable', or none, is compared with nothing.
    """
    said, recorded = ANSWERS.get(answer), in_time(due)
    if said is None or recorded is None:
        return Match.NOT_COMPARED
    return Match.AGREES if said is recorded else Match.DIFFERS


def in_words(what: str, due: Due | None, by: str, day: dt.date, *, is_today: bool = False) -> str:
    """'last visit 15 August 2023, 61 days before; due within 42 days (CIN): 19 days late'.

    `what` is a visit or a supervision, `by` the status and its frequency: 'CIN: 42 days'. What was done
    before today was done so long ago.
    """
    if due is None:
        return f"no {what} is asked for"
    status, _, often = by.partition(": ")
    last = f"no {what} is recorded"
    if due.last is not None:
        last = f"last {what} {due.last:%-d %B %Y}, {_before((day - due.last).days, is_today)}"
    return f"{last}; due within {often} ({status}): {_standing(due)}"


def _before(days: int, is_today: bool) -> str:
    if days == 0:
        return "today" if is_today else "on the same day"
    return f"{days} {'day' if days == 1 else 'days'} {'ago' if is_today else 'before'}"


def _standing(due: Due) -> str:
    if due.standing is Standing.LATE:
        return "1 day late" if due.days_late == 1 else f"{due.days_late} days late"
    until = f"{due.due_on:%-d %B %Y}"
    return f"the first is due by {until}" if due.standing is Standing.NOT_YET else f"in time until {until}"
