"""How dated records follow one another, as pure functions of values."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """From a day to a day, the last one out; no end means that it still holds."""

    starts_on: dt.date
    ends_on: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """from <= day < to."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


def held_at(spans: Sequence[Span], day: dt.date) -> int | None:
    """The place in the list of the one that holds the day; None when none does."""
    return next((place for place, span in enumerate(spans) if span.holds(day)), None)


def until(spans: Sequence[Span], day: dt.date) -> dt.date | None:
    """Until when something new from the day on holds.

    A change takes the rest of the record that holds its day: what was to follow still follows. Where
    none holds the day, it lasts until the next one begins, or is open.
    """
    place = held_at(spans, day)
    if place is not None:
        return spans[place].ends_on
    return min((span.starts_on for span in spans if span.starts_on > day), default=None)


def bounded(
    spans: Sequence[Span], starts_on: dt.date, ends_on: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    """The day on which something set from a day on ends, and the beginning of what is in the way, if any is.

    Without an end of its own it takes the rest of what held on its first day, or lasts until the next one
    begins: what was planned for later still follows. One with an end must end by then.
    """
    if ends_on is None:
        return until(spans, starts_on), None
    later = min((span.starts_on for span in spans if span.starts_on > starts_on), default=None)
    return ends_on, later if later is not None and later < ends_on else None


def shown_at(spans: Sequence[Span], day: dt.date) -> int | None:
    """The place of the record that says what something is called today: the one that holds the day,
    else the last that began before it, else the first that is to come."""
    place = held_at(spans, day)
    if place is not None or not spans:
        return place
    began = [place for place, span in enumerate(spans) if span.starts_on <= day]
    order = [(spans[place].starts_on, place) for place in (began or range(len(spans)))]
    return (max if began else min)(order)[1]


def leaves_an_administrator(others: Sequence[Span], day: dt.date) -> bool:
    """Somebody else administers from the day on, without an end: Plumbline is never without one.

    `others` are the holdings of the role by other people who may sign in.
    """
    return any(span.starts_on <= day and span.ends_on is None for span in others)
