"""A file of the sections of the report."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from core.importing.changes import Changes, compare, filled
from core.importing.headings import fold
from core.importing.held import Held
from core.importing.keys import once
from core.importing.problems import Problem, Problems
from core.importing.rows import Row
from core.importing.scope import Scope
from indicators.imports.names import taken
from indicators.imports.values import Position, SectionSlug, Several, joined
from indicators.models import Section, SectionName


class SectionRow(Row):
    """One section, its place in the report, and what files call it."""

    section: SectionSlug
    name: Annotated[str, Field(max_length=120)]
    position: Position
    outcome: Annotated[str, Field(max_length=2000)] = ""
    also_called: Several = ()

    @property
    def names(self) -> tuple[str, ...]:
        """By which files know it: its own and the others."""
        return (self.name, *self.also_called)


@dataclass(frozen=True)
class KnownSections:
    """The sections there are, by slug, and whose each name is."""

    records: dict[Hashable, Held]
    names: dict[str, str]


def known_sections(scope: Scope[SectionRow]) -> KnownSections:
    """Everything that rows are checked against, in two queries; locked for a taking."""
    if scope.lock:
        list(Section.objects.select_for_update().order_by("pk").values_list("pk"))
    called: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for slug, name, folded in SectionName.objects.values_list("section__slug", "name", "folded"):
        called.setdefault(slug, []).append(name)
        names[folded] = slug
    records: dict[Hashable, Held] = {}
    for section in Section.objects.all():
        said = {
            "name": section.name,
            "position": section.position,
            "outcome": section.outcome,
            "also_called": sorted(called.get(section.slug, []), key=str.casefold),
        }
        records[section.slug] = Held(section.pk, said)
    return KnownSections(records, names)


def check_sections(rows: Sequence[SectionRow], known: KnownSections, problems: Problems) -> list[SectionRow]:
    """The good rows: one a section, each with names and a place of its own."""
    same = once(rows, lambda row: row.section, "section", problems)
    good = [filled(row, known.records.get(row.section), {"outcome": "outcome"}) for row in same]
    wrong = [
        *taken(
            good,
            column="section",
            whose=lambda row: row.section,
            names=lambda row: row.names,
            known=known.names,
        ),
        *_places(good, known),
    ]
    problems.add_all(wrong)
    spoilt = {problem.row for problem in wrong}
    return [row for row in good if row.number not in spoilt]


def _places(rows: Sequence[SectionRow], known: KnownSections) -> Iterator[Problem]:
    """Of the sections as they would be, no two are in one place, nor called the same."""
    would = {
        slug: (held.values["position"], fold(held.values["name"])) for slug, held in known.records.items()
    }
    would |= {row.section: (row.position, fold(row.name)) for row in rows}
    places, names = Counter(each[0] for each in would.values()), Counter(each[1] for each in would.values())
    for row in rows:
        if places[row.position] > 1:
            words = "A place of its own in the report; another section is there."
            yield Problem(row.number, "position", str(row.position), words)
        if names[fold(row.name)] > 1:
            yield Problem(row.number, "name", row.name, "A name of its own; another section is called so.")


def plan_sections(rows: Sequence[SectionRow], known: KnownSections) -> Changes[SectionRow]:
    """What the rows add and correct. Names by which files know a section are only added."""

    def values(row: SectionRow) -> dict[str, Any]:
        held = known.records.get(row.section)
        called = held.values["also_called"] if held else []
        return {
            "name": row.name,
            "position": row.position,
            "outcome": row.outcome,
            "also_called": joined(called, row.names),
        }

    return compare(
        rows, known.records, key=lambda row: row.section, label=lambda row: row.name, values=values
    )
