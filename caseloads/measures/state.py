"""How things stood on each L: who held whom, where, and which status each child had since when. Pure.

Each is worked out once for all months and all measures: `frames.once(held)`.
"""

from typing import Any

import numpy as np
import pandas as pd

from caseloads.measures.clocks import lasts
from caseloads.measures.periods import BEYOND, begun, on_days, places_of
from caseloads.rules.defaults import LEFT_OUT_FOR, STRONGER, SUPERVISION_MONTHS
from figures.registry import Frames

NEVER = -(1 << 31)
SOCIAL_WORKER = "SW"
WORKER = ["role", "fte", "team", "service_area", "statutory"]
NOBODY = {"role": "", "fte": 0, "team": 0, "service_area": 0, "statutory": False}
"""Of whoever no staff record holds L: they have left. No record says a place, so it is none."""


def working(frames: Frames) -> pd.DataFrame:
    """One row a member of staff whose record holds L: at, staff, and what they work as and where.

    The service area is the one that the team's record says on L, else its last one.
    """
    found = on_days(frames["staff_records"], lasts(frames)).assign(
        last=lambda rows: lasts(frames)[rows["at"]]
    )
    seats = frames["team_records"].rename(columns={"starts_on": "last"}).sort_values("last")
    placed = pd.merge_asof(found.sort_values("last"), seats, on="last", by="team")
    unknown = placed["service_area"].isna()
    placed.loc[unknown, "team"] = 0
    placed["service_area"] = placed["service_area"].fillna(0).astype("int64")
    placed["statutory"] = placed["statutory"].eq(True)
    return placed[["at", "staff", *WORKER]]


def held(frames: Frames) -> pd.DataFrame:
    """One row a child with a primary worker on L: at, child, staff, since (without a break), WORKER."""
    allocations = frames["allocations"]
    unbroken = allocations.assign(since=begun(allocations, ["child", "staff"]))
    found = on_days(unbroken, lasts(frames))[["at", "child", "staff", "since"]]
    return joined(found, frames.once(working), "staff", NOBODY)


def caseloads(frames: Frames) -> pd.DataFrame:
    """One row a worker who holds at least one child on L: at, staff, children, WORKER."""
    found = frames.once(held)
    _, first, counts = np.unique(pairs(found["at"], found["staff"]), return_index=True, return_counts=True)
    return found.iloc[first][["at", "staff", *WORKER]].assign(children=counts)


def children(frames: Frames) -> pd.DataFrame:
    """One row a child's status on L: at, child, status, began (without a break), what was agreed, where.

    Of several records of the one status that hold L, the one that began last says what was agreed.
    """
    statuses = frames["statuses"]
    unbroken = statuses.assign(began=begun(statuses, ["child", "status"])).sort_values("starts_on")
    found = on_days(unbroken, lasts(frames)).drop_duplicates(["at", "child", "status"], keep="last")
    return placed(frames, found.drop(columns=["starts_on", "ends_on"]))


def pairs(at: pd.Series, who: pd.Series) -> np.ndarray:
    """One number for the month's place and the primary key of a child or worker."""
    found: np.ndarray = at.to_numpy() << 48 | who.to_numpy()
    return found


def joined(found: pd.DataFrame, known: pd.DataFrame, who: str, columns: dict[str, Any]) -> pd.DataFrame:
    """With columns of what is known of each child or worker on L; their values here where nothing is."""
    place = places_of(pairs(found["at"], found[who]), pairs(known["at"], known[who]))
    return found.assign(
        **{name: np.append(known[name].to_numpy(), nothing)[place] for name, nothing in columns.items()}
    )


def placed(frames: Frames, found: pd.DataFrame) -> pd.DataFrame:
    """With the team and service area of each child's primary worker on L; 0 for those without one."""
    return joined(found, frames.once(held), "child", {"team": 0, "service_area": 0})


def cohorts(frames: Frames) -> dict[str, pd.DataFrame]:
    """By status, the children who are counted as having it on L, with the last visit and supervision.

    Cohorts of CIN, CIN_CWD and ASSESSMENT leave out children who are CP or CLA on L.
    """
    found = frames.once(children)
    who = pairs(found["at"], found["child"])
    stronger = np.isin(who, who[found["status"].isin(STRONGER)])
    counted = found[~(stronger & found["status"].isin(LEFT_OUT_FOR))].sort_values("at")
    counted["last"] = lasts(frames)[counted["at"]]
    for name, day in (("visits", "visited_on"), ("supervisions", "held_on")):
        counted[day] = _last_before(counted, frames[name], day)
    return {status: counted[counted["status"] == status] for status in SUPERVISION_MONTHS}


def _last_before(rows: pd.DataFrame, done: pd.DataFrame, day: str) -> np.ndarray:
    """The last of the child's days up to and including L."""
    who, when = done["child"].to_numpy(), done[day].to_numpy()
    order = np.lexsort([when, who])
    in_order = (who * BEYOND + when)[order]
    child = rows["child"].to_numpy()
    place = np.searchsorted(in_order, child * BEYOND + rows["last"].to_numpy(), "right") - 1
    if not len(order):
        return np.full(len(rows), NEVER)
    return np.where((place >= 0) & (who[order][place] == child), when[order][place], NEVER)
