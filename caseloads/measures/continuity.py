"""The measures that look back over months at who held a child: does it keep its social worker? Pure."""

import numpy as np
import pandas as pd

from caseloads.measures.clocks import lasts, months_before
from caseloads.measures.contributions import counted
from caseloads.measures.periods import begun, each, on_days
from caseloads.measures.state import SOCIAL_WORKER, children, held, joined, pairs, placed
from caseloads.measures.words import ALLOCATIONS, DAY, STANDING, share
from caseloads.rules.affected import SIX_MONTHS, TWELVE_MONTHS
from figures.registry import Frames, Polarity

FOREVER = 1 << 31
SOURCE = f"The children’s statuses. {ALLOCATIONS}"


def same_worker(frames: Frames) -> pd.DataFrame:
    """Of the children whose CLA status began by L − 12 months: those whose primary worker is a SW, and has
    held them without a break since L − 6 months."""
    found = frames.once(children)
    at = found["at"].to_numpy()
    long = found["began"] <= months_before(lasts(frames), TWELVE_MONTHS)[at]
    looked_after = found[(found["status"] == "CLA") & long]
    kept = joined(looked_after, frames.once(held), "child", {"role": "", "since": FOREVER})
    since = months_before(lasts(frames), SIX_MONTHS)[kept["at"].to_numpy()]
    same = (kept["role"] == SOCIAL_WORKER) & (kept["since"] <= since)
    return counted(frames, kept, same.to_numpy(dtype="int64"), 1)


def several_workers(frames: Frames) -> pd.DataFrame:
    """Of the children with a status but EH on every day since L − 6 months: those with two or more SWs as
    primary workers on any of these days."""
    statuses = frames["statuses"]
    counts = statuses[statuses["status"] != "EH"]
    unbroken = on_days(counts.assign(began=begun(counts, ["child"])), lasts(frames))
    since = months_before(lasts(frames), SIX_MONTHS)[unbroken["at"]]
    long = unbroken[unbroken["began"] <= since].drop_duplicates(["at", "child"])
    workers = _social_workers_since(frames).drop_duplicates()
    had, how_many = np.unique(pairs(workers["at"], workers["child"]), return_counts=True)
    several = np.isin(pairs(long["at"], long["child"]), had[how_many >= 2])
    return counted(frames, placed(frames, long), several.astype("int64"), 1)


def _social_workers_since(frames: Frames) -> pd.DataFrame:
    """At, child, staff: who was a child's primary worker between L − 6 months and L, both days in, while
    their record said SW."""
    records = frames["staff_records"]
    social = records[records["role"] == SOCIAL_WORKER][["staff", "starts_on", "ends_on"]]
    both = frames["allocations"].merge(social, on="staff", suffixes=("", "_as_sw"))
    days = {name: both[name].to_numpy() for name in both.columns}
    starts = np.maximum(days["starts_on"], days["starts_on_as_sw"])
    ends = np.minimum(days["ends_on"], days["ends_on_as_sw"])
    first = np.searchsorted(lasts(frames), starts, "left")
    until = np.searchsorted(months_before(lasts(frames), SIX_MONTHS), ends, "left")
    rows, at = each(first, np.where(starts < ends, until, first))
    return both[["child", "staff"]].iloc[rows].assign(at=at)


MEASURES = [
    share(
        "caseloads.same_worker_6_months",
        "Looked after 12 months or more, with the same social worker for 6 months",
        f"Children of the denominator whose primary worker on {DAY} is a social worker on that day, and has "
        "held them without a break for the 6 months before it",
        f"children whose looked after status began 12 months or more before {DAY}",
        same_worker,
        source=SOURCE,
        reads=STANDING,
    ),
    share(
        "caseloads.two_or_more_workers_6_months",
        "Open 6 months or more, with two or more social workers in the last 6",
        "Children of the denominator who had two or more social workers as primary workers, by their records "
        f"of the days on which they held them, from 6 months before {DAY} to that day, both in",
        f"children with a status but early help on every day of the 6 months before {DAY}",
        several_workers,
        source=SOURCE,
        reads=STANDING,
        polarity=Polarity.LOWER,
    ),
]
