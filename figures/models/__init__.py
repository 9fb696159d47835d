from figures.models.figures import CurrentFigure, Figure, Indicator, Missing, Place, Source
from figures.models.rollups import RollUp, Stale

__all__ = ["CurrentFigure", "Figure", "Indicator", "Missing", "Place", "RollUp", "Source", "Stale"]
