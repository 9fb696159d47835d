"""The open cases as a source of draws: every child who could be audited, from the caseload records."""

import datetime as dt
from typing import Any

from audits.models import Cycle
from audits.rules.sample import Case
from audits.sampling.frame_sources import FrameSource, register_frame_source
from caseloads.models import Child
from caseloads.reading.holding import Seats
from caseloads.reading.placed import placed
from core import clock, months

LABEL = "The open cases"


def day_of(cycle: Cycle) -> dt.date:
    """The day whose cases they are: the last of the cycle's month, or today while that is to come."""
    return min(months.last_day(cycle.month), clock.today())


def open_cases(cycle: Cycle, user: Any) -> list[Case]:
    """The children within the user's reach who had a status and a primary worker on the day, by reference.

    Each is a case of the team in which that worker was, and of its service area then. Only teams that hold
    cases have any.
    """
    day = day_of(cycle)
    children = Child.objects.visible_to(user).open_on(day).order_by("case_ref")
    seats = Seats(day)
    held = [
        each
        for each in placed(children.values_list("pk", "case_ref"), day)
        if each.held and each.team_id is not None and seats.holds_cases(each.team_id)
    ]
    return [Case(place, each.case_ref, each.area_id, each.team_id) for place, each in enumerate(held, 1)]


def called(cycle: Cycle) -> str:
    """What a draw says of where its cases come from."""
    return f"{LABEL} of {day_of(cycle):%-d %B %Y}"


def register() -> None:
    """Offer them on the page of a draw."""
    hint = (
        "Children within your reach with a status and a primary worker in a team that holds cases, on the "
        "last day of the cycle’s month, or today if that is earlier."
    )
    register_frame_source(FrameSource("open", LABEL, hint, open_cases, called))
