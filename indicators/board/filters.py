"""What the pages of the board can be narrowed to: a place; red, more than chance or missing; a source."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from core.tables import RowFilters
from figures.models import Place, Source
from indicators.board.asked import Asked
from indicators.reading.standing import Standing
from indicators.rules.rag import Rag

RED, SPECIAL, MISSING = "red", "special", "missing"
SHOW = [(RED, "Red"), (SPECIAL, "Changed by more than chance"), (MISSING, "Missing")]
PASSES = {
    RED: lambda standing: standing.rag is Rag.RED,
    SPECIAL: lambda standing: standing.more_than_chance,
    MISSING: lambda standing: standing.is_missing,
}


class PlacedFilters(RowFilters):
    """A place beside what a page is filtered by; the whole service unless one is chosen."""

    view_fields: ClassVar[frozenset[str]] = frozenset({"place"})

    def __init__(self, data: QueryDict, queryset: Sequence[Any], found: Asked) -> None:
        self.found = found
        super().__init__(data, queryset)
        self._name_blank("place", found.choices())

    def _name_blank(self, name: str, choices: list[tuple[str, str]]) -> None:
        """What the first choice means, where that is not 'All'."""
        field: Any = self.form.fields[name]
        field.choices = field.widget.choices = choices

    def fields(self, rows: Sequence[Any]) -> dict[str, forms.Field]:
        return {"place": forms.ChoiceField(label="Place", required=False, choices=self.found.choices())}


class StandingFilters(PlacedFilters):
    """Of indicators: what stands out, and whose figures are shown."""

    def fields(self, rows: Sequence[Standing]) -> dict[str, forms.Field]:
        return {
            **super().fields(rows),
            "show": forms.ChoiceField(label="Only what is", required=False, choices=SHOW),
            "source": forms.ChoiceField(label="Source", required=False, choices=Source.choices),
        }

    def passes(self, name: str, row: Standing, value: Any) -> bool:
        if name == "show":
            return bool(PASSES[value](row))
        return row.indicator.headline == value


class PlaceRowFilters(RowFilters):
    """Of places: service areas or teams, and of which service area."""

    def fields(self, rows: Sequence[Any]) -> dict[str, forms.Field]:
        held = {row.place.kind for row in rows}
        kinds = [choice for choice in Place.Kind.choices if choice[0] in held]
        areas = sorted({row.area for row in rows if row.area})
        return {
            "kind": forms.ChoiceField(label="Kind of place", required=False, choices=kinds),
            "area": forms.ChoiceField(
                label="Service area", required=False, choices=[(area, area) for area in areas]
            ),
        }

    def passes(self, name: str, row: Any, value: Any) -> bool:
        return bool((row.place.kind if name == "kind" else row.area) == value)
