"""What a dated record says: in history, and as the stamp that a form carries."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models

from core import months
from core.history import record
from organisation import dated


def tell(verb: str, row: Any, **told: Any) -> None:
    """Record what was done on the page where the row's history stands."""
    what, subject = row.told_of()
    record(f"{verb} {what}".rstrip(), subject, **told)


def stamp(row: Any) -> str:
    """What a form carries to say which state of it was read."""
    said = [plain(getattr(row, name)) for name in row.SAYS]
    return "/".join(str(each) for each in [*said, row.starts_on, row.ends_on])


def stamp_of(rows: Iterable[Any]) -> str:
    """What a form carries to say which state of all about the same was read."""
    return " ".join(stamp(row) for row in sorted(rows, key=lambda row: row.starts_on))


def described(row: Any) -> dict[str, Any]:
    """As history words it."""
    said = {name: _called(row, name) for name in row.SAYS}
    told = {name: value for name, value in said.items() if value is not None}
    return {**told, "holds_from": in_words(row, row.starts_on), **ending(row)}


def _called(row: Any, name: str) -> Any:
    """A field's value; one of some choices by its label."""
    chosen = getattr(row, f"get_{name}_display", None)
    return str(chosen()) if chosen else plain(getattr(row, name))


def plain(value: Any) -> Any:
    """A value as history can hold it: a record by its name, a decimal without zeros at its end."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value) if isinstance(value, models.Model) else value


def ending(row: Any) -> dict[str, Any]:
    """Its end as history words it."""
    key = "first_month_without" if row.WHOLE_MONTHS else "ends_on"
    return {key: in_words(row, row.ends_on) if row.ends_on else None}


def in_words(row: Any, day: dt.date) -> str:
    """1 April 2023; April 2023 where whole months are meant."""
    if row.WHOLE_MONTHS and day != dated.ALWAYS:
        return months.label(day)
    return dated.words(day)
