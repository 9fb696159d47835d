"""Widgets for dates as people write them: day, month and year apart."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms


class DateParts(forms.MultiWidget):
    """Day, month and year as three inputs; the value is one text, `2023-10-16`, for a DateField to read."""

    parts: Sequence[str] = ("Day", "Month", "Year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.TextInput() for _ in self.parts], attrs)

    def decompress(self, value: Any) -> list[Any]:
        """A date, or the text that was typed, in the order of the inputs."""
        if isinstance(value, dt.date):
            value = f"{value.year}-{value.month}-{value.day}"
        if not value:
            return [None] * len(self.parts)
        typed = str(value).split("-")[: len(self.parts)]
        return [*reversed(typed + [""] * (len(self.parts) - len(typed)))]

    def has_wrong_year(self, value: Any) -> bool:
        """Whether a year was typed that is not of four digits: '24', '20245'."""
        year = str(self.decompress(value)[-1] or "")
        return bool(year) and not (len(year) == 4 and year.isascii() and year.isdigit())

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The one text, half of it if half was typed; None where nothing was."""
        typed = [(data.get(f"{name}_{index}") or "").strip() for index in range(len(self.parts))]
        return "-".join(reversed(typed)) if any(typed) else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{index}" not in data for index in range(len(self.parts)))


class MonthParts(DateParts):
    """Month and year as two inputs; the value is one text, `2023-09`."""

    parts = ("Month", "Year")
