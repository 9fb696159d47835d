"""The measures of who holds how many: `caseloads.*`, but for those that look back over months. Pure."""

from collections.abc import Callable

import pandas as pd

from caseloads.measures.contributions import counted, months
from caseloads.measures.state import SOCIAL_WORKER, caseloads, children, held
from caseloads.measures.words import DAY, STANDING, STATUSES, THOUSANDTHS, average, count
from figures.measures import KEY, at_places
from figures.registry import Frames, Polarity

AT_LEAST = 20
FULLEST = 40


def held_by_social_workers(frames: Frames) -> pd.DataFrame:
    """Children with a primary allocation on L to staff whose role on L is SW."""
    found = frames.once(held)
    return counted(frames, found[found["role"] == SOCIAL_WORKER])


def open_to_service(frames: Frames) -> pd.DataFrame:
    """Children with any status but EH on L."""
    found = frames.once(children)
    return counted(frames, found[found["status"] != "EH"].drop_duplicates(["at", "child"]))


def open_to_statutory_teams(frames: Frames) -> pd.DataFrame:
    """Children with a primary worker in a statutory team on L."""
    found = frames.once(held)
    return counted(frames, found[found["statutory"]])


def everyone(workers: pd.DataFrame) -> pd.DataFrame:
    """Whoever holds at least one child."""
    return workers


def social_workers(workers: pd.DataFrame) -> pd.DataFrame:
    """Those of them whose role on L is SW."""
    return workers[workers["role"] == SOCIAL_WORKER]


def at_20(workers: pd.DataFrame) -> pd.DataFrame:
    """Those who hold 20 or more: heads, not FTE."""
    return workers[workers["children"] >= AT_LEAST]


Who = Callable[[pd.DataFrame], pd.DataFrame]


def per_fte(who: Who) -> Callable[[Frames], pd.DataFrame]:
    """Their children over their FTE; an FTE of 0 adds nothing."""

    def compute(frames: Frames) -> pd.DataFrame:
        found = who(frames.once(caseloads))
        return counted(frames, found, found["children"].to_numpy(), found["fte"].to_numpy())

    return compute


def per_head(who: Who) -> Callable[[Frames], pd.DataFrame]:
    """Their children over how many they are."""

    def compute(frames: Frames) -> pd.DataFrame:
        found = who(frames.once(caseloads))
        return counted(frames, found, found["children"].to_numpy(), 1)

    return compute


def workers_at_20(frames: Frames) -> pd.DataFrame:
    """Staff with 20 or more children on L."""
    return counted(frames, at_20(frames.once(caseloads)))


def average_top_40(frames: Frames) -> pd.DataFrame:
    """Children of each place's own 40 fullest caseloads, over how many those are."""
    workers = frames.once(caseloads)
    workers = at_places(workers.assign(month=months(frames, workers)))
    fullest = workers.sort_values("children", ascending=False).groupby(KEY).head(FULLEST)
    return fullest[KEY].assign(numerator=fullest["children"], denominator=1)


HELD_BY_SOCIAL_WORKERS = f"Children whose primary worker on {DAY} has the role SW on that day"
MEASURES = [
    count(
        "caseloads.held_by_social_workers",
        "Children held by social workers",
        HELD_BY_SOCIAL_WORKERS,
        held_by_social_workers,
    ),
    average(
        "caseloads.average_per_social_worker",
        "Average caseload per social worker (1 FTE)",
        HELD_BY_SOCIAL_WORKERS,
        "the FTE of the social workers who hold at least one",
        per_fte(social_workers),
        THOUSANDTHS,
    ),
    average(
        "caseloads.average_per_social_worker_head",
        "Average caseload per social worker (heads)",
        HELD_BY_SOCIAL_WORKERS,
        "how many social workers hold at least one, whatever their FTE",
        per_head(social_workers),
    ),
    count(
        "caseloads.open_to_service",
        "Children open to the service",
        f"Children with any status but early help on {DAY}",
        open_to_service,
        source=STATUSES,
        reads=STANDING,
    ),
    count(
        "caseloads.open_to_statutory_teams",
        "Children open to statutory teams",
        f"Children with a primary worker in a statutory team on {DAY}",
        open_to_statutory_teams,
    ),
    average(
        "caseloads.average_per_caseholder",
        "Average caseload per primary case holder (1 FTE)",
        f"Primary allocations on {DAY}",
        "the FTE of everyone who holds at least one",
        per_fte(everyone),
        THOUSANDTHS,
    ),
    count(
        "caseloads.workers_at_20",
        "Case holders with 20 or more children",
        f"Staff with 20 or more children on {DAY}: heads, whatever their FTE",
        workers_at_20,
        unit="staff",
        polarity=Polarity.LOWER,
    ),
    average(
        "caseloads.average_of_workers_at_20",
        "Average caseload of those with 20 or more children (1 FTE)",
        f"The children, on {DAY}, of staff with 20 or more",
        "the FTE of those staff",
        per_fte(at_20),
        THOUSANDTHS,
    ),
    average(
        "caseloads.average_top_40",
        "Average of the 40 fullest caseloads",
        f"The children, on {DAY}, of the 40 staff who hold most; of a service area or team, of its own 40",
        "how many staff those are: 40, or fewer where fewer hold children",
        average_top_40,
    ),
]
