"""What the catalogue can be filtered by."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.importing.headings import fold
from core.tables import RowFilters, choices_of
from indicators.catalogue.rows import CatalogueRow

WITH, WITHOUT = "with", "without"


class CatalogueFilters(RowFilters):
    """Section, kind, polarity, who counts it, target, state; words of its name or reference."""

    def fields(self, rows: Sequence[CatalogueRow]) -> dict[str, forms.Field]:
        return {
            "words": forms.CharField(
                label="Name or reference", required=False, max_length=200, help_text="Or a part of it."
            ),
            "section": _choice("Section", _sections(rows)),
            "kind": _choice("Kind", choices_of(rows, "kind", "kind")),
            "window": _choice("Window", choices_of(rows, "window", "window")),
            "polarity": _choice("Polarity", choices_of(rows, "polarity", "polarity")),
            "counted": _choice("Counted by", choices_of(rows, "counted", "counted")),
            "headline": _choice("Headline source", choices_of(rows, "headline", "headline")),
            "target": _choice("Target", [(WITH, "With a target"), (WITHOUT, "Without a target")]),
            "state": _choice("State", choices_of(rows, "state", "state")),
        }

    def passes(self, name: str, row: Any, value: Any) -> bool:
        if name == "words":
            return fold(value) in fold(row.name) or value.strip().casefold() == row.reference.casefold()
        if name == "target":
            return bool(row.target) == (value == WITH)
        return super().passes(name, row, value)


def _sections(rows: Sequence[CatalogueRow]) -> list[tuple[str, str]]:
    """Those that there are, as the report orders them."""
    places = {row.section: row.section_place for row in rows}
    return [(name, name) for name in sorted(places, key=lambda name: places[name])]


def _choice(label: str, choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", ""), *choices])
