"""What the home page says of a month: what is to be confirmed, signed off, and was restated since."""

import datetime as dt
from typing import Any

from django.urls import reverse

from core import clock, home, months
from core.home import Line, Work
from indicators.models import Section, SignOff
from indicators.months.restated import words_of
from indicators.permissions import CONFIRM, SIGN_OFF
from indicators.reading.months import SectionState, month_state
from indicators.reading.restatements import restated_since

SHOWN = 5


def to_confirm(user: Any) -> Work | None:
    """The sections of one's own whose figures of the last full month are not confirmed as they are now."""
    if not user.may(CONFIRM):
        return None
    own = list(Section.objects.filter(owner=user.pk))
    month = months.last_full(clock.today())
    if not own or SignOff.objects.filter(month=month).exists():
        return None
    waiting = month_state(user, month, *own).open
    if not waiting:
        return None
    lines = [_line(each) for each in waiting]
    return Work(f"To confirm for {months.label(month)}", lines[:SHOWN], len(lines))


def _line(state: SectionState) -> Line:
    page = "section_confirm" if state.is_analysed else "section_analysis"
    detail = state.standing if state.is_analysed else f"{state.standing}; no analysis yet"
    return Line(str(state.section), reverse(page, args=[state.month, state.section.slug]), detail)


def to_sign_off(user: Any) -> Work | None:
    """The last full month, until it is signed off: how many of its sections are confirmed."""
    if not user.may(SIGN_OFF):
        return None
    month = months.last_full(clock.today())
    state = month_state(user, month)
    if state.signed or not state.sections:
        return None
    done = len(state.sections) - len(state.open)
    detail = f"{done} of {len(state.sections)} sections confirmed"
    line = Line(f"Sign off {months.label(month)}", reverse("sign_off", args=[month]), detail)
    return Work("Month to sign off", [line], 1)


def restated(user: Any) -> Work | None:
    """Restatements that came to light since the newest sign-off, for those who sign off."""
    if not user.may(SIGN_OFF):
        return None
    newest = SignOff.objects.order_by("-at").first()
    if newest is None:
        return None
    found = restated_since(user, newest.at).order_by("-listed_at", "pk")
    total = found.count()
    if not total:
        return None
    lines = [
        Line(
            f"{each.name}, {months.label(each.figure.month)}: {words_of(each)}",
            each.get_absolute_url(),
            f"{each.figure.place}: {each.reason}",
        )
        for each in found[:SHOWN]
    ]
    title = f"Restated since {_day(newest.at)}, when {newest} was signed off"
    return Work(title, lines, total, reverse("restatements"))


def _day(moment: dt.datetime) -> str:
    local = moment.astimezone(clock.LONDON)
    return f"{local.day} {local:%B %Y}"


def offer() -> None:
    """Tell the home page."""
    home.offer(to_confirm, 7)
    home.offer(to_sign_off, 7)
    home.offer(restated, 8)
