"""The numbers of one caseload, in words."""

from decimal import Decimal

from caseloads.full.clinic import Caseload
from caseloads.tables import flags, per_fte_in_words, share_in_words
from figures.printing import plain
from figures.shown import rounded

UNKNOWN = "Not known"


def facts_of(caseload: Caseload) -> list[tuple[str, str]]:
    """Label and value of each, those of a protected caseload only for one."""
    worker = caseload.worker
    where = ", ".join(filter(None, [worker.team, worker.area]))
    found = [
        ("No. of allocations", str(worker.children)),
        ("Qualifying status", worker.qualifying_status or UNKNOWN),
        ("Allocated team", where or UNKNOWN),
        ("FTE", UNKNOWN if worker.fte is None else plain(worker.fte)),
        ("Children per FTE", per_fte_in_words(worker.per_fte)),
        ("Limit", _limit(caseload)),
        ("Share of limit", share_in_words(worker.share)),
        ("To note", ", ".join(words for words, _ in flags(worker)) or "Nothing"),
    ]
    return found if caseload.about == "reported" else [*found[:2], *_protected(caseload), *found[2:]]


def _limit(caseload: Caseload) -> str:
    limit = caseload.worker.limit
    if limit is None:
        return "None is set"
    own = _children(limit.own)
    return f"{own} ({limit.why})" if limit.own == limit.full_time else (
        f"{own} ({limit.why}: {limit.full_time} at full time)"
    )  # fmt: skip


def _protected(caseload: Caseload) -> list[tuple[str, str]]:
    months, over = caseload.months_qualified, caseload.over_by
    return [
        ("Months since qualifying", UNKNOWN if months is None else str(months)),
        ("Over by", _children(over) if over is not None and over > 0 else "Nothing"),
    ]


def _children(number: Decimal) -> str:
    return plain(rounded(number, 1))
