"""Records that are there, as rows are compared with them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Key = tuple[Any, ...]
"""Of a dated record: whose it is comes first, the day it begins (or happened) last."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record that is there: its primary key and what it says, by column."""

    pk: int
    values: Mapping[str, Any]


def day_of(key: Any) -> dt.date:
    """The day of a dated record's key."""
    found: dt.date = key[-1]
    return found
