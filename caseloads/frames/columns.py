"""How records become columns of numbers."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd
from django.db.models import F, Func, IntegerField, QuerySet
from django.db.models.functions import Coalesce

EPOCH = dt.date(1970, 1, 1)
FOREVER = (dt.date.max - EPOCH).days
"""When a period ends that still holds."""


class DayNumber(Func):
    """A day as days since 1 January 1970, counted by the database: nobody needs a date of each record."""

    output_field = IntegerField()
    template = "(%(expressions)s - DATE '1970-01-01')"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps days as text, and counts them from a noon long ago."""
        template = "CAST(julianday(%(expressions)s) - 2440587.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)


PERIOD = {"starts_on": DayNumber("starts_on"), "ends_on": Coalesce(DayNumber("ends_on"), FOREVER)}


def read(records: QuerySet[Any], columns: dict[str, Any], words: Sequence[str] = ()) -> pd.DataFrame:
    """A frame of columns, each the field or expression that it is by its name. One query.

    All are whole numbers but for `words`, which stay as they are.
    """
    expressions = {f"as_{name}": F(of) if isinstance(of, str) else of for name, of in columns.items()}
    rows = list(records.order_by().annotate(**expressions).values_list(*expressions))
    values = zip(*rows, strict=True) if rows else [()] * len(columns)
    return pd.DataFrame(
        {
            name: pd.Series(column, dtype=None if name in words else "int64")
            for name, column in zip(columns, values, strict=True)
        }
    )
