"""Until when a policy that is set from a day on holds, as a pure function of values."""

import datetime as dt
from collections.abc import Sequence

from organisation.rules import Span, until


def bounded(
    spans: Sequence[Span], starts_on: dt.date, ends_on: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    """The day on which it ends, and the beginning of the one that is in the way of that day, if one is.

    Without an end of its own it takes the rest of what held on its first day, or lasts until the next one
    begins: what was planned for later still follows. One with an end must end by then.
    """
    if ends_on is None:
        return until(spans, starts_on), None
    later = min((span.starts_on for span in spans if span.starts_on > starts_on), default=None)
    return ends_on, later if later is not None and later < ends_on else None
