"""What may be adjusted in a month, and why an audit was not completed. Pure."""

import datetime as dt

EXTEND, REASSIGN = "extend", "reassign"
OTHER = "other"


def not_adjustable(*, is_to_do: bool, is_submitted: bool, is_closed: bool) -> str:
    """Only an audit that is to do, in a cycle that is not closed, is exempted, extended, reassigned or
    withdrawn. Answers why this one is not, or blank."""
    if is_submitted:
        return "This audit has been submitted, so nothing is left to exempt, extend, reassign or withdraw."
    if not is_to_do:
        return "This audit is not to do any more. Reinstate it first if that was a mistake."
    return "The cycle is closed. Open it again before you change what is owed in it." if is_closed else ""


def wrong_day(new: dt.date | None, due: dt.date, today: dt.date) -> str:
    """More time is a day later than the one on which the audit is due, and not one that has passed."""
    if new is None:
        return "Enter the new due date."
    if new <= due:
        return f"The new due date must be after the present one, {due:%-d %B %Y}."
    return f"The new due date must be today, {today:%-d %B %Y}, or later." if new < today else ""


def may_say_why(*, is_to_do: bool, is_late: bool, is_closed: bool) -> bool:
    """Why an audit was not completed is said once its due date has passed or its cycle is closed."""
    return is_to_do and (is_late or is_closed)


def reason_problem(reason: str, note: str, known: frozenset[str]) -> str:
    """The reason is one of the list; 'another reason' says which."""
    if reason not in known:
        return "Choose the reason why the audit was not completed."
    if reason == OTHER and not note.strip():
        return "Say in a few words what the other reason was."
    return ""
