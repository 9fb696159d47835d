"""Which days may be recorded by hand, as pure functions of values: why not, in words; blank if they may."""

import datetime as dt

AHEAD = 30
"""An allocation is agreed at most so many days before it begins or ends."""
BACK = 5
"""What happened more than so many years ago comes by import; by hand it is a slip of the year."""


def not_begun(day: dt.date, today: dt.date) -> str:
    """Why an allocation may not begin or end on the day."""
    last = today + dt.timedelta(days=AHEAD)
    if day > last:
        return f"An allocation begins or ends by {_words(last)}, {AHEAD} days from today, at the latest."
    return _too_long_ago(day, today)


def not_happened(day: dt.date, today: dt.date) -> str:
    """Why a visit or a supervision may not have been on the day."""
    if day > today:
        return f"{_words(day)} is in the future. Record what has happened."
    return _too_long_ago(day, today)


def judged_on(on: dt.date, until: dt.date | None, today: dt.date) -> dt.date:
    """The day whose caseload an allocation is judged by: today, unless it begins later or is over already."""
    over = until is not None and until <= today
    return on if over else max(on, today)


def _too_long_ago(day: dt.date, today: dt.date) -> str:
    if day.year < today.year - BACK:
        return f"{_words(day)} is more than {BACK} years ago. Check the year."
    return ""


def _words(day: dt.date) -> str:
    return f"{day:%-d %B %Y}"
