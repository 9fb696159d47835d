"""Whose figure a benchmark column has: a peer's, the council's own, or nobody's that is known. Pure."""

import re
from collections.abc import Collection

from core.importing.problems import Problem
from indicators.imports.reported.calendar import financial_year
from indicators.models import Peer

NEIGHBOURS = {"statneighbours", "statisticalneighbours", "statneighbour", "statisticalneighbour"}
PEERS = {
    **dict.fromkeys(NEIGHBOURS, Peer.NEIGHBOURS.value),
    "southeast": Peer.SOUTH_EAST.value,
    "england": Peer.ENGLAND.value,
}
OWN = {"council", "own", "our", "ours", "us", "la"}
"""How any council's file may call the council itself; also several of them, such as 'our own'."""

GENERAL = {
    *("city", "county", "borough", "metropolitan", "royal", "district", "unitary", "authority", "london"),
    *("the", "of", "and", "upon", "on"),
}
"""Words in the names of many councils: none of them alone is a council's name."""

WORDS = (
    "A benchmark column is England's, the South East's, the statistical neighbours' or the council's own: "
    "england_22_23, south_east_22_23, stat_neighbours_22_23, council_22_23, or the council's name and the "
    "year. Whose figures this column has nobody can tell. If the file calls the council ‘{name}’, say so: "
    "where the file is chosen, or with --council-is {option}."
)


def whose(heading: str, council: Collection[str]) -> tuple[str | None, int | None, str]:
    """The peer that a heading names, the year, and the name before it. The council goes by its names."""
    words, year = financial_year(tokens(heading))
    name = "".join(words)
    if name in PEERS:
        return PEERS[name], year, " ".join(words)
    said = set(words)
    own = (bool(OWN & said) and said <= OWN | {"the"}) or any(_is(said, each) for each in council)
    return (Peer.COUNCIL.value if own else None), year, " ".join(words)


def tokens(text: str) -> list[str]:
    """The words and numbers of a heading."""
    return [each for each in re.split(r"[\W_]+", text.casefold()) if each]


def _is(said: set[str], council: str) -> bool:
    """Whether words are the council's name, or all that is its own in it: 'Kent' of 'Kent County Council'."""
    full, _ = financial_year(tokens(council))
    told = set(full) - GENERAL - OWN
    return said == set(full) or (bool(told) and told <= said <= set(full) | {"council"})


def unknown(row: int, heading: str, name: str) -> Problem:
    """A column with a year, of which nobody can tell whose it is."""
    option = f"'{name}'" if " " in name else name
    return Problem(row, heading, heading, WORDS.format(name=name, option=option))
