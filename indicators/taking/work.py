"""What the home page of the performance team says of a month whose figures have not come."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from core import clock, home, months
from core.home import Line, Work
from figures.models import CurrentFigure, Place, Source
from indicators.models import Entry, Frequency
from indicators.permissions import IMPORT


def missing_figures(user: Any) -> Work | None:
    """How many reported indicators have no figure of the last full month; None where all have."""
    if not user.may(IMPORT):
        return None
    month = months.minus_months(months.first_of(clock.today()), 1)
    count = without_figure(month)
    if not count:
        return None
    have = "indicator has" if count == 1 else "indicators have"
    line = Line(
        text=f"{months.label(month)}: {count:,} {have} no figure yet. Import them.",
        url=reverse("figures_import"),
        detail="What is missing for a reason comes with the file, too: TBC, N/A, UNDER REVIEW.",
    )
    return Work("Figures to import", [line], total=1)


def without_figure(month: dt.date) -> int:
    """How many indicators of a month that come from files are without one for the whole service."""
    there = CurrentFigure.objects.reported().filter(
        indicator=OuterRef("indicator"), month=month, place__kind=Place.Kind.SERVICE
    )
    expected = Entry.objects.in_month(month).filter(headline=Source.REPORTED, frequency=Frequency.MONTHLY)
    count: int = expected.filter(~Exists(there)).count()
    return count


def offer() -> None:
    """Tell the home page."""
    home.offer(missing_figures, 5)
