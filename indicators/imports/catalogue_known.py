"""What the rows of a file of the catalogue are checked against and compared with."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from core.importing.held import Held
from core.importing.scope import Scope
from figures.models import Indicator
from indicators.imports.catalogue import CatalogueRow
from indicators.models import AlsoListed, Entry, IndicatorName, Section


@dataclass(frozen=True)
class KnownCatalogue:
    """Sections by slug (number and name), indicators by slug, entries by slug and from, names and lists."""

    sections: dict[str, tuple[int, str]]
    indicators: dict[str, int]
    records: dict[Hashable, Held]
    ends: dict[tuple[str, dt.date], dt.date | None]
    names: dict[str, str]
    called: dict[str, list[str]]
    listed: dict[str, list[str]]

    def section(self, slug: str) -> str:
        """What the section is called."""
        return self.sections[slug][1]


def known_catalogue(scope: Scope[CatalogueRow]) -> KnownCatalogue:
    """All of the catalogue, in five queries; locked for a taking."""
    if scope.lock:
        list(Section.objects.select_for_update().order_by("pk").values_list("pk"))
        list(Entry.objects.select_for_update().order_by("pk").values_list("pk"))
    sections = {slug: (pk, name) for slug, pk, name in Section.objects.values_list("slug", "pk", "name")}
    called: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for slug, name, folded in IndicatorName.objects.values_list("indicator__slug", "name", "folded"):
        called.setdefault(slug, []).append(name)
        names[folded] = slug
    listed: dict[str, list[str]] = {}
    for slug, section in AlsoListed.objects.values_list("indicator__slug", "section__name"):
        listed.setdefault(slug, []).append(section)
    records: dict[Hashable, Held] = {}
    ends: dict[tuple[str, dt.date], dt.date | None] = {}
    for entry in Entry.objects.select_related(
        "indicator", "section", "numerator_indicator", "denominator_indicator"
    ):
        key, slug = (entry.indicator.slug, entry.starts_on), entry.indicator.slug
        records[key] = Held(entry.pk, _said(entry, called.get(slug, []), listed.get(slug, [])))
        ends[key] = entry.ends_on
    indicators = dict(Indicator.objects.values_list("slug", "pk"))
    return KnownCatalogue(sections, indicators, records, ends, names, called, listed)


def _said(entry: Any, called: list[str], listed: list[str]) -> dict[str, Any]:
    said = {name: getattr(entry, name) for name in Entry.SAYS}
    parts = {
        name: part.slug if (part := said[name]) else None
        for name in ("numerator_indicator", "denominator_indicator")
    }
    also = {"also_in": sorted(listed), "also_called": sorted(called, key=str.casefold)}
    return {**said, "section": entry.section.name, **parts, **also}
