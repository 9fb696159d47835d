"""A file of what the indicators are, from a month on."""

import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator, Field

from core.importing.rows import Row
from core.importing.values import Accepts, OneOf
from core.periods import ALWAYS
from figures.models import Source
from indicators.imports.values import Month, Position, SectionSlug, Several, Slug, whole
from indicators.models import Frequency, Kind, PolarityChoices, Window

_KINDS, _WINDOWS = OneOf(tuple(Kind.values)), OneOf(tuple(Window.values))
_POLARITIES, _SOURCES = OneOf(tuple(PolarityChoices.values)), OneOf(tuple(Source.values))
_FREQUENCIES = OneOf(tuple(Frequency.values))
_SECTIONS = Accepts("slugs of sections, with ' | ' between them where there are several")
Words = Annotated[str, Field(max_length=400)]
MOST_DECIMALS = 6
Decimals = Annotated[
    int, BeforeValidator(whole), Field(le=MOST_DECIMALS), Accepts("how many decimals are shown, 0 to 6")
]


class CatalogueRow(Row):
    """What an indicator is from a month on, until the next row of it, or another definition, begins."""

    indicator: Slug
    name: Annotated[str, Field(max_length=200)]
    section: SectionSlug
    position: Position
    reference: Annotated[str, Field(max_length=20)] = ""
    kind: Annotated[str, BeforeValidator(_KINDS), _KINDS.accepts] = ""
    window: Annotated[str, BeforeValidator(_WINDOWS), _WINDOWS.accepts]
    unit: Annotated[str, Field(max_length=40)] = ""
    decimals: Decimals | None = None
    polarity: Annotated[str, BeforeValidator(_POLARITIES), _POLARITIES.accepts] = ""
    headline: Annotated[str, BeforeValidator(_SOURCES), _SOURCES.accepts]
    numerator: Words = ""
    denominator: Words = ""
    source: Words = ""
    clock: Words = ""
    exclusions: Words = ""
    owner: Annotated[str, Field(max_length=120)] = ""
    frequency: Annotated[str, BeforeValidator(_FREQUENCIES), _FREQUENCIES.accepts] = Frequency.MONTHLY.value
    numerator_indicator: Slug | None = None
    denominator_indicator: Slug | None = None
    also_in: Annotated[Several, _SECTIONS] = ()
    also_called: Several = ()
    starts_on: Month = Field(ALWAYS, alias="from")

    @property
    def names(self) -> tuple[str, ...]:
        """By which files know it: its own and the others."""
        return (self.name, *self.also_called)

    @property
    def key(self) -> tuple[str, dt.date]:
        """Indicator and from."""
        return self.indicator, self.starts_on

    @property
    def parts(self) -> dict[str, str]:
        """The indicators of which it is made, by column."""
        named = {
            "numerator_indicator": self.numerator_indicator,
            "denominator_indicator": self.denominator_indicator,
        }
        return {column: slug for column, slug in named.items() if slug}


MAY_BE_MISSING = {
    name: name
    for name in (
        *("reference", "kind", "unit", "decimals", "polarity", "numerator", "denominator", "source", "clock"),
        *("exclusions", "owner", "frequency", "numerator_indicator", "denominator_indicator"),
    )
}
"""The columns of which a file may say nothing; what is recorded then stays."""
