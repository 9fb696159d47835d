"""The figures of actions, counted slowly: each is lived through up to a day. Shares no code."""

import calendar
import datetime as dt
from dataclasses import dataclass, field

ONE = dt.timedelta(days=1)


@dataclass
class Lived:
    """An action: where, when agreed, when first due, and what happened on which day, in order.

    An event is ('done',), ('verified',), ('reopened',), ('note',) or ('due', the new day).
    """

    area: int
    team: int | None
    agreed: dt.date
    due: dt.date
    events: list[tuple[dt.date, tuple]] = field(default_factory=list)

    def at_the_end_of(self, day):
        """(whether it is done, when it is due) in the night after a day."""
        done, due = False, self.due
        for on, (what, *rest) in self.events:
            if on <= day:
                done = {"done": True, "verified": True, "reopened": False}.get(what, done)
                due = rest[0] if what == "due" else due
        return done, due


def last_counted(month, today):
    """The month's last day, today if that is before; none if the month has not begun."""
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    return None if month > today else min(last, today)


def count(actions, slug, month, today):
    """(numerator, denominator) of a month; the denominator of a count is None."""
    last = last_counted(month, today)
    open_, overdue, due_in, in_time = 0, 0, 0, 0
    for action in actions:
        if last is None or action.agreed > last:
            continue
        done, due = action.at_the_end_of(last)
        if not done:
            open_ += 1
            overdue += due < last
        if month <= due <= last:
            due_in += 1
            in_time += action.at_the_end_of(due)[0]
    return {
        "audits.actions_open": (open_, None),
        "audits.actions_overdue": (overdue, None),
        "audits.actions_completed_on_time_rate": (in_time, due_in),
    }[slug]


SLUGS = ["audits.actions_open", "audits.actions_overdue", "audits.actions_completed_on_time_rate"]


def figures(actions, months, places, today):
    """{(slug, kind, ref, month): (numerator, denominator)} for every place, a kind and a number."""
    found = {}
    for month in months:
        for kind, ref in places:
            own = [
                a
                for a in actions
                if kind == "service" or (kind == "service_area" and a.area == ref) or a.team == ref
            ]
            for slug in SLUGS:
                found[slug, kind, ref, month] = count(own, slug, month, today)
    return found
