"""Which rows of a file of the catalogue are good, and what they would change. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

from core.importing.changes import Changes, compare, filled
from core.importing.headings import fold
from core.importing.keys import once
from core.importing.problems import Problem, Problems
from core.importing.values import listed
from figures import registry
from figures.models import Source
from figures.registry import Measure
from indicators.imports.catalogue import MAY_BE_MISSING, CatalogueRow
from indicators.imports.catalogue_known import KnownCatalogue
from indicators.imports.names import taken
from indicators.imports.values import from_month, joined
from indicators.models import Entry, Kind, PolarityChoices
from indicators.reading.measures import of_measure


def check_catalogue(
    rows: Sequence[CatalogueRow], known: KnownCatalogue, problems: Problems
) -> list[CatalogueRow]:
    """The good rows: of sections and indicators that are known, with names of their own.

    What a measure of ours says is put into its rows, or is a problem where the file says otherwise.
    """
    same = once(rows, lambda row: row.key, "indicator and from", problems)
    full = [filled(row, known.records.get(row.key), MAY_BE_MISSING) for row in same]
    there = {*known.indicators, *(row.indicator for row in full)}
    wrong = [problem for row in full for problem in _wrong(row, known, there)]
    wrong += taken(
        full,
        column="indicator",
        whose=lambda row: row.indicator,
        names=lambda row: row.names,
        known=known.names,
    )
    problems.add_all(wrong)
    spoilt = {problem.row for problem in wrong}
    return [settled(row) for row in full if row.number not in spoilt]


def _wrong(row: CatalogueRow, known: KnownCatalogue, there: set[str]) -> Iterator[Problem]:
    for column, slugs in (("section", [row.section]), ("also_in", row.also_in)):
        for slug in slugs:
            if slug not in known.sections:
                words = f"{listed(sorted(known.sections))}." if known.sections else "Import sections first."
                yield Problem(row.number, column, slug, f"The slug of a section: {words}")
    if row.section in row.also_in:
        yield Problem(row.number, "also_in", row.section, "Sections besides its own.")
    for column, slug in row.parts.items():
        if slug not in there:
            yield Problem(
                row.number, column, slug, "An indicator that is known, or in this file, by its slug."
            )
    measure = registry.find(row.indicator)
    yield from _of_ours(row, measure) if measure else _of_others(row)


def _of_ours(row: CatalogueRow, measure: Measure) -> Iterator[Problem]:
    """What the measure says need not be said again; if it is, then in its words."""
    for column in of_measure(measure):
        said, own = getattr(row, column), getattr(measure, column)
        if said not in ("", None) and fold(str(said)) != fold(str(own)):
            words = (
                f"Blank, or ‘{own}’ as the measure says." if own != "" else "Blank, as the measure has it."
            )
            yield Problem(row.number, column, str(said), words)


def _of_others(row: CatalogueRow) -> Iterator[Problem]:
    words = "must not be blank, since the indicator is no measure of ours."
    if not row.kind:
        yield Problem(row.number, "kind", "", f"{listed(list(Kind.values)).capitalize()}; it {words}")
    if not row.polarity:
        polarities = listed(list(PolarityChoices.values)).capitalize()
        yield Problem(row.number, "polarity", "", f"{polarities}; it {words}")
    if row.headline == Source.RECORDS:
        accepted = "Reported, since the indicator is no measure of ours: there are no records to count."
        yield Problem(row.number, "headline", row.headline, accepted)


def settled(row: CatalogueRow) -> CatalogueRow:
    """The row with what its measure says, and with whole numbers where nobody asked for decimals."""
    measure = registry.find(row.indicator)
    if measure is None:
        return row.model_copy(update={"decimals": row.decimals or 0})
    return row.model_copy(update=of_measure(measure))


def plan_catalogue(rows: Sequence[CatalogueRow], known: KnownCatalogue) -> Changes[CatalogueRow]:
    """What the rows add and correct. Names and further sections are only added."""

    def values(row: CatalogueRow) -> dict[str, Any]:
        said = {name: getattr(row, name) for name in Entry.SAYS}
        more = [known.section(slug) for slug in row.also_in]
        also = {
            "also_in": sorted({*known.listed.get(row.indicator, []), *more}),
            "also_called": joined(known.called.get(row.indicator, []), row.names),
        }
        return {**said, "section": known.section(row.section), **also}

    return compare(
        rows,
        known.records,
        key=lambda row: row.key,
        label=lambda row: f"{row.name} {from_month(row.starts_on)}",
        values=values,
    )
