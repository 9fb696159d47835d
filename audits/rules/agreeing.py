"""The actions that an auditor agrees while filling in an audit: five groups of fields, one each. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from audits.rules.auditing import Field, Values, answer_problems, day_written

GROUPS = range(1, 6)
WHAT, FOR_WHOM, OWNER, DUE = "what", "for_whom", "owner", "due"
PARTS = (WHAT, FOR_WHOM, OWNER, DUE)
OWNERS = (
    ("team_manager", "The team’s manager"),
    ("service_lead", "The service lead"),
    ("qa", "The quality assurance unit"),
)
EXAMPLE = "such as 30/11/2023"


@dataclass(frozen=True)
class Agreed:
    """An action as it was written on the form."""

    what: str
    for_whom: str
    owner: str
    due_on: dt.date


def code(group: int, part: str) -> str:
    """The code of a field: action_1_what."""
    return f"action_{group}_{part}"


def fields() -> tuple[Field, ...]:
    """The fields of all groups, in order. None is required; a group that is begun is to be finished."""
    return tuple(field for group in GROUPS for field in _fields(group))


def _fields(group: int) -> Iterator[Field]:
    name, among = f"Action {group}", f"action_{group}"
    yield Field(code(group, WHAT), f"{name}: what is to be done", "long_text", rows=3, group=among)
    yield Field(
        code(group, FOR_WHOM),
        f"{name}: for whom",
        "text",
        hint="Such as the child, a brother or sister, the practitioner. Never a name.",
        group=among,
    )
    yield Field(code(group, OWNER), f"{name}: who sees to it", "select", options=OWNERS, group=among)
    yield Field(code(group, DUE), f"{name}: due on", "due", hint="For example, 30/11/2023.", group=among)


def same(what: str) -> str:
    """Two texts are the same action whatever their spaces and capitals."""
    return " ".join(what.casefold().split())


def problems(
    asked: Iterable[Field], values: Values, today: dt.date, agreed: Collection[str] = ()
) -> dict[str, str]:
    """What keeps an audit from being submitted, by field, in words.

    Every required question is answered; a discussion or feedback that took place says with whom
    and when or how; the grade has a rationale of 30 characters or more; at least one point of good
    practice or one area for improvement is named; an action of which anything is written needs what,
    for whom, an owner and a real due date to come.
    """
    return {**answer_problems(asked, values, today), **action_problems(values, today, agreed)}


def action_problems(values: Values, today: dt.date, agreed: Collection[str] = ()) -> dict[str, str]:
    """What is wrong with the actions. One that was agreed before (`agreed`, as `same` has it) may be due
    already: the audit was sent back since.
    """
    found: dict[str, str] = {}
    for group in GROUPS:
        written = {part: values.get(code(group, part), "").strip() for part in PARTS}
        if any(written.values()):
            known = same(written[WHAT]) in agreed
            found |= {code(group, part): words for part, words in _problems(group, written, today, known)}
    return found


def _problems(group: int, written: dict[str, str], today: dt.date, known: bool) -> Iterator[tuple[str, str]]:
    name = f"Action {group}"
    if not written[WHAT]:
        yield WHAT, f"{name}: enter what is to be done, or clear the rest of it"
    if not written[FOR_WHOM]:
        yield FOR_WHOM, f"{name}: enter for whom it is done, such as the child"
    if not written[OWNER]:
        yield OWNER, f"{name}: choose who sees to it"
    words = due_problem(written[DUE], today, known)
    if words:
        yield DUE, f"{name}: {words}"


def due_problem(written: str, today: dt.date, known: bool = False) -> str:
    """An action is due on a real day after today."""
    if not written:
        return f"enter the day on which it is due, {EXAMPLE}"
    day = day_written(written)
    if day is None:
        return f"the day on which it is due must be a real date, {EXAMPLE}"
    if day <= today and not known:
        return f"the day on which it is due must be after today, {EXAMPLE}"
    return ""


def agreed_in(values: Values) -> list[Agreed]:
    """The actions that a checked form names, in order."""
    found = []
    for group in GROUPS:
        written = {part: values.get(code(group, part), "").strip() for part in PARTS}
        day = day_written(written[DUE])
        if written[WHAT] and day:
            found.append(Agreed(written[WHAT], written[FOR_WHOM], written[OWNER], day))
    return found


def not_yet_agreed(wanted: list[Agreed], there: Collection[str]) -> list[Agreed]:
    """Of the form's actions those that are new. An audit that comes back keeps what it had agreed: an action
    with the same text stays as it is, and none vanishes.

    `there` holds the texts of what was agreed, as often as it was.
    """
    known = [same(what) for what in there]
    new = []
    for each in wanted:
        if same(each.what) in known:
            known.remove(same(each.what))
        else:
            new.append(each)
    return new
