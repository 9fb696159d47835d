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

from figures.models import CurrentFigure, Figure, Frozen, Restatement, RollUp, Source

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


def write(rollup: RollUp, rows: Iterable[Row]) -> None:
    """Add the figures, known since the roll-up has finished, and make them the current ones."""
    same = (Source.RECORDS.value, "", rollup.finished_at, rollup.pk, "", False, "", "")
    _insert(row + same for row in rows)
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


def _list_restated(rollup: RollUp) -> None:
    """Of the figures that somebody stood by, the new ones say something else: the cause is the reason."""
    key = _columns(Figure, KEY)
    frozen = f"SELECT DISTINCT {key} FROM {_table(Frozen)}"  # noqa: S608
    same = " AND ".join(f"{{0}}.{_column(Figure, name)} = new.{_column(Figure, name)}" for name in KEY)
    statement = (
        f"INSERT INTO {_table(Restatement)} ({_columns(Restatement, ['figure', 'before', 'reason'])}) "  # noqa: S608
        f"SELECT new.{_column(Figure, 'id')}, held.{_column(CurrentFigure, 'figure')}, "
        f"new.{_column(Figure, 'cause')} FROM {_table(Figure)} new "
        f"JOIN ({frozen}) stood ON {same.format('stood')} "
        f"JOIN {_table(CurrentFigure)} held ON {same.format('held')} "
        f"WHERE new.{_column(Figure, 'rollup')} = %s"
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


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(model: type[models.Model], names: Iterable[str]) -> str:
    return ", ".join(_column(model, name) for name in names)


def _column(model: type[models.Model], name: str) -> str:
    return connection.ops.quote_name(_field(model, name).column)


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)
