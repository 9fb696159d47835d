"""A definition in parts, each changed on a page of its own. What a measure of ours says is in none."""

from dataclasses import dataclass

from django.http import Http404

from figures import registry
from indicators.reading.measures import of_measure


@dataclass(frozen=True)
class Part:
    """Some fields of a definition, under a heading; `key` is its page's."""

    key: str
    title: str
    fields: tuple[str, ...]


PARTS = (
    Part("place", "Name and place", ("name", "reference", "section", "position")),
    Part("counting", "How it is counted", ("kind", "window", "unit", "decimals", "polarity")),
    Part(
        "words",
        "What is counted",
        (
            *("numerator", "denominator", "source", "clock", "exclusions"),
            *("numerator_indicator", "denominator_indicator"),
        ),
    ),
    Part("upkeep", "Whose it is", ("headline", "owner", "frequency")),
)


def parts_of(slug: str) -> list[Part]:
    """The parts of an indicator's definition, with the fields that are not for its measure to say."""
    measure = registry.find(slug)
    said = set(of_measure(measure)) if measure else set()
    return [
        Part(part.key, part.title, tuple(name for name in part.fields if name not in said)) for part in PARTS
    ]


def find(slug: str, key: str) -> Part:
    """The part of that key; Http404 for one that there is not."""
    found = next((part for part in parts_of(slug) if part.key == key), None)
    if found is None:
        raise Http404(f"A definition has no part {key}.")
    return found
