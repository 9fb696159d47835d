"""What files of the catalogue change. Called by `core.importing.actions.take`, which has checked the rows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F

from core.history import Actor, action
from core.importing.changes import Changes
from core.importing.importer import Source
from core.importing.lines import record_each
from figures.models import Indicator
from indicators.imports.catalogue import CatalogueRow
from indicators.imports.catalogue_known import KnownCatalogue
from indicators.imports.populations import KnownPopulations, PopulationRow
from indicators.imports.sections import KnownSections, SectionRow
from indicators.imports.targets import KnownTargets, TargetRow
from indicators.models import (
    AlsoListed,
    Entry,
    IndicatorName,
    Population,
    Section,
    SectionName,
    Target,
)
from indicators.rules.called import folded
from organisation import rules
from organisation.rules import Span
from organisation.telling import ending, tell

APART = 20_000
"""Beyond every place in the report: there sections wait that change places with each other."""


@action
def write_sections(*, by: Actor, changes: Changes[SectionRow], known: KnownSections, source: Source) -> None:
    """Add and correct sections, and the names by which files know them."""
    pks = [change.pk for change in changes.corrected if change.pk]
    Section.objects.filter(pk__in=pks).update(position=F("position") + APART)
    sections = {section.pk: section for section in Section.objects.filter(pk__in=pks)}
    found: dict[Any, Section] = {}
    for change in changes.all:
        row = change.row
        section = sections[change.pk] if change.pk else Section(slug=row.section)
        section.name, section.position, section.outcome = row.name, row.position, row.outcome
        section.save()
        found[row.section] = section
        new = [name for name in row.names if folded(name) not in known.names]
        unique = {folded(name): name for name in reversed(new)}
        SectionName.objects.bulk_create(
            SectionName(section=section, name=name, folded=key) for key, name in unique.items()
        )
    record_each(by=by, changes=changes, subject=lambda key: found[key], source=source)


@action
def write_populations(
    *, by: Actor, changes: Changes[PopulationRow], known: KnownPopulations, source: Source
) -> None:
    """Add and correct how many children there are."""
    found: dict[Any, Population] = {}
    for change in changes.all:
        row = change.row
        found[row.year] = Population(pk=change.pk, year=row.year, under_18=row.under_18, source=row.source)
        found[row.year].save()
    record_each(by=by, changes=changes, subject=lambda key: found[key], source=source, what="a year of")


@action
def write_targets(*, by: Actor, changes: Changes[TargetRow], known: KnownTargets, source: Source) -> None:
    """Correct and add targets."""
    pks = known.indicators

    def made(row: TargetRow, pk: int | None) -> Target:
        said = {name: getattr(row, name) for name in Target.SAYS}
        days = {"starts_on": row.starts_on, "ends_on": row.ends_on}
        return Target(pk=pk, indicator_id=pks[row.indicator], **said, **days)

    # Those that end earlier than they did go first: others begin where they end.
    corrected = sorted(changes.corrected, key=lambda each: each.row.ends_on or dt.date.max)
    for change in corrected:
        made(change.row, change.pk).save()
    Target.objects.bulk_create(made(change.row, None) for change in changes.added)
    record_each(
        by=by,
        changes=changes,
        subject=lambda key: Indicator(pk=pks[key[0]], slug=key[0]),
        source=source,
        what="a target of",
    )


@action
def write_catalogue(
    *, by: Actor, changes: Changes[CatalogueRow], known: KnownCatalogue, source: Source
) -> None:
    """Add and correct definitions; one from a month on closes the one that holds in that month."""
    rows = [change.row for change in changes.all]
    indicators = _indicators(rows)
    spans = _closed(by, [change.row for change in changes.added], known, source)
    kept = [made(change.row, change.pk, known, indicators) for change in changes.corrected]
    Entry.objects.bulk_update(kept, Entry.SAYS)
    new = [made(change.row, None, known, indicators) for change in changes.added]
    for entry in new:
        entry.ends_on = spans[entry.indicator.slug, entry.starts_on]
    Entry.objects.bulk_create(new)
    _names(rows, known, indicators)
    _lists(rows, known, indicators)
    record_each(
        by=by,
        changes=changes,
        subject=lambda key: indicators[key[0]],
        source=source,
        what="the definition of",
    )


def _indicators(rows: Iterable[CatalogueRow]) -> dict[str, Indicator]:
    """The rows' indicators and those of which they are made, by slug; new ones begin here."""
    slugs = {slug for row in rows for slug in (row.indicator, *row.parts.values())}
    there = set(Indicator.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    new = (Indicator(slug=slug) for slug in sorted(slugs - there))
    Indicator.objects.bulk_create(new, ignore_conflicts=True)
    return {each.slug: each for each in Indicator.objects.filter(slug__in=slugs)}


def _closed(
    by: Actor, added: Iterable[CatalogueRow], known: KnownCatalogue, source: Source
) -> dict[tuple[str, dt.date], dt.date | None]:
    """The first month without each new definition; those that it closes end where it begins."""
    spans: dict[str, dict[dt.date, dt.date | None]] = defaultdict(dict)
    for (slug, starts_on), ends_on in known.ends.items():
        spans[slug][starts_on] = ends_on
    for row in sorted(added, key=lambda row: row.starts_on):
        own = spans[row.indicator]
        periods = [Span(begins, ends) for begins, ends in own.items()]
        place, until = rules.held_at(periods, row.starts_on), rules.until(periods, row.starts_on)
        if place is not None:
            own[periods[place].starts_on] = row.starts_on
            _close(by, known, (row.indicator, periods[place].starts_on), row.starts_on, source)
        own[row.starts_on] = until
    return {(slug, begins): ends for slug, own in spans.items() for begins, ends in own.items()}


def _close(by: Actor, known: KnownCatalogue, key: tuple[str, dt.date], on: dt.date, source: Source) -> None:
    held = known.records.get(key)
    if held is None:
        return  # of the same file: it is written with its end
    entry = Entry.objects.select_related("indicator").get(pk=held.pk)
    before = ending(entry)
    entry.ends_on = on
    entry.save(update_fields=["ends_on"])
    tell("ended", entry, by=by, before=before, after=ending(entry), reason=source.reason)


def made(row: CatalogueRow, pk: int | None, known: KnownCatalogue, indicators: dict[str, Indicator]) -> Entry:
    """The row as an entry."""
    said = {name: getattr(row, name) for name in Entry.SAYS}
    said["section_id"] = known.sections[said.pop("section")][0]
    for column in ("numerator_indicator", "denominator_indicator"):
        said[column] = indicators[said[column]] if said[column] else None
    return Entry(pk=pk, indicator=indicators[row.indicator], starts_on=row.starts_on, **said)


def _names(rows: Iterable[CatalogueRow], known: KnownCatalogue, indicators: dict[str, Indicator]) -> None:
    new = {folded(name): (row.indicator, name) for row in rows for name in reversed(row.names)}
    IndicatorName.objects.bulk_create(
        IndicatorName(indicator=indicators[slug], name=name, folded=key)
        for key, (slug, name) in new.items()
        if key not in known.names
    )


def _lists(rows: Iterable[CatalogueRow], known: KnownCatalogue, indicators: dict[str, Indicator]) -> None:
    new = {
        (row.indicator, slug): row.position
        for row in rows
        for slug in row.also_in
        if known.section(slug) not in known.listed.get(row.indicator, [])
    }
    AlsoListed.objects.bulk_create(
        AlsoListed(indicator=indicators[slug], section_id=known.sections[section][0], position=position)
        for (slug, section), position in new.items()
    )
