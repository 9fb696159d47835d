"""The catalogue's rows: what an indicator is this month, or was last, or will be first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from figures import registry
from figures.models import Source
from figures.registry import Measure
from indicators.models import AlsoListed, Entry, Kind, PolarityChoices, Section, Window
from indicators.reading.catalogue import Listed, entries, known, listed

IN_FORCE, PLANNED, ENDED = "In force", "Planned", "Ended"
COLOURS = {IN_FORCE: "green", PLANNED: "blue", ENDED: "grey"}
OURS, IMPORTED = "Our own measure", "Imported"


def state(row: Any, month: dt.date) -> str:
    """Whether a dated record is in force in the month, planned or ended."""
    if row.starts_on > month:
        return PLANNED
    return ENDED if row.ends_on is not None and row.ends_on <= month else IN_FORCE


@dataclass(frozen=True)
class CatalogueRow:
    """One indicator, in words."""

    listed: Listed
    section: str
    section_place: int
    state: str

    @property
    def name(self) -> str:
        return self.listed.name

    @property
    def slug(self) -> str:
        return self.listed.slug

    @property
    def reference(self) -> str:
        return self.listed.reference

    @property
    def kind(self) -> str:
        return str(Kind(self.listed.kind).label)

    @property
    def window(self) -> str:
        return str(Window(self.listed.window).label)

    @property
    def unit(self) -> str:
        return self.listed.unit

    @property
    def polarity(self) -> str:
        return str(PolarityChoices(self.listed.polarity).label)

    @property
    def counted(self) -> str:
        """Whether a measure of ours counts it."""
        return OURS if self.listed.ours else IMPORTED

    @property
    def headline(self) -> str:
        """Which source's figures are shown."""
        return str(Source(self.listed.headline).label)

    @property
    def target(self) -> str:
        """What it is to reach; blank where there is no target."""
        words = self.listed.shown_aim()
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def place(self) -> tuple[int, int, str]:
        """Where the report has it."""
        return self.section_place, self.listed.position, self.name

    def get_absolute_url(self) -> str:
        return reverse("catalogue_entry", args=[self.slug])


def rows(month: dt.date) -> list[CatalogueRow]:
    """Every indicator that the catalogue has or had, as the report orders them: one query."""
    return [_row(entry, month) for entry in known(month)]


def of_section(month: dt.date, section: Section) -> list[CatalogueRow]:
    """The indicators that the report shows in a section in the month, its own and others: one query."""
    also = AlsoListed.objects.filter(section=section).values("indicator")
    shown = entries(month).filter(Q(section=section) | Q(indicator__in=also))
    return [_row(entry, month) for entry in shown]


def _row(entry: Any, month: dt.date) -> CatalogueRow:
    section = entry.section
    return CatalogueRow(listed(entry), section.name, section.position, state(entry, month))


def not_in_the_catalogue() -> list[Measure]:
    """The measures of ours that no definition was ever given for: one query."""
    there = set(Entry.objects.order_by().values_list("indicator__slug", flat=True))
    return [measure for measure in registry.measures() if measure.slug not in there]
