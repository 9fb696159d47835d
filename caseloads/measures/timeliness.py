"""The measures `supervision.*` and `visits.*`: is what is due to a child done in time? Pure.

Each has a companion, how many are not yet due: their status is younger than what is asked, and nothing was
done since. They are in neither numerator nor denominator.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from caseloads.measures.clocks import (
    CP_WORKING_DAYS,
    Clock,
    as_agreed,
    at_most_days,
    at_most_working_days,
    by_policy,
)
from caseloads.measures.contributions import counted
from caseloads.measures.state import cohorts
from caseloads.measures.words import DAY, PLACES, STANDING, count, share
from caseloads.rules.defaults import LEFT_OUT_FOR, SUPERVISION_MONTHS
from figures.registry import Compute, Frames, Measure

WHO = {
    "EH": "children with early help",
    "ASSESSMENT": "children under assessment",
    "CIN": "children in need",
    "CIN_CWD": "children in need (CWD)",
    "CP": "children on a child protection plan",
    "CLA": "children looked after",
    "CL": "care leavers",
}
BUT_FOR = " (those on a child protection plan or looked after on that day are left out)"
NOT_YET = "began within the time asked for, and nothing was done in it"
VISITS = f"Visits at which the child was seen: an attempt never counts. The children’s statuses. {PLACES}"
SUPERVISIONS = f"Supervisions in which the child was discussed. The children’s statuses. {PLACES}"
AGREED = "the time agreed for the child"
IN_FULL = {AGREED: f"{AGREED} (42 days where nothing is agreed; months by the calendar)"}


class Asked(NamedTuple):
    """What is asked for the children of a status: what must have been done, and since when to be in time."""

    status: str
    done: str
    clock: Clock


class Judged(NamedTuple):
    """The children of a status, which of them had it done in time, and which are not yet due."""

    children: pd.DataFrame
    in_time: np.ndarray
    not_yet: np.ndarray


Judge = Callable[[Frames], Judged]


def judging(asked: Asked) -> Judge:
    """Not yet due: the status began within the time that is asked, and it was not done in it."""

    def judge(frames: Frames) -> Judged:
        found = frames.once(cohorts)[asked.status]
        earliest = asked.clock(frames, found)
        in_time = found[asked.done].to_numpy() >= earliest
        return Judged(found, in_time, ~in_time & (found["began"].to_numpy() >= earliest))

    return judge


def rate(judge: Judge) -> Compute:
    """Those in time, over all but those who are not yet due."""

    def compute(frames: Frames) -> pd.DataFrame:
        found, in_time, not_yet = frames.once(judge)
        return counted(frames, found[~not_yet], in_time[~not_yet].astype("int64"), 1)

    return compute


def not_yet_due(judge: Judge) -> Compute:
    """How many are not yet due."""

    def compute(frames: Frames) -> pd.DataFrame:
        found, _, not_yet = frames.once(judge)
        return counted(frames, found[not_yet])

    return compute


def _supervision(status: str) -> Iterator[Measure]:
    months = SUPERVISION_MONTHS[status]
    yield from _both(
        f"supervision.{status.lower()}",
        f"{_capital(WHO[status])} discussed in supervision in time",
        f"Children of the denominator discussed in a supervision in the n months up to {DAY} (held exactly n "
        "months before it is too long ago), n by the policy in force on that day: "
        f"{months} where nothing is set",
        Asked(status, "held_on", by_policy(status)),
        (*STANDING, "supervisions", "supervision_frequencies"),
    )


def _visits(name: str, status: str, within: str, clock: Clock) -> Iterator[Measure]:
    yield from _both(
        f"visits.{name}",
        f"{_capital(WHO[status])} seen within {within}",
        f"Children of the denominator seen at a visit within {IN_FULL.get(within, within)} up to {DAY}",
        Asked(status, "visited_on", clock),
        (*STANDING, "visits", "closures"),
    )


def _both(slug: str, name: str, words: str, asked: Asked, reads: tuple[str, ...]) -> Iterator[Measure]:
    """The rate, and beside it how many are not yet due."""
    who = WHO[asked.status] + (BUT_FOR if asked.status in LEFT_OUT_FOR else "")
    source = VISITS if "visits" in reads else SUPERVISIONS
    judge = judging(asked)
    over = f"{who} on {DAY}, but for those not yet due: whose status {NOT_YET}"
    yield share(slug, name, words, over, rate(judge), source=source, reads=reads)
    yield count(
        f"{slug}.not_yet_due",
        f"{name}: not yet due",
        f"{_capital(who)} on {DAY} whose status {NOT_YET}",
        not_yet_due(judge),
        source=source,
        reads=reads,
    )


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


MEASURES = [
    *[measure for status in WHO for measure in _supervision(status)],
    *_visits("eh_4_weeks", "EH", "4 weeks", at_most_days(28)),
    *_visits("cin_6_weeks", "CIN", "6 weeks", at_most_days(42)),
    *_visits("cin_3_weeks", "CIN", "3 weeks", at_most_days(21)),
    *_visits("cp_4_weeks", "CP", "4 weeks", at_most_days(28)),
    *_visits("cp_10_working_days", "CP", "10 working days", at_most_working_days(CP_WORKING_DAYS)),
    *_visits("cin_cwd_agreed", "CIN_CWD", AGREED, as_agreed),
    *_visits("cla_agreed", "CLA", AGREED, as_agreed),
]
