"""Sentences about a month's audits, made from its figures so that they cannot say otherwise. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from figures.shown import per_cent, rounded

GRADE_WORDS = {
    "outstanding": "outstanding",
    "good": "good",
    "requires_improvement": "requires improvement",
    "inadequate": "inadequate",
}

HELD_BACK = "Grades are held back from moderators until the blind moderations of the month are done."


def change(what: str, now: Decimal | None, before: Decimal | None, before_label: str) -> str:
    """A rate against the month before, in percentage points of the rates as shown.

    'Completion was 79%, the same as in August 2023.' Nothing is compared where a month has no cases.
    """
    if now is None:
        return f"{what}: no cases this month."
    start = f"{what} was {per_cent(now)}"
    if before is None:
        return f"{start}; {before_label} had no cases to compare with."
    difference = rounded(now) - rounded(before)
    if difference == 0:
        return f"{start}, the same as in {before_label}."
    points = "percentage point" if abs(difference) == 1 else "percentage points"
    way = "up" if difference > 0 else "down"
    return f"{start}, {way} {abs(difference)} {points} from {per_cent(before)} in {before_label}."


def grades(counts: dict[str, int], completed: int) -> str:
    """'Of 27 completed audits, 2 were graded outstanding (7%), 16 good (59%), …'; none is said too."""
    if completed == 0:
        return "No audit has been completed yet."
    verb = "was" if counts["outstanding"] == 1 else "were"
    words = {**GRADE_WORDS, "outstanding": f"{verb} graded outstanding"}
    parts = [_counted(counts[grade], word, completed) for grade, word in words.items()]
    audits = "audit" if completed == 1 else "audits"
    return f"Of {completed} completed {audits}, {', '.join(parts[:-1])} and {parts[-1]}."


def _counted(count: int, words: str, of: int) -> str:
    return f"{count} {words} ({per_cent(Decimal(100 * count) / of)})" if count else f"none {words}"


def still_open(planned: bool, to_do: int, allocated: int) -> str:
    """'This cycle is still open: 21 of 30 audits are still to do, so its figures will change.'"""
    start = "This cycle has not been opened yet" if planned else "This cycle is still open"
    if not to_do:
        return f"{start}, so its figures may change."
    audits, are = ("audit", "is") if allocated == 1 else ("audits", "is" if to_do == 1 else "are")
    return f"{start}: {to_do} of {allocated} {audits} {are} still to do, so its figures will change."


def extreme(what: str, now: Decimal | None, earlier: Sequence[Decimal | None]) -> str:
    """'The share graded good or better is the highest of the last 12 months.' Blank where it is neither.

    `earlier` are the calendar months right before this one, with no gap between them. A month without
    cases is not compared with, and the sentence says how many were.
    """
    known = [rounded(value) for value in earlier if value is not None]
    if now is None or len(known) < 2:
        return ""
    compared = f"the last {len(earlier) + 1} months"
    if len(known) < len(earlier):
        compared = f"the {len(known) + 1} of {compared} that had cases"
    shown = rounded(now)
    if all(shown > value for value in known):
        return f"{what} is the highest of {compared}."
    if all(shown < value for value in known):
        return f"{what} is the lowest of {compared}."
    return ""


def run_without_inadequate(inadequate: Sequence[int | Decimal | None]) -> str:
    """'No audit was graded inadequate in the last 3 months.'

    `inadequate` counts back from this month, calendar month by calendar month. The run ends with the
    first that had one, or of which nothing is known (None).
    """
    run = 0
    for count in inadequate:
        if count is None or count > 0:
            break
        run += 1
    if run == 0:
        return ""
    if run == 1:
        return "No audit was graded inadequate this month."
    return f"No audit was graded inadequate in the last {run} months."


def comes_back(tag: str, area: str, run: int, *, improvement: bool) -> str:
    """'Chronology: an area for improvement in SWF in each of the last 4 months.'"""
    what = "an area for improvement" if improvement else "good practice"
    return f"{tag}: {what} in {area} in each of the last {run} months."


def against_record(what: str, differ: int, compared: int) -> str:
    """'In 3 of 24 audits the answer on visits differs from the record.'"""
    audits = "audit" if compared == 1 else "audits"
    if not differ:
        return f"In none of {compared} {audits} does the answer on {what} differ from the record."
    return f"In {differ} of {compared} {audits} the answer on {what} differs from the record."
