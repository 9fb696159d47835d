"""Columns of dated records."""

import datetime as dt
from decimal import Decimal
from typing import Any

from core.tables import DateColumn, NumberColumn
from organisation import dated


class FromColumn(DateColumn):
    """The day from which a record holds; 'the beginning' where nobody wrote it down."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accessor=kwargs.pop("accessor", "starts_on"), verbose_name="From", **kwargs)

    def render(self, value: dt.date) -> str:
        return dated.words(value)


class UntilColumn(DateColumn):
    """The first day on which a record holds no more."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accessor=kwargs.pop("accessor", "ends_on"), verbose_name="Until", **kwargs)


class FteColumn(NumberColumn):
    """Full-time equivalent, with as many decimals as it has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(verbose_name="FTE", **kwargs)

    def render(self, value: Decimal) -> str:
        return f"{value.normalize():f}"

    def value(self, value: Decimal) -> Decimal:
        return Decimal(self.render(value))
