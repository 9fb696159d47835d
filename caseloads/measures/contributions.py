"""What measures answer: rows of month, service area, team, numerator and denominator. Pure."""

from typing import Any

import pandas as pd

from figures.registry import Frames


def counted(frames: Frames, rows: pd.DataFrame, numerator: Any = 1, denominator: Any = 0) -> pd.DataFrame:
    """The rows (at, service_area, team) as contributions: what each adds to the two sums."""
    columns = {
        "month": months(frames, rows),
        "service_area": rows["service_area"].to_numpy(),
        "team": rows["team"].to_numpy(),
        "numerator": numerator,
        "denominator": denominator,
    }
    return pd.DataFrame(columns, index=range(len(rows)))


def months(frames: Frames, rows: pd.DataFrame) -> Any:
    """The month of each row, by its place among those asked for."""
    return frames["month_ends"]["month"].to_numpy()[rows["at"].to_numpy()]
