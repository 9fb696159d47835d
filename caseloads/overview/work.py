"""What the home page of practice managers, heads and leads says of their caseloads, in numbers."""

from typing import Any

from caseloads.full.work import todays_clinic
from caseloads.late.work import todays_dues, todays_waiting
from caseloads.overview import addresses
from caseloads.overview.facts import counted, latest
from caseloads.permissions import VIEW
from core import home
from core.home import Line, Work

ALL_WELL = "Nobody is over their limit, nothing is late, and every child has a worker."


def own_caseloads(user: Any) -> Work | None:
    """Who is over the limit, what is late, whom nobody holds, for those who manage teams or lead services.

    It reads nothing of its own: the blocks that name the most pressing of each have read it.
    """
    access, clinic = user.access, todays_clinic(user)
    if clinic is None or access.sees_all_services or not (access.team_ids or access.service_area_ids):
        return None
    title = "My service’s caseloads" if access.service_area_ids else "My team’s caseloads"
    over = sum(each.is_over for each in clinic.workers)
    visits, talks = ([row.due.days_late for row in rows if row.due.days_late] for rows in todays_dues(user))
    waiting = len(todays_waiting(user))
    children = counted(waiting, "unallocated child", "unallocated children")
    lines = [
        (over, Line(f"{counted(over, 'worker')} over their limit", addresses.over())),
        (visits, Line(counted(len(visits), "late visit"), addresses.late_visits(), _latest(visits))),
        (talks, Line(counted(len(talks), "late supervision"), addresses.late_supervisions(), _latest(talks))),
        (waiting, Line(children, addresses.unallocated())),
    ]
    said = [line for number, line in lines if number]
    return Work(title, said, 0, addresses.all_within_reach(), ALL_WELL)


def _latest(days: list[int]) -> str:
    return latest(max(days, default=0))


def offer() -> None:
    """Tell the home page, and where the caseloads are."""
    home.offer(own_caseloads, 5)
    home.navigate("Caseloads", "caseloads", VIEW.name, 45)
