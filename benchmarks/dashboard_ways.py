"""The dashboard's table three ways: ours as it is taken away, the ORM a cell at a time, a pandas pivot.

Each answers the same rows of texts: section, reference, indicator, thirteen figures, target, RAG, direction
against the last month and against the same month of the last year.
"""

import csv
import datetime as dt
import io
import warnings
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from core import months
from figures.models import CurrentFigure, Figure, Place
from indicators.models import Entry, Target
from indicators.rules.direction import direction
from indicators.rules.rag import rag

Table = list[list[str]]
WORDS = {"<": "below", "<=": "at most", "=": "exactly", ">=": "at least", ">": "above"}


def ours(client: Any) -> Table:
    """The file that the page offers."""
    answer = client.get("/performance/thirteen-months/?export=csv")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def orm(last: dt.date) -> Table:
    """As it is written first: a query for each cell and each target."""
    span = list(months.span(months.minus_months(last, 12), last))
    place = Place.objects.get(kind="service")
    table = []
    for entry in Entry.objects.in_month(last).in_order():
        figures = [_figure(entry, place, month) for month in span]
        target = Target.objects.on(last).filter(indicator=entry.indicator).first()
        row = [None if f is None else _rounded(f.value, entry.decimals) for f in figures]
        cells = [f.missing if f and v is None else _text(v) for f, v in zip(figures, row, strict=True)]
        start = [entry.section.name, entry.reference, entry.name]
        table.append([*start, *cells, *_judged(entry, target, row)])
    return table


def _figure(entry: Any, place: Place, month: dt.date) -> Figure | None:
    current = CurrentFigure.objects.filter(
        indicator=entry.indicator, place=place, month=month, source=entry.headline
    ).first()
    return current.figure if current else None


def pivot(opened: Any, last: dt.date) -> Table:
    """As a notebook has it: everything of the whole service read, one source taken, pivoted, then judged."""
    first = months.minus_months(last, 12)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # pandas would rather have SQLAlchemy
        catalogue = pd.read_sql_query(CATALOGUE, opened)
        figures = pd.read_sql_query(FIGURES.format(first=first, last=last), opened)
    figures["month"] = pd.to_datetime(figures["month"]).dt.strftime("%Y-%m")
    held = figures.merge(catalogue[["indicator_id", "headline"]], on="indicator_id")
    held = held[held["source"] == held["headline"]]
    values = held.pivot(index="indicator_id", columns="month", values="value")
    missing = held.pivot(index="indicator_id", columns="month", values="missing")
    table = []
    for each in catalogue.sort_values(["part", "position"]).itertuples():
        known = zip(values.loc[each.indicator_id], missing.loc[each.indicator_id], strict=True)
        pairs = [(None if pd.isna(v) else _rounded(Decimal(str(v)), each.decimals), why) for v, why in known]
        row = [value for value, _ in pairs]
        cells = [why if value is None else _text(value) for value, why in pairs]
        target = None if pd.isna(each.goal) else _Goal(each)
        table.append([each.section, each.reference, each.name, *cells, *_judged(each, target, row)])
    return table


CATALOGUE = """
SELECT e.indicator_id, e.headline, e.name, e.reference, e.decimals, e.polarity, e.kind, e.position,
       s.name AS section, s.position AS part, t.operator, t.value AS goal, t.tolerance
FROM indicators_entry e JOIN indicators_section s ON s.id = e.section_id
LEFT JOIN indicators_target t ON t.indicator_id = e.indicator_id
"""
FIGURES = """
SELECT c.indicator_id, c.month, c.source, f.value, f.missing
FROM figures_currentfigure c JOIN figures_figure f ON f.id = c.figure_id
JOIN figures_place p ON p.id = c.place_id
WHERE p.kind = 'service' AND c.month >= '{first}' AND c.month <= '{last}'
"""


class _Goal:
    """A target as the notebook has read it."""

    def __init__(self, row: Any) -> None:
        self.operator, self.value = row.operator, Decimal(str(row.goal))
        self.tolerance = None if pd.isna(row.tolerance) else Decimal(str(row.tolerance))


def _judged(entry: Any, target: Any, row: list[Decimal | None]) -> list[str]:
    """Target, RAG, both directions; by the product's rules, which are not what is measured."""
    now, month_ago, year_ago = row[-1], row[-2], row[0]
    found = rag(now, target.operator, target.value, target.tolerance, entry.polarity) if target else None
    sign = "%" if entry.kind == "percentage" else ""
    goal = f"{WORDS[target.operator]} {target.value.normalize():,f}{sign}" if target else ""
    ways = [direction(now, before, entry.polarity) for before in (month_ago, year_ago)]
    return [goal, str(found or ""), *(way.in_words if way else "" for way in ways)]


def _rounded(value: Decimal | None, decimals: int) -> Decimal | None:
    if value is None:
        return None
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _text(value: Decimal | None) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}"
