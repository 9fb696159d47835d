"""The figures of many months as the database has them: hundreds of thousands, so no row becomes an object.

Each number and each moment is turned into what it is once, however often it is there.
"""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any, cast

from django.db import connection
from django.db.models import CharField, Count, F, Max, Q, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, TruncDate

from core import clock
from figures.models import CurrentFigure, Figure
from indicators.api.feed.named import NOTHING, Amount

AT_ONCE = 5_000
FEW = 36
"""More months than so many are read by going through the whole table: faster than jumping about in it."""

DAY = len("2023-10-16")
MONTH, INDICATOR, PLACE, SOURCE, NUMERATOR, DENOMINATOR, VALUE, MISSING, KNOWN = range(9)
Row = tuple[Any, ...]
Held = dict[str, dict[tuple[int, str], dict[int, Row]]]
"""By month (as text), indicator and source, place."""


class Amounts(dict[Any, Amount]):
    """The amount of each number, as the database hands it over."""

    def __missing__(self, raw: Any) -> Amount:
        self[raw] = found = NOTHING if raw is None else Amount(_decimal(raw))
        return found


class Days(dict[Any, str]):
    """The day in London of each moment, as the database hands it over."""

    def __missing__(self, raw: Any) -> str:
        self[raw] = found = raw if len(raw) == DAY else _day(raw)
        return found


def _day(raw: str) -> str:
    moment = _converted(Figure._meta.get_field("known_at"), raw)
    return str(moment.astimezone(clock.LONDON).date())


def _decimal(raw: Any) -> Decimal:
    if isinstance(raw, str):
        return Decimal(raw)
    return cast(Decimal, _converted(Figure._meta.get_field("value"), raw))


def _converted(field: Any, raw: Any) -> Any:
    """What Django makes of it, for a database that has neither decimals nor moments."""
    column = field.get_col(field.model._meta.db_table)
    for convert in connection.ops.get_db_converters(column):
        raw = convert(raw, column, connection)
    return raw


def fingerprints() -> dict[dt.date, str]:
    """Of each month that has figures, what changes when any of them does: one query."""
    rows = (
        CurrentFigure.objects.order_by()
        .values(text=Cast("month", CharField()))  # as text, so that SQLite doesn't jump about by the index
        .annotate(Count("pk"), Sum("figure_id"), Max("figure_id"))
        .values_list("text", "pk__count", "figure_id__sum", "figure_id__max")
    )
    return {dt.date.fromisoformat(row[0]): f"{row[1]}-{row[2]}-{row[3]}" for row in rows}


def read(months: Collection[dt.date], condition: Q, withheld: Collection[Q]) -> Held:
    """The current figures of the months that the condition allows and nobody withholds: one query."""
    rows = CurrentFigure.objects.order_by().filter(condition)
    if len(months) <= FEW:
        rows = rows.filter(month__in=months)
    for each in withheld:
        rows = rows.exclude(each)
    held: Held = {str(month): {} for month in months}
    sql, params = rows.values_list(*_columns()).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while found := cursor.fetchmany(AT_ONCE):
            for row in found:
                month = held.get(row[MONTH])
                if month is not None:
                    month.setdefault((row[INDICATOR], row[SOURCE]), {})[row[PLACE]] = row
    return held


def _columns() -> list[Combinable]:
    """The figure's own, as text: neither database then makes a date or a Decimal of each, over and over.

    SQLite has numbers that Python takes as they are.
    """
    numbers: list[Combinable] = [F(f"figure__{name}") for name in ("numerator", "denominator", "value")]
    known: Combinable = F("figure__known_at")
    if connection.vendor == "postgresql":
        numbers, known = [_text(number) for number in numbers], TruncDate(known, tzinfo=clock.LONDON)
    return [_text(F("month")), *_key(), *numbers, F("figure__missing"), _text(known)]


def _text(what: Combinable) -> Combinable:
    return Cast(what, CharField())


def _key() -> list[F]:
    return [F("indicator_id"), F("place_id"), F("source")]
