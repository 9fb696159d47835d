"""How many of a draw fall to each service area and team, by the largest remainder. Pure."""

from collections.abc import Mapping
from fractions import Fraction


def largest_remainder(total: int, weights: Mapping[int, int], ties: Mapping[int, float]) -> dict[int, int]:
    """The total in proportion to the weights, in whole numbers.

    Each gets the whole part of its share; what is left goes to the largest remainders. Equal remainders
    are for chance, which `ties` holds.
    """
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(weights, 0)
    exact = {key: Fraction(total * weight, whole) for key, weight in weights.items()}
    given = {key: int(share) for key, share in exact.items()}
    by_remainder = sorted(weights, key=lambda key: (given[key] - exact[key], ties[key], key))
    for key in by_remainder[: total - sum(given.values())]:
        given[key] += 1
    return given


def apportion(
    total: int, weights: Mapping[int, int], there: Mapping[int, int], ties: Mapping[int, float]
) -> dict[int, int]:
    """The same, but none gets more than there are: what is missing goes to the others in proportion."""
    given = dict.fromkeys(weights, 0)
    missing = min(total, sum(there[key] for key in weights))
    while missing:
        still = {key: weight for key, weight in weights.items() if given[key] < there[key]}
        for key, number in largest_remainder(missing, still, ties).items():
            more = min(number, there[key] - given[key])
            given[key] += more
            missing -= more
    return given
