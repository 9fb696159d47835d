"""Columns. Each knows how a cell reads on the page (`render`) and what an export writes (`value`)."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import clock, months

Column = tables.Column

NUMERIC = {
    "th": {"class": "govuk-table__header--numeric"},
    "td": {"class": "govuk-table__cell--numeric"},
}


class DateColumn(tables.Column):
    """16 October 2023."""

    def render(self, value: dt.date) -> str:
        return f"{value.day} {value:%B %Y}"

    def value(self, value: dt.date) -> dt.date:
        return value


class TimeColumn(tables.Column):
    """16 October 2023, 14:05, in London."""

    def render(self, value: dt.datetime) -> str:
        local = timezone.localtime(value, clock.LONDON)
        return f"{local.day} {local:%B %Y, %H:%M}"

    def value(self, value: dt.datetime) -> dt.datetime:
        return value


class MonthColumn(tables.Column):
    """September 2023."""

    def render(self, value: dt.date) -> str:
        return months.label(value)

    def value(self, value: dt.date) -> str:
        return months.key(value)


class NumberColumn(tables.Column):
    """1,156, to the right; with so many decimals if asked."""

    def __init__(self, *args: Any, decimals: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", NUMERIC)
        super().__init__(*args, **kwargs)
        self.decimals = decimals

    def render(self, value: int | Decimal) -> str:
        return number_format(value, decimal_pos=self.decimals, use_l10n=True, force_grouping=True)

    def value(self, value: int | Decimal) -> int | Decimal:
        return value


class YesNoColumn(tables.Column):
    """Yes or No."""

    def render(self, value: bool) -> str:
        return "Yes" if value else "No"

    def value(self, value: bool) -> str:
        return "Yes" if value else "No"


class TagColumn(tables.Column):
    """A word on a colour. The word is always there: colour never carries a meaning alone.

    `colours` gives a GOV.UK tag colour by word, as in {"Late": "red"}; other words have the plain tag.
    `style` names a family of our own instead, as in style="app-grade".
    """

    def __init__(
        self, *args: Any, colours: Mapping[str, str] | None = None, style: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colours, self.style = dict(colours or {}), style

    def render(self, value: Any) -> SafeString:
        return tag(value, self.colours, self.style)

    def value(self, value: Any) -> str:
        return str(value)


def tag(value: Any, colours: Mapping[str, str], style: str = "") -> SafeString:
    """The word on its colour, for a cell or a page."""
    word = str(value)
    if style:
        return format_html(
            '<strong class="{} {}--{}">{}</strong>', style, style, word.lower().replace(" ", "-"), word
        )
    colour = colours.get(word, "grey")
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, word)
