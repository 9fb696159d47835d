"""Periods that touch or overlap are one period (FORMATS, In). Pure."""

import datetime as dt
from collections.abc import Iterable

Span = tuple[dt.date, dt.date | None]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The periods in order, those that touch or overlap made one."""
    found: list[Span] = []
    for begins, ends in sorted(spans, key=lambda span: (span[0], span[1] or dt.date.max)):
        if found and (found[-1][1] is None or begins <= found[-1][1]):
            last = found[-1]
            longer = None if last[1] is None or ends is None else max(last[1], ends)
            found[-1] = (last[0], longer)
        else:
            found.append((begins, ends))
    return found


def began(spans: Iterable[Span], day: dt.date) -> dt.date | None:
    """When the unbroken period that holds the day began; None when none holds it."""
    return next(
        (begins for begins, ends in merged(spans) if begins <= day and (ends is None or day < ends)), None
    )
