"""Many figures into the database at once, each the current one of its key from now on.

Two years of a council are 60,000 figures. A model instance each, twice over, takes most of a roll-up's time;
so the rows go past the models, straight into the table, and the database says which are current.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, NamedTuple

from django.db import connection, models

from figures.models import CurrentFigure, Figure, Frozen, Indicator, Restatement, RollUp, Settled, Source

COLUMNS = (
    "indicator",
    "place",
    "month",
    "numerator",
    "denominator",
    "value",
    "missing",
    "cause",
    "source",
    "as_published",
    "known_at",
    "rollup",
    "section",
    "aside",
    "note",
    "imported_column",
)
KEY = ("month", "indicator", "place", "source")
SERIES = ("month", "indicator", "source")
"""The key but for the place."""


class Row(NamedTuple):
    """What is different from one figure of a roll-up to the next: the first columns."""

    indicator: int
    place: int
    month: dt.date
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    missing: str
    cause: str


def write(rollup: RollUp, batches: Iterable[list[Row]]) -> None:
    """Add the figures, known since the roll-up has finished, and make them the current ones.

    Between two batches the connection is free: whoever waits may be told how far it is.
    """
    same = (Source.RECORDS.value, "", rollup.finished_at, rollup.pk, "", False, "", "")
    for rows in batches:
        _insert(row + same for row in rows)
    _hold_current(rollup)
    _list_restated(rollup)
    _make_current(rollup)


def _insert(rows: Iterable[tuple[Any, ...]]) -> None:
    into = f"{_table(Figure)} ({_columns(Figure, COLUMNS)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        values = ", ".join(["%s"] * len(COLUMNS))
        cursor.executemany(f"INSERT INTO {into} VALUES ({values})", list(_adapted(rows)))  # noqa: S608


def _adapted(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """As the model's fields would hand them over, for a database without dates and decimals.

    Each value of a column once: there are few months, and most figures are small.
    """
    columns = [
        lru_cache(maxsize=None)(partial(_field(Figure, name).get_db_prep_save, connection=connection))
        for name in COLUMNS
    ]
    for row in rows:
        yield tuple(adapt(value) for adapt, value in zip(columns, row, strict=True))


def _hold_current(rollup: RollUp) -> None:
    """Wait for whoever stands by one of these figures at this moment, so that it is seen to be frozen.

    A sign-off locks the indicators, and the current figures before it freezes them: without this it could
    freeze one that is replaced in the same moment, or settle that nothing is known of what just comes, and
    nothing would list that. SQLite's transaction holds the whole file.
    """
    if not connection.features.has_select_for_update:
        return
    indicators = Indicator.objects.select_for_update(no_key=True).filter(
        pk__in=Figure.objects.filter(rollup=rollup).values("indicator")
    )
    list(indicators.order_by("pk").values_list("pk"))
    statement = (
        f"SELECT 1 FROM {_table(CurrentFigure)} held "  # noqa: S608
        f"JOIN {_table(Figure)} new ON {_same('held')} "
        f"WHERE new.{_column(Figure, 'rollup')} = %s ORDER BY held.{_column(CurrentFigure, 'id')} "
        "FOR UPDATE OF held"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [rollup.pk])


def _list_restated(rollup: RollUp) -> None:
    """Of the figures that somebody stood by, the new ones say something else: the cause is the reason.

    Each step is listed: a second change is told from the first, and one that moves back is told too; and
    the first of all, where somebody stood by it that nothing was known.
    """
    frozen = f"SELECT 1 FROM {_table(Frozen)} stood WHERE {_same('stood')}"  # noqa: S608
    settled = f"SELECT 1 FROM {_table(Settled)} whole WHERE {_same('whole', SERIES)}"  # noqa: S608
    statement = (
        f"INSERT INTO {_table(Restatement)} ({_columns(Restatement, ['figure', 'before', 'reason'])}) "  # noqa: S608
        f"SELECT new.{_column(Figure, 'id')}, held.{_column(CurrentFigure, 'figure')}, "
        f"new.{_column(Figure, 'cause')} FROM {_table(Figure)} new "
        f"LEFT JOIN {_table(CurrentFigure)} held ON {_same('held')} "
        f"WHERE new.{_column(Figure, 'rollup')} = %s AND (EXISTS ({frozen}) OR EXISTS ({settled}))"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [rollup.pk])


def _make_current(rollup: RollUp) -> None:
    columns = _columns(CurrentFigure, [*KEY, "figure"])
    figure = _column(CurrentFigure, "figure")
    statement = (
        f"INSERT INTO {_table(CurrentFigure)} ({columns}) "  # noqa: S608
        f"SELECT {_columns(Figure, [*KEY, 'id'])} FROM {_table(Figure)} "
        f"WHERE {_column(Figure, 'rollup')} = %s "
        f"ON CONFLICT ({_columns(CurrentFigure, KEY)}) DO UPDATE SET {figure} = excluded.{figure}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [rollup.pk])


def _same(other: str, names: Iterable[str] = KEY) -> str:
    """The condition that a row is of the new figure's key."""
    return " AND ".join(f"{other}.{_column(Figure, name)} = new.{_column(Figure, name)}" for name in names)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(model: type[models.Model], names: Iterable[str]) -> str:
    return ", ".join(_column(model, name) for name in names)


def _column(model: type[models.Model], name: str) -> str:
    return connection.ops.quote_name(_field(model, name).column)


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)
