"""Why a cycle's audits were not completed: counted, and in a sentence."""

from collections import Counter

from audits.models import Audit, Cycle

NO_REASON = "No reason given"


def by_reason(cycle: Cycle) -> list[tuple[str, int]]:
    """How many of the audits that the cycle owes were not completed, by reason: the most first, and last
    those of which nobody has said why."""
    given = Counter(cycle.audits.to_do().order_by().values_list("missed_reason", flat=True))
    words = dict(Audit.Missed.choices)
    found = [(str(words[reason]), count) for reason, count in given.items() if reason]
    found.sort(key=lambda pair: (-pair[1], pair[0]))
    return [*found, (NO_REASON, given[""])] if given[""] else found


def sentence(reasons: list[tuple[str, int]]) -> str:
    """'Not completed: 7. Other work came first 3, the auditor was away 2, no reason given 2.'"""
    total = sum(count for _, count in reasons)
    if not total:
        return ""
    parts = [f"{words[:1].lower()}{words[1:]} {count}" for words, count in reasons]
    listed = ", ".join(parts)
    return f"Not completed: {total}. {listed[:1].upper()}{listed[1:]}."


def in_summary(cycle: Cycle, not_completed: str) -> str:
    """The sentence, once the cycle is closed and its figures count what the records do; else blank."""
    if cycle.state != Cycle.State.CLOSED:
        return ""
    reasons = by_reason(cycle)
    return sentence(reasons) if str(sum(count for _, count in reasons)) == not_completed else ""
