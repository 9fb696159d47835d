"""What a control chart says in two signs: whether something has changed, and whether a target is in reach."""

from enum import StrEnum

from indicators.rules.control import Control, Limits, Mark, Rule, side, slack_of
from indicators.rules.direction import Change
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


def in_words(
    rag: Rag | None,
    shown: Variation | None,
    assured: Assurance | None = None,
    went: Change | None = None,
    marks: frozenset[Mark] = frozenset(),
) -> str:
    """What is to be said beside the signs, where two of them seem to say opposite things.

    A red that is common cause is the process, not the month. A green may be luck, a red a bad month. A month
    that went one way may be part of a pattern that goes the other: then the pattern is named.
    """
    said = []
    if rag is Rag.RED and shown is Variation.COMMON:
        said.append("Red, but no more than common cause: the process as it is gives such months.")
    if (rag, assured) in CLASHES:
        said.append(CLASHES[rag, assured])
    if (shown, went) in AGAINST:
        patterns = " and ".join(sorted(PATTERNS[mark.rule][mark.high] for mark in marks))
        said.append(f"{str(shown).capitalize()}, though {went} than last month: {patterns}.")
    return " ".join(said)


CLASHES: dict[tuple[Rag | None, Assurance | None], str] = {
    (Rag.GREEN, Assurance.NEVER): "Green this month, but as things are most months would miss the target.",
    (Rag.RED, Assurance.ALWAYS): "Red this month, but as things are most months would reach the target.",
}
AGAINST = {(Variation.BETTER, Change.WORSE), (Variation.WORSE, Change.BETTER)}
PATTERNS = {
    Rule.OUTSIDE: {True: "it is above the upper limit", False: "it is below the lower limit"},
    Rule.TREND: {True: "part of 7 or more that rise", False: "part of 7 or more that fall"},
    Rule.TWO_OF_THREE: {
        True: "2 of 3 are close to the upper limit",
        False: "2 of 3 are close to the lower limit",
    },
    Rule.SHIFT: {
        True: "part of a run of 7 or more above the mean",
        False: "part of a run of 7 or more below the mean",
    },
}
