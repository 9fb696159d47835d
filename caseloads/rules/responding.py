"""When a management response to a full caseload will do, and how it stands, as pure functions of values."""

import datetime as dt
from enum import StrEnum

from caseloads.rules.timing import SOON
from core.months import plus_months

LONGEST_MONTHS = 3
"""How far ahead a review may lie."""


class Answered(StrEnum):
    """How a caseload that needs a response stands."""

    NONE = "No response"
    OVERDUE = "Review overdue"
    DUE = "Review due"
    RESPONDED = "Responded"


def last_review(today: dt.date) -> dt.date:
    """The latest day on which a response of today may be reviewed."""
    return plus_months(today, LONGEST_MONTHS)


def review_refused(review_on: dt.date, today: dt.date) -> str:
    """A response is reviewed after the day on which it is made, and at most 3 months ahead.

    Answers what is wrong with the day, in words; nothing where it will do.
    """
    last = last_review(today)
    if today < review_on <= last:
        return ""
    return f"The review date must be after today, and no later than {last:%-d %B %Y}."


def standing(review_on: dt.date | None, day: dt.date) -> Answered:
    """Without a response it needs one; past the review date it needs the next; a week before it is due."""
    if review_on is None:
        return Answered.NONE
    if review_on < day:
        return Answered.OVERDUE
    return Answered.DUE if (review_on - day).days <= SOON else Answered.RESPONDED
