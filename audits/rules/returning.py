"""An audit that is sent back: what it says, field by field, and what changed until it came back. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from audits.rules.auditing import Field

DAYS_TO_ANSWER = 7
"""So many days at least an auditor has for the questions."""

Said = tuple[str, str, str]
"""A field's code, its label, and what was written in it, in words."""


@dataclass(frozen=True)
class Changed:
    """A field that says something else than it did. Blank is what nothing was written in."""

    code: str
    label: str
    before: str
    after: str


def due_again(due: dt.date, today: dt.date) -> dt.date:
    """By when an audit that is sent back today is due: in a week, or when it was, if that is later."""
    return max(due, today + dt.timedelta(days=DAYS_TO_ANSWER))


def snapshot(fields: Iterable[Field], values: Mapping[str, str]) -> list[Said]:
    """What an audit says, in the order of its form and in the words of its choices.

    What is asked only if something took place is blank where it did not.
    """
    return [(field.code, field.label, _words(field, values)) for field in fields]


def _words(field: Field, values: Mapping[str, str]) -> str:
    if field.only_if and values.get(field.only_if, "") != "yes":
        return ""
    value = values.get(field.code, "").strip()
    return dict(field.options).get(value, value)


def changes(
    before: Sequence[Sequence[str]], after: Sequence[Sequence[str]], hidden: Collection[str] = ()
) -> list[Changed]:
    """The fields that say something else, in the order of the form; those of the `hidden` codes are left out.

    A field that one of the two does not have says nothing there.
    """
    was, now = _by_code(before), _by_code(after)
    codes = [*now, *(code for code in was if code not in now)]
    found = [_change(code, was.get(code), now.get(code)) for code in codes if code not in hidden]
    return [each for each in found if each.before != each.after]


def _change(code: str, was: tuple[str, str] | None, now: tuple[str, str] | None) -> Changed:
    label, after = now or ((was or ("", ""))[0], "")
    return Changed(code, label, was[1] if was else "", after)


def written(said: Sequence[Sequence[str]], hidden: Collection[str] = ()) -> list[tuple[str, str]]:
    """The labels and words of the fields in which something was written, without those of `hidden` codes."""
    return [(label, words) for code, label, words in said if words and code not in hidden]


def _by_code(said: Sequence[Sequence[str]]) -> dict[str, tuple[str, str]]:
    return {code: (label, words) for code, label, words in said}
