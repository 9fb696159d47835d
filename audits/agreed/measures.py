"""The measures `audits.actions_*`, as contributions of each action of each month. Pure."""

from collections.abc import Callable

import pandas as pd

from figures.registry import Frames, Kind, Measure, Polarity

SOURCE = (
    "The actions agreed after audits of monthly cycles, by their dated updates: what is said of an action "
    "later changes no month before. The due date is the one that held at the month’s end"
)
L = "the month’s last day (while the month is not over: today)"
Which = Callable[[pd.DataFrame], pd.Series]


def is_open(actions: pd.DataFrame) -> pd.Series:
    """Not done by L."""
    return ~actions["done"]


def is_overdue(actions: pd.DataFrame) -> pd.Series:
    """Not done by L, and due before it."""
    return is_open(actions) & (actions["due_on"] < actions["last"])


def is_due(actions: pd.DataFrame) -> pd.Series:
    """Due in the month, up to L."""
    return (actions["due_on"] >= actions["month"]) & (actions["due_on"] <= actions["last"])


def is_on_time(actions: pd.DataFrame) -> pd.Series:
    """Due in the month, and done on or before the day on which it was due."""
    return is_due(actions) & actions["done_by_due"]


def contributions(numerator: Which, denominator: Which | None = None) -> Callable[[Frames], pd.DataFrame]:
    """A measure's function: each action counts 1 in the numerator, 1 in the denominator, or neither."""

    def compute(frames: Frames) -> pd.DataFrame:
        actions = frames["actions"]
        found = {name: actions[name] for name in ("month", "service_area", "team")}
        found["numerator"] = numerator(actions).astype("int64")
        if denominator is not None:
            found["denominator"] = denominator(actions).astype("int64")
        return pd.DataFrame(found)

    return compute


def _count(slug: str, name: str, words: str, which: Which) -> Measure:
    return Measure(
        slug=f"audits.{slug}",
        name=name,
        kind=Kind.COUNT,
        polarity=Polarity.LOWER,
        numerator=words,
        denominator="",
        unit="actions",
        source=SOURCE,
        reads=("actions",),
        compute=contributions(which),
    )


MEASURES = [
    _count("actions_open", "Actions open", f"Actions agreed on or before {L}, and not done by then", is_open),
    _count(
        "actions_overdue",
        "Actions overdue",
        f"Open actions that were due before {L}",
        is_overdue,
    ),
    Measure(
        slug="audits.actions_completed_on_time_rate",
        name="Actions done on time",
        kind=Kind.PERCENTAGE,
        polarity=Polarity.HIGHER,
        numerator="Actions due in the month that were done on or before the day on which they were due",
        denominator="actions due in the month (while it is not over: by today)",
        unit="%",
        source=SOURCE,
        reads=("actions",),
        compute=contributions(is_on_time, is_due),
    ),
]
