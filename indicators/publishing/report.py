"""What the published workbook says: the sections' figures of 13 months, what they mean, and the notes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core import clock, months
from core.history import Actor
from figures.models import Figure, Place
from figures.shown import NOTHING_WAS_KNOWN
from indicators.models import AcceptedWarning, AlsoListed, Kind, Peer, Section, SignOff
from indicators.reading.catalogue import catalogue
from indicators.reading.restatements import restatements
from indicators.reading.standing import Standing, standings

BEFORE = 12
"""How many months stand before the last one: the first is the same month a year before."""


@dataclass(frozen=True)
class Note:
    """Something to be known of an indicator's figure: why it is missing, what is odd, what it was before."""

    indicator: str
    slug: str
    month: dt.date
    kind: str
    says: str


@dataclass(frozen=True)
class SheetOfSection:
    """A section's indicators, in the report's order; those that it shows besides its own among them."""

    name: str
    slug: str
    standings: tuple[Standing, ...]

    def benchmarks(self) -> list[tuple[str, int]]:
        """The peers and years that any of them has a benchmark of: the oldest year first."""
        found = {(each.year, each.peer) for standing in self.standings for each in standing.benchmarks}
        order = {peer: place for place, peer in enumerate(Peer.values)}
        return [(peer, year) for year, peer in sorted(found, key=lambda pair: (pair[0], order[pair[1]]))]


@dataclass(frozen=True)
class Report:
    """The whole workbook, before it is one."""

    month: dt.date
    signed: SignOff | None
    at: dt.datetime
    sections: tuple[SheetOfSection, ...]
    notes: tuple[Note, ...]

    @property
    def span(self) -> list[dt.date]:
        """The 13 months."""
        return list(months.span(months.minus_months(self.month, BEFORE), self.month))


def report(user: Actor, month: dt.date) -> Report:
    """The whole service's figures up to the month, as the user may see them; a fixed number of queries."""
    rows = standings(user, catalogue(month), month, behind=BEFORE)
    notes = (note for found in (_missing(rows, month), _odd(rows), _restated(user, rows)) for note in found)
    signed = SignOff.objects.filter(month=month).first()
    return Report(month, signed, clock.now(), tuple(_sections(rows)), tuple(notes))


def _sections(rows: Sequence[Standing]) -> Iterator[SheetOfSection]:
    shown = {each.indicator.pk: each for each in rows}
    placed = [(each.indicator.section_id, each.indicator.position, each) for each in rows]
    for in_section, indicator, position in AlsoListed.objects.values_list("section", "indicator", "position"):
        if indicator in shown:
            placed.append((in_section, position, shown[indicator]))
    for section in Section.objects.all():
        own = [(position, each) for of, position, each in placed if of == section.pk]
        held = sorted(own, key=lambda pair: (pair[0], pair[1].indicator.name))
        if held:
            yield SheetOfSection(section.name, section.slug, tuple(each for _, each in held))


def _missing(rows: Sequence[Standing], month: dt.date) -> Iterator[Note]:
    for each in rows:
        for point in each.points.values():
            if point.missing:
                yield _note(each, point.month, "Missing", point.missing.capitalize())
        if each.point is None and each.missing:
            kind = "Held back" if each.is_held_back else "Missing"
            yield _note(each, month, kind, each.missing.capitalize())


def _odd(rows: Sequence[Standing]) -> Iterator[Note]:
    """Warnings that somebody accepted, of the figures that are shown."""
    shown = {point.figure_id: (each, point.month) for each in rows for point in each.points.values()}
    for warning in AcceptedWarning.objects.filter(figure__in=shown):
        each, month = shown[warning.figure_id or 0]
        yield _note(each, month, "Checked", f"{warning.says} Accepted: {warning.reason}")


def _restated(user: Any, rows: Sequence[Standing]) -> Iterator[Note]:
    """What these months' figures of the whole service were, before they were others."""
    by_pk = {each.indicator.pk: each for each in rows}
    span = {month for each in rows for month in each.points}
    found = restatements(user).filter(
        figure__place__kind=Place.Kind.SERVICE, figure__month__in=span, figure__indicator__in=by_pk
    )
    for restatement in found:
        figure, before = restatement.figure, restatement.before
        each = by_pk[figure.indicator_id]
        if figure.source == each.indicator.headline:
            was, now = (_words(each, one) for one in (before, figure))
            yield _note(each, figure.month, "Restated", f"{was} before, {now} since. {restatement.reason}")


def _words(each: Standing, figure: Figure | None) -> str:
    return each.indicator.shown(figure.value, figure.missing) if figure else NOTHING_WAS_KNOWN.capitalize()


def _note(each: Standing, month: dt.date, kind: str, says: str) -> Note:
    return Note(each.indicator.name, each.indicator.slug, month, kind, says)


def is_percentage(each: Standing) -> bool:
    """Whether its figures are per cent."""
    return each.indicator.kind == Kind.PERCENTAGE
