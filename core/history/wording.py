"""History in words: values, names of fields, moments."""

import datetime as dt
import re
from itertools import islice
from typing import Any

from core import clock, months

SHOWN = 20
"""How many items of a long list a page spells out; the row itself keeps them all."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


def label(key: str) -> str:
    """'due_on' as 'Due on'."""
    words = key.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def day(value: dt.date) -> str:
    """29 September 2023."""
    return f"{value.day} {value:%B %Y}"


def moment(value: dt.datetime) -> str:
    """29 September 2023 at 2:05pm, in London."""
    local = value.astimezone(clock.LONDON)
    return f"{day(local)} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def words(value: Any, key: str = "") -> str:
    """A value of `before` or `after` as somebody would say it; what is empty is 'nothing'."""
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        said = [f"{label(name)}: {words(item, name)}" for name, item in islice(value.items(), SHOWN)]
        return _listed(said, len(value), "; ")
    if isinstance(value, list):
        return _listed([words(item, key) for item in value[:SHOWN]], len(value), ", ")
    return _text(str(value), key)


def _listed(shown: list[str], count: int, separator: str) -> str:
    joined = separator.join(shown)
    return f"{joined} and {count - SHOWN:,} more" if count > SHOWN else joined


def _text(value: str, key: str) -> str:
    try:
        if _DAY.fullmatch(value):
            date = dt.date.fromisoformat(value)
            return months.label(date) if key.endswith("month") and date.day == 1 else day(date)
        if _MOMENT.match(value):
            found = dt.datetime.fromisoformat(value)
            return moment(found) if found.tzinfo else value
    except ValueError:
        return value
    return value
