"""What a control chart says in two signs: whether something has changed, and whether a target is in reach."""

from enum import StrEnum

from indicators.rules.control import Control, Limits, Mark, side, slack_of
from indicators.rules.rag import HIGHER, NEITHER, Rag


class Variation(StrEnum):
    """Whether the newest figure is more than chance, and which way."""

    COMMON = "common cause"
    BETTER = "improving"
    WORSE = "concerning"
    HIGH = "unusually high"
    LOW = "unusually low"


class Assurance(StrEnum):
    """Whether the process, as it is, reaches its target."""

    ALWAYS = "reaches its target"
    NEVER = "misses its target"
    SOMETIMES = "may or may not reach its target"


def variation(control: Control, polarity: str) -> Variation | None:
    """By the marks of the newest point. None where there are no limits."""
    if control.limits is None or not control.marks:
        return None
    return of_marks(control.marks[-1], polarity)


def of_marks(marks: frozenset[Mark], polarity: str) -> Variation:
    """What a point's marks say: none is common cause.

    A rise is improving where higher is better, concerning where lower is; without a polarity it is only high
    or low. Where marks disagree, what concerns is said.
    """
    if not marks:
        return Variation.COMMON
    sides = {mark.high for mark in marks}
    if polarity == NEITHER:
        return Variation.HIGH if True in sides else Variation.LOW
    bad = polarity != HIGHER
    return Variation.WORSE if bad in sides else Variation.BETTER


def assurance(limits: Limits | None, operator: str, target: float | None) -> Assurance | None:
    """Both limits beyond the target on its good side: always reached; on its bad side: never; else by chance.

    None without limits, without a target, or where the target is one exact value. A limit that only the
    rounding of floats parts from the target is on it: a level series at its target reaches it.
    """
    if limits is None or target is None or operator == "=":
        return None
    slack = slack_of((limits.lower, limits.upper, target))
    low, high = (side(limit, target, slack) for limit in (limits.lower, limits.upper))
    best, worst = (high, low) if operator in (">=", ">") else (-low, -high)
    on_it = 0 if operator in (">=", "<=") else 1
    return _assurance(always=worst >= on_it, ever=best >= on_it)


def _assurance(*, always: bool, ever: bool) -> Assurance:
    if always:
        return Assurance.ALWAYS
    return Assurance.SOMETIMES if ever else Assurance.NEVER


def in_words(rag: Rag | None, shown: Variation | None) -> str:
    """What is to be said beside the signs: a red that is common cause is the process, not the month."""
    if rag is Rag.RED and shown is Variation.COMMON:
        return "Red, but no more than common cause: the process as it is gives such months."
    return ""
