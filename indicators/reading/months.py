"""A month of the report: its sections, what of them is confirmed, what moved since, what is missing."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from core.history import Service
from figures import registry
from figures.models import CurrentFigure, Figure
from indicators.models import Section, SectionMonth, SignOff
from indicators.reading.catalogue import Listed, entries, listed
from indicators.reading.numbers import WHOLE_SERVICE
from indicators.rules.signing import Content, changed, digest_of, is_due

NOT_KNOWN = "nothing is known of it"


@dataclass(frozen=True)
class Headline:
    """An indicator of a section, and what is known of the whole service in the month."""

    indicator: Listed
    is_due: bool
    figure_id: int | None
    content: Content | None
    held_back: bool = False
    """Whether the figure is withheld from the reader."""

    @property
    def why_missing(self) -> str:
        """Blank where there is a value, or none is due in the month."""
        if self.content is None:
            return NOT_KNOWN if self.is_due else ""
        return self.content.missing


@dataclass(frozen=True)
class SectionState:
    """How far one section's month is. What is held back from the reader is in no list that names figures."""

    section: Section
    month: dt.date
    row: SectionMonth | None
    figures: tuple[Headline, ...]
    confirmed: Mapping[int, Content]

    @cached_property
    def digest(self) -> str:
        """Of its figures as they are now."""
        return digest_of(self._now)

    @property
    def is_analysed(self) -> bool:
        """Whether anything is written."""
        return bool(self.row and self.row.analysis)

    @property
    def is_confirmed(self) -> bool:
        """Whether its figures were confirmed, as they are now or as they were."""
        return bool(self.row and self.row.confirmed_at)

    @property
    def is_up_to_date(self) -> bool:
        """Whether its figures are confirmed as they are now."""
        return bool(self.row and self.row.confirmed_figures == self.digest)

    @cached_property
    def moved(self) -> list[Headline]:
        """The figures that changed since they were confirmed, as far as the reader may know."""
        if not self.is_confirmed or self.is_up_to_date:
            return []
        pks = changed(self.confirmed, self._now)
        return [each for each in self.figures if each.indicator.pk in pks and not each.held_back]

    @property
    def missing(self) -> list[Headline]:
        """The figures without a value, as far as the reader may know."""
        return [each for each in self.figures if each.why_missing and not each.held_back]

    @property
    def held_back(self) -> int:
        """How many figures are withheld from the reader."""
        return sum(each.held_back for each in self.figures)

    @property
    def figure_ids(self) -> list[int]:
        """The figures as they are now, by number."""
        return [each.figure_id for each in self.figures if each.figure_id is not None]

    @property
    def standing(self) -> str:
        """In words: 'Confirmed', 'Not confirmed', '2 figures changed since'."""
        if self.is_up_to_date:
            return "Confirmed"
        return self.changed_since.capitalize() or "Not confirmed"

    @property
    def changed_since(self) -> str:
        """'2 figures changed since'; blank where they are confirmed as they are now, or never were."""
        if not self.is_confirmed or self.is_up_to_date:
            return ""
        many = len(self.moved)
        return f"{many or 'some'} {'figure' if many == 1 else 'figures'} changed since"

    @property
    def _now(self) -> dict[int, Content]:
        return {each.indicator.pk: each.content for each in self.figures if each.content is not None}


@dataclass(frozen=True)
class MonthState:
    """How far a month is."""

    month: dt.date
    sections: tuple[SectionState, ...]
    signed: SignOff | None
    rows: Mapping[int, SectionMonth]
    """What was written and confirmed, by section."""

    @property
    def open(self) -> list[SectionState]:
        """The sections that are not confirmed as their figures are now."""
        return [each for each in self.sections if not each.is_up_to_date]

    @property
    def missing(self) -> list[Headline]:
        """The figures without a value, in the report's order."""
        return [figure for each in self.sections for figure in each.missing]

    @property
    def held_back(self) -> int:
        """How many figures are withheld from the reader."""
        return sum(each.held_back for each in self.sections)

    def section(self, section: Section) -> SectionState:
        """One of them; one without an indicator in the month has nothing to be confirmed."""
        found = [each for each in self.sections if each.section.pk == section.pk]
        if found:
            return found[0]
        return SectionState(section, self.month, self.rows.get(section.pk), (), {})


def headlines(indicators: Iterable[Listed], month: dt.date) -> Q:
    """The condition that a current figure is of the month and the headline source of one of these."""
    found = Q(pk__in=[])
    every = list(indicators)
    for source in sorted({each.headline for each in every}):
        found |= Q(source=source, indicator__in=[each.pk for each in every if each.headline == source])
    return Q(month=month) & found


def withheld_slugs(user: Any, month: dt.date) -> frozenset[str]:
    """The indicators whose figures of the month are held back from the reader; from a process none is."""
    if isinstance(user, Service):
        return frozenset()
    held = (slugs for slugs, months in registry.withheld(user) if month in months)
    return frozenset().union(*held)


def month_state(user: Any, month: dt.date, *sections: Section) -> MonthState:
    """How far the month is, or some sections of it, for this reader: six queries, and what is withheld."""
    wanted = Q(section__in=[each.pk for each in sections]) if sections else Q()
    known = list(entries(month).select_related("indicator", "section__owner").filter(wanted))
    of_section: dict[Section, list[Headline]] = {}
    now = _current([listed(entry) for entry in known], month)
    hidden = withheld_slugs(user, month)
    for entry in known:
        figure, content = now.get(entry.indicator_id, (None, None))
        due, is_hidden = is_due(entry.frequency, month), entry.indicator.slug in hidden
        line = Headline(listed(entry), due, figure, content, is_hidden)
        of_section.setdefault(entry.section, []).append(line)
    rows = {row.section_id: row for row in SectionMonth.objects.filter(month=month)}
    confirmed = _confirmed(rows.values())
    states = [
        SectionState(section, month, row := rows.get(section.pk), tuple(lines), _of(row, confirmed))
        for section, lines in of_section.items()
    ]
    return MonthState(month, tuple(states), SignOff.objects.filter(month=month).first(), rows)


def _of(row: SectionMonth | None, confirmed: dict[int, tuple[int, Content]]) -> dict[int, Content]:
    return dict(confirmed[pk] for pk in row.confirmed_each if pk in confirmed) if row else {}


CONTENT = ("value", "numerator", "denominator", "missing")


def _current(indicators: list[Listed], month: dt.date) -> dict[int, tuple[int, Content]]:
    """By indicator, the current figure of the whole service and what it says."""
    rows = CurrentFigure.objects.filter(headlines(indicators, month), WHOLE_SERVICE)
    said = rows.values_list("indicator_id", "figure_id", *(f"figure__{name}" for name in CONTENT))
    return {pk: (figure, Content(*content)) for pk, figure, *content in said}


def _confirmed(rows: Iterable[SectionMonth]) -> dict[int, tuple[int, Content]]:
    """By number, the figures that were confirmed: of which indicator, and what each said."""
    numbers = [pk for row in rows for pk in row.confirmed_each]
    said = Figure.objects.filter(pk__in=numbers).values_list("pk", "indicator_id", *CONTENT)
    return {pk: (indicator, Content(*content)) for pk, indicator, *content in said}
