from figures.models.figures import CurrentFigure, Figure, Indicator, Missing, Place, Source
from figures.models.frozen import Frozen, Restatement, Settled
from figures.models.rollups import RollUp, Stale

__all__ = [
    "CurrentFigure",
    "Figure",
    "Frozen",
    "Indicator",
    "Missing",
    "Place",
    "Restatement",
    "RollUp",
    "Settled",
    "Source",
    "Stale",
]
