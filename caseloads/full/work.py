"""What the home page of heads, leads and managers says of full caseloads and of alarms."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from caseloads.full import alarms
from caseloads.full.clinic import Caseload, Clinic
from caseloads.permissions import RESPOND
from caseloads.reading.holding import LEFT
from caseloads.rules.responding import Answered
from core import clock, home
from core.home import Line, Work

SHOWN = 5


def held_by_nobody_at_work(user: Any) -> Work | None:
    """Children with somebody who is on leave, has left or is unknown, before all else."""
    clinic = todays_clinic(user)
    if clinic is None or not clinic.alarms:
        return None
    lines = [
        Line(
            text=f"{each.name}: {_children(each.children)}",
            url=each.url or reverse("caseload_alarms"),
            detail=", ".join(filter(None, [_why(each), each.team])),
        )
        for each in alarms.of(clinic)[:SHOWN]
    ]
    title = "Children held by workers who are away"
    return Work(title, lines, len(clinic.alarms), reverse("caseload_alarms"), urgent=True)


def without_response(user: Any) -> Work | None:
    """Caseloads reported to the clinic, or over a protected limit, to which nobody has responded."""
    clinic = todays_clinic(user)
    if clinic is None:
        return None
    waiting = [each for each in _full(clinic) if each.answered is Answered.NONE]
    if not waiting:
        return None
    title = "Caseloads without a management response"
    return Work(title, _lines(waiting), len(waiting), _list(waiting, "none"))


def reviews(user: Any) -> Work | None:
    """Responses whose review is due within a week or overdue, the longest overdue first."""
    clinic = todays_clinic(user)
    if clinic is None:
        return None
    due = [each for each in _full(clinic) if each.answered in (Answered.DUE, Answered.OVERDUE)]
    if not due:
        return None
    due.sort(key=lambda each: each.urgency)
    return Work("Caseload reviews due", _lines(due), len(due), _list(due, ""))


def offer() -> None:
    """Tell the home page: alarms near the top."""
    home.offer(held_by_nobody_at_work, 3)
    home.offer(without_response, 6)
    home.offer(reviews, 6)


def todays_clinic(user: Any) -> Clinic | None:
    """Today's, read once for all blocks of a page; None for those whom it does not concern."""
    if not user.may(RESPOND):
        return None
    found: Clinic | None = getattr(user, "clinic_today", None)
    if found is None or found.day != clock.today():
        found = user.clinic_today = Clinic.read(user, clock.today())
    return found


def _full(clinic: Clinic) -> list[Caseload]:
    return [*clinic.reported, *clinic.protected]


def _lines(caseloads: Iterable[Caseload]) -> list[Line]:
    return [
        Line(
            text=f"{each.name}: {_children(each.children)}",
            url=each.respond_url or "",
            detail=", ".join(filter(None, [each.team, _protected(each), _review(each)])),
            late=each.answered is Answered.OVERDUE,
        )
        for each in list(caseloads)[:SHOWN]
    ]


def _list(caseloads: list[Caseload], response: str) -> str:
    """The list that most of them are on, filtered."""
    protected = all(each.about == "protected" for each in caseloads)
    url = reverse("caseloads_protected" if protected else "caseloads_reported")
    return f"{url}?response={response}" if response else url


def _children(number: int) -> str:
    return f"{number} {'child' if number == 1 else 'children'}"


def _why(alarm: alarms.Alarm) -> str:
    words = "Gone" if alarm.worker.alarm == LEFT else alarm.why
    return f"{words} since {alarm.since:%-d %B %Y}" if alarm.since else alarm.why


def _protected(caseload: Caseload) -> str:
    return "over a protected limit" if caseload.about == "protected" else ""


def _review(caseload: Caseload) -> str:
    return f"review on {caseload.response.review_on:%-d %B %Y}" if caseload.response else ""
