"""How a cycle stands in an address: 2023-09, or sample-12 for one outside of the month."""

import datetime as dt

from core import months


class CycleConverter:
    """The key of a cycle; a month is written as its key."""

    regex = r"\d{4}-(?:0[1-9]|1[0-2])|sample-[1-9]\d{0,8}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str | dt.date) -> str:
        return months.key(value) if isinstance(value, dt.date) else value
