"""What indicators are called and how their figures are shown, those that are only reported included.

The rooms above know more than the measures do: the catalogue names what is only ever reported, and says what
was odd about a figure when it was taken. They register their functions in `AppConfig.ready`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from figures import definitions, registry
from figures.models import Source


@dataclass(frozen=True)
class Described:
    """An indicator as its figures' pages need it."""

    slug: str
    name: str
    kind: str
    decimals: int
    headline: str = Source.RECORDS.value
    definition: tuple[tuple[str, str], ...] = ()
    url: str = ""
    """The page that says what its figures mean, if it has one."""


Describe = Callable[[str], Described | None]
Remark = Callable[[Sequence[int]], Mapping[int, Sequence[str]]]

_describing: list[Describe] = []
_remarking: list[Remark] = []


def register_described(find: Describe) -> None:
    """Name a function that describes an indicator by its slug; None where it knows nothing of it."""
    _describing.append(find)


def register_remarks(find: Remark) -> None:
    """Name a function that answers what is to be said of some figures, by their numbers."""
    _remarking.append(find)


def described(slug: str) -> Described | None:
    """As a room above describes it, else as its measure does; None of what nobody knows."""
    found = next((each for find in _describing if (each := find(slug)) is not None), None)
    return found or of_measure(slug)


def of_measure(slug: str) -> Described | None:
    """By its measure alone."""
    measure = registry.find(slug)
    if measure is None:
        return None
    rows = tuple(definitions.rows(measure))
    return Described(slug, measure.name, measure.kind.value, measure.decimals, definition=rows)


def remarks(figures: Sequence[int]) -> dict[int, list[str]]:
    """What is to be said of each figure besides."""
    found: dict[int, list[str]] = {}
    for find in _remarking:
        for number, words in find(figures).items():
            found.setdefault(number, []).extend(words)
    return found
