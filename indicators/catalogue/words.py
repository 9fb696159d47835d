"""What a definition says, in words: of a measure of ours in the measure's own, so that they can't part."""

import datetime as dt
from typing import Any

from core import months
from core.periods import ALWAYS
from figures import definitions, registry
from indicators.models import Entry
from indicators.reading.catalogue import WORDS
from organisation.telling import plain

Facts = list[tuple[str, str]]
DECIMALS = {0: "whole numbers", 1: "1 decimal"}


def facts(entry: Any) -> dict[str, Facts]:
    """By the key of each part its headings and words; a blank says that nobody said it."""
    return {
        "place": [
            ("Name", entry.name),
            ("Reference", entry.reference),
            ("Section", str(entry.section)),
            ("Place in the section", str(entry.position)),
        ],
        "counting": _counting(entry),
        "words": _words(entry),
        "upkeep": [
            ("Headline source", entry.get_headline_display()),
            ("Owner", entry.owner),
            ("Frequency", entry.get_frequency_display()),
        ],
    }


MEASURE_COUNTING = ("Kind", "Unit", "Polarity")


def _counting(entry: Any) -> Facts:
    measure = registry.find(entry.indicator.slug)
    window = ("Window", entry.get_window_display())
    if measure is not None:
        said = dict(definitions.rows(measure))
        return [window, *((heading, said[heading]) for heading in MEASURE_COUNTING)]
    decimals = DECIMALS.get(entry.decimals, f"{entry.decimals} decimals")
    return [
        window,
        ("Kind", entry.get_kind_display()),
        ("Unit", f"{entry.unit}, shown in {decimals}" if entry.unit else f"Shown in {decimals}"),
        ("Polarity", entry.get_polarity_display()),
    ]


def _words(entry: Any) -> Facts:
    measure = registry.find(entry.indicator.slug)
    if measure is not None:
        said = [row for row in definitions.rows(measure) if row[0] not in MEASURE_COUNTING]
    else:
        said = [
            ("Numerator", entry.numerator),
            ("Denominator", entry.denominator),
            ("Source", entry.source),
        ]
    parts = [
        ("Made of", entry.numerator_indicator),
        ("Divided by", entry.denominator_indicator),
    ]
    return [
        *said,
        ("Counted from and to", entry.clock),
        ("Exclusions", entry.exclusions),
        *((heading, called(part)) for heading, part in parts if part is not None),
    ]


def called(indicator: Any) -> str:
    """What the catalogue calls an indicator last; its slug where it does not have it."""
    names = {entry.starts_on: entry.name for entry in indicator.entries.all()}
    return names[max(names)] if names else indicator.slug


def aim(target: Any, kind: str) -> str:
    """'At most 36%'."""
    return f"{WORDS[target.operator].capitalize()} {level(target.value, kind)}"


def level(value: Any, kind: str) -> str:
    """A target, tolerance or benchmark with as many decimals as it has."""
    text = f"{value.normalize():,f}"
    return f"{text}%" if kind == "percentage" else text


def month(day: dt.date | None) -> str:
    """April 2023; blank for none, 'The beginning' for what began before anybody wrote it down."""
    if day is None:
        return ""
    return "The beginning" if day == ALWAYS else months.label(day)


def period(row: Any) -> str:
    """'from April 2023', with the first month without it if it ends."""
    began = month(row.starts_on)
    words = f"from {began[:1].lower() + began[1:] if row.starts_on == ALWAYS else began}"
    return f"{words}, ended in {month(row.ends_on)}" if row.ends_on else words


def brief(entry: Entry, names: tuple[str, ...]) -> str:
    """What a definition says in some fields, for somebody who read an older state."""
    said = {name: plain(getattr(entry, name)) for name in names}
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in said.items() if value != "")
