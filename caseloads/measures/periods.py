"""Periods as columns of numbers: which of them hold which days, and when an unbroken one began. Pure.

What `caseloads.rules.spans` says of one child, for all of them at once.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

Days = np.ndarray
BEYOND = 1 << 23
"""More days than lie between any two dates."""


def begun(spells: pd.DataFrame, by: Sequence[str]) -> Days:
    """For each period (starts_on, ends_on) the day on which the unbroken one that it belongs to began.

    Periods of one owner (the columns `by`) that touch or overlap are one period (FORMATS, In).
    """
    owners: list[np.ndarray] = [pd.factorize(spells[name])[0] for name in by]
    order = np.lexsort([spells["starts_on"].to_numpy(), *owners])
    starts, ends = spells["starts_on"].to_numpy()[order], spells["ends_on"].to_numpy()[order]
    other = _differs_from_the_one_before([each[order] for each in owners], len(order))
    owner = np.cumsum(other) * BEYOND
    reached = np.maximum.accumulate(owner + ends)
    apart = other.copy()
    apart[1:] |= (owner + starts)[1:] > reached[:-1]
    first = np.flatnonzero(apart)
    found = np.empty(len(spells), dtype="int64")
    found[order] = starts[first][np.cumsum(apart) - 1]
    return found


def _differs_from_the_one_before(columns: Sequence[np.ndarray], length: int) -> np.ndarray:
    other = np.zeros(length, dtype=bool)
    other[:1] = True
    for column in columns:
        other[1:] |= column[1:] != column[:-1]
    return other


def each(first: np.ndarray, until: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers and places: each row once for every place from its first until its last, which is out."""
    counts = np.maximum(until - first, 0)
    rows = np.repeat(np.arange(len(counts)), counts)
    begins = np.repeat(np.cumsum(counts) - counts, counts)
    return rows, np.arange(len(rows)) - begins + first[rows]


def on_days(spells: pd.DataFrame, days: Days) -> pd.DataFrame:
    """Each period once for every one of the days, in order, that it holds; `at` is the day's place."""
    first = np.searchsorted(days, spells["starts_on"], "left")
    until = np.searchsorted(days, spells["ends_on"], "left")
    rows, at = each(first, until)
    return spells.iloc[rows].assign(at=at)


def places_of(wanted: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Where each number stands among the known, which are there once each; −1 where it does not."""
    order = np.argsort(known)
    place = np.searchsorted(known[order], wanted)
    place[place == len(known)] = 0
    if not len(known):
        return place - 1
    return np.where(known[order][place] == wanted, order[place], -1)
