"""Actions agreed after audits: what state they are in, who may do what, what is late, what lasts. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

OPEN, DONE, VERIFIED = "open", "done", "verified"
REOPENED = "reopened"
STATES = {DONE: DONE, VERIFIED: VERIFIED, REOPENED: OPEN}
REPEATS = 3
"""So many actions about one thing in one place within a year, and it comes back."""
THEME_MONTHS = 12


def state_of(kinds: Iterable[str]) -> str:
    """To do until an update says that it is done or verified, or to do again: the last counts."""
    state = OPEN
    for kind in kinds:
        state = STATES.get(kind, state)
    return state


def done_by(updates: Iterable[tuple[dt.date, str]], day: dt.date) -> bool:
    """Whether it was done at the end of the day, by the updates up to then. Later ones change nothing."""
    return state_of(kind for on, kind in updates if on <= day) != OPEN


def due_then(changes: Iterable[tuple[dt.date, dt.date]], due_on: dt.date, day: dt.date) -> dt.date:
    """The due date as it stood at the end of the day. `changes` are (when, what it was before), in order."""
    return next((before for on, before in changes if on > day), due_on)


def is_overdue(state: str, due_on: dt.date, today: dt.date) -> bool:
    """Overdue is what is to do though the day on which it was due has passed."""
    return state == OPEN and due_on < today


def days_late(due_on: dt.date, done_on: dt.date | None, today: dt.date) -> int:
    """By how many days it is late, or was when it was done; 0 for what is in time."""
    return max(0, ((done_on or today) - due_on).days)


def on_time(due_on: dt.date, done_on: dt.date | None) -> bool:
    """In time is what was done on or before the day on which it was due."""
    return done_on is not None and done_on <= due_on


@dataclass(frozen=True)
class Ties:
    """What ties a person to an action: its owner, in its team, over its service area, in the QA unit …

    `supervised` says in words how they supervised the work that was audited, if they did.
    """

    owns: bool = False
    manages: bool = False
    leads: bool = False
    in_unit: bool = False
    audited: bool = False
    did_it: bool = False
    supervised: str = ""


def may_agree(ties: Ties) -> bool:
    """Actions are added by the QA unit, the service area's head or lead and the team's manager."""
    return ties.in_unit or ties.leads or ties.manages


def may_update(ties: Ties) -> bool:
    """How an action goes on, and that it is done, is said by its owner, the team's manager or the QA unit."""
    return ties.owns or ties.manages or ties.in_unit


def may_change(ties: Ties) -> bool:
    """Owner and due date are changed, and an action is reopened, by those who may agree on one."""
    return may_agree(ties)


def verifying_refused(ties: Ties) -> str:
    """The QA unit verifies what is done; never who supervised the work or was the auditor, the action's owner
    or whoever said that it is done. Why not, in words; blank for whoever may.
    """
    if not ties.in_unit:
        return "Actions are verified by the quality assurance unit."
    if ties.owns:
        return "Nobody verifies an action that is theirs to do."
    if ties.audited:
        return "Nobody verifies an action of an audit that they did."
    if ties.supervised:
        return f"Nobody verifies an action after an audit of work that they supervised: {ties.supervised}."
    return "Nobody verifies what they said themselves is done." if ties.did_it else ""


def rechecking_refused(ties: Ties) -> str:
    """The QA unit re-checks an action on the case; whoever may not verify it may not re-check it either."""
    if not ties.in_unit:
        return "Actions are re-checked by the quality assurance unit."
    return verifying_refused(ties).replace("verifies", "re-checks")


def recheck_day_problem(day: dt.date, done_on: dt.date, today: dt.date) -> str:
    """A re-check looks at the case on a day after the action was done, or that day, up to today."""
    if day > today:
        return "The day of the re-check must be today or in the past."
    if day < done_on:
        return f"The action was done on {done_on:%-d %B %Y}; the re-check can’t have been before."
    return ""


def comes_back(count: int) -> bool:
    """A theme comes back when there are three actions about it in one place within 12 months."""
    return count >= REPEATS


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def ordinal(number: int) -> str:
    """The first, the third; the 11th, the 22nd."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def repetition(number: int, tag: str, place: str) -> str:
    """'The third action about chronology in SWF West 1 within 12 months.' Blank for the first."""
    if number < 2:
        return ""
    name = tag if tag[1:2].isupper() else tag[:1].lower() + tag[1:]
    return f"The {ordinal(number)} action about {name} in {place} within {THEME_MONTHS} months."


def rechecked(lasted: int, of: int) -> str:
    """'Of 12 actions re-checked on the case, 9 lasted.'"""
    if not of:
        return "No action has been re-checked on the case yet."
    return f"Of {of} action{'s' if of > 1 else ''} re-checked on the case, {lasted} lasted."


def task_change(*, inadequate: bool, anew: bool, last: str) -> str:
    """What a grade means for the task that an inadequate audit brings: 'raise', 'withdraw' or nothing.

    An audit that is inadequate has a task; it is withdrawn when the grade rises above inadequate, and raised
    again when a later moderation lowers it. One that was closed is not raised again by the same grade: only
    `anew`, when the grade was another in between. `last` is the state of the audit's last task, or blank.
    """
    if not inadequate:
        return "withdraw" if last == "open" else ""
    if last == "open" or (last == "closed" and not anew):
        return ""
    return "raise"
