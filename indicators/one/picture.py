"""Everything that the page of one indicator says, at one place, up to one month."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from core import clock, months
from figures.models import CurrentFigure, Place, Source
from indicators.one.about import About, window
from indicators.one.parts import YEAR, parts
from indicators.reading.catalogue import Listed
from indicators.reading.numbers import Point, at, read
from indicators.reading.standing import BEHIND, Standing, standings
from indicators.rules import windows
from indicators.rules.control import Control, control
from indicators.rules.direction import Direction
from indicators.rules.rag import Rag
from indicators.rules.windows import Part, Spanned

WORDS = {Source.RECORDS.value: "our records", Source.REPORTED.value: "reported"}


@dataclass(frozen=True)
class Row:
    """A month of the table."""

    month: dt.date
    standing: Standing
    place_id: int
    beside: Decimal | None
    """What the other source says of the month."""
    marked: str
    """Why the point is more than chance, if it is."""

    @property
    def slug(self) -> str:
        return self.standing.indicator.slug

    @property
    def value(self) -> Decimal | None:
        return self.standing.value(self.month)

    @property
    def rag(self) -> Rag | None:
        return self.standing.rag

    @property
    def since_last_month(self) -> Direction | None:
        return self.standing.since_last_month

    @property
    def since_last_year(self) -> Direction | None:
        return self.standing.since_last_year

    @property
    def target(self) -> str:
        return self.standing.indicator.shown_aim() if self.standing.aims else ""


@dataclass(frozen=True)
class Picture:
    """An indicator at a place: how it stands in the month, the months before, the other source."""

    about: About
    place: Place
    standing: Standing
    beside: Mapping[dt.date, Point]
    """The other source's."""
    parts: Mapping[dt.date, Part]
    """What the longer windows are summed from."""

    @property
    def month(self) -> dt.date:
        return self.standing.month

    @property
    def indicator(self) -> Listed:
        return self.standing.indicator

    @cached_property
    def months(self) -> list[dt.date]:
        """Those of the chart and the table: as many as the limits are of, from the first that is known."""
        asked = window(self.month, BEHIND)
        known = [month for month in asked if month in self.standing.points]
        return asked[asked.index(known[0]) :] if known else []

    @cached_property
    def control(self) -> Control:
        """The months of the chart, each level judged by itself; the newest is the standing's own."""
        found = [self.standing.points.get(month) for month in self.months]
        values = [None if p is None or p.value is None else float(p.value) for p in found]
        return control(values, self.about.steps_among(self.months), self.indicator.runs)

    def stood(self, month: dt.date) -> Standing:
        """How it stood in an earlier month, by that month's target."""
        now = replace(self.about.listed(month), headline=self.indicator.headline)
        return replace(self.standing, indicator=now, month=month, benchmarks=())

    @cached_property
    def rows(self) -> list[Row]:
        """The months, the newest first."""
        rows = []
        for month, marks in zip(self.months, self.control.marks, strict=True):
            beside = self.beside.get(month)
            other = beside and self.indicator.rounded(beside.value)
            why = ", ".join(sorted({mark.rule.value for mark in marks}))
            rows.append(Row(month, self.stood(month), self.place.pk, other, why))
        return rows[::-1]

    @property
    def from_last_month(self) -> str:
        """'231 in August 2023'."""
        return self._from(1)

    @property
    def from_last_year(self) -> str:
        """The same, of the same month of the year before."""
        return self._from(YEAR)

    def _from(self, ago: int) -> str:
        before = months.minus_months(self.month, ago)
        if self.standing.value(before) is None:
            return ""
        return f"{self.standing.shown(before)} in {months.label(before)}"

    @property
    def windows(self) -> list[dict[str, str]]:
        """Year to date, rolling 12 months and quarter in words: the figure, or why there is none."""
        return [{"name": each.name, "says": self._says(each)} for each in self._spans()]

    def _says(self, each: Spanned) -> str:
        if each.over.value is None:
            return f"Not given: {each.over.why}."
        if self.indicator.is_flow:
            return f"{self.indicator.shown(each.over.value)}, {months.in_words(each.months)}"
        return f"{self.indicator.shown(each.over.value)}, that of the last month, {months.label(self.month)}"

    def _spans(self) -> list[Spanned]:
        return windows.longer(self.parts, self.month, self.indicator.kind, self.indicator.window)

    @property
    def other_source(self) -> str:
        """The source whose figures are not shown."""
        return _other(self.indicator.headline)

    @property
    def sources(self) -> str:
        """'Reported says 42, our records 42: no difference.'; blank where one of them says nothing."""
        ours, theirs = self.standing.value(self.month), self.beside.get(self.month)
        other = theirs and self.indicator.rounded(theirs.value)
        if ours is None or other is None:
            return ""
        says = {self.indicator.headline: ours, self.other_source: other}
        reported, records = says[Source.REPORTED.value], says[Source.RECORDS.value]
        shown = self.indicator.shown
        gap = f"a difference of {shown(abs(reported - records))}" if reported != records else "no difference"
        return f"Reported says {shown(reported)}, our records {shown(records)}: {gap}."


def _other(source: str) -> str:
    return (Source.RECORDS if source == Source.REPORTED else Source.REPORTED).value


def newest(user: Any, about: About, place: Place) -> dt.date:
    """The newest month of which its headline source knows something there, of those that are over; else the
    last of them."""
    full = months.last_full(clock.today())
    found = (
        CurrentFigure.objects.visible_to(user)
        .filter(indicator=about.indicator, place=place, source=about.entry(full).headline, month__lte=full)
        .order_by("-month")
        .values_list("month", flat=True)
        .first()
    )
    return found or full


def picture(user: Any, about: About, place: Place, month: dt.date) -> Picture:
    """Read what the page shows."""
    now = about.listed(month)
    whole = place.kind == Place.Kind.SERVICE
    where = at(place.pk)
    [standing] = standings(user, [now], month, where, behind=BEHIND + YEAR)
    other = replace(now, headline=_other(now.headline))
    beside = read(user, [other], where, months.minus_months(month, BEHIND), month)
    summed = parts(user, about.entry(month), now, where, standing.points, month)
    return Picture(about, place, replace(standing, whole_service=whole), beside.get(now.pk, {}), summed)
