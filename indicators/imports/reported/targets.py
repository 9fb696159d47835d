"""Targets and benchmarks as reports print them. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal

from indicators.imports.reported.cells import TooLong, read

ACCEPTED = "A target such as 273, 95%, <36%, <17K or 3.5; - or blank where there is none."
NONE = {"", "-", "–", "—", "n/a", "na", "tbc"}
_TARGET = re.compile(r"(<=|>=|≤|≥|<|>|=)?\s?([\d,.]+)\s?([km])?\s?(%)?", re.ASCII | re.IGNORECASE)
_OPERATORS = {"≤": "<=", "≥": ">="}
_THOUSANDS = {"": 1, "k": 1_000, "m": 1_000_000}
LARGEST = Decimal(10) ** 12


@dataclass(frozen=True)
class Aim:
    """A target: the operator is blank where none is printed."""

    operator: str
    value: Decimal
    per_cent: bool


def read_target(text: str) -> Aim | None:
    """None where there is none; ValueError for what is no target."""
    plain = " ".join(text.split())
    if plain.casefold() in NONE:
        return None
    found = _TARGET.fullmatch(plain)
    if found is None:
        raise ValueError("not a target")
    reading = read(found[2])
    if reading.value is None:
        raise ValueError("not a number")
    if reading.decimals > 6:
        raise TooLong("too many decimals")
    value = reading.value * _THOUSANDS[(found[3] or "").casefold()]
    if value >= LARGEST:
        raise TooLong("too large")
    operator = found[1] or ""
    return Aim(_OPERATORS.get(operator, operator), value, bool(found[4]))


def read_benchmark(text: str) -> Aim | None:
    """The same, but a benchmark is a number as it is, or is missing for some reason: None."""
    reading = read(text)
    if reading.value is None:
        return None
    if reading.decimals > 6 or reading.value >= LARGEST:
        raise TooLong("too long")
    return Aim("", reading.value, reading.per_cent)
