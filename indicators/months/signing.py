"""The page on which the performance team signs a month off: how far each section is, what is missing."""

import datetime as dt
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core import clock, history, months
from core.errors import Conflict, Refused
from core.forms import form_page
from core.history import Actor
from core.permissions import check, requires
from indicators.actions import months as actions
from indicators.models import SignOff
from indicators.months.forms import SignOffForm, asked_of
from indicators.months.tables import Differs, DiffersTable, SectionsTable
from indicators.permissions import SIGN_OFF, VIEW
from indicators.reading.catalogue import catalogue
from indicators.reading.months import MonthState, month_state, withheld_slugs
from indicators.reading.signed import Signed
from indicators.reading.signed import signed as signed_then
from indicators.reading.standing import standings
from indicators.rules.signing import is_over


@requires(VIEW)
def sign_off(request: HttpRequest, month: dt.date) -> HttpResponse:
    """How far the month is; the performance team signs it off here once every section is confirmed."""
    if request.method == "POST":
        check(request.user, SIGN_OFF)
    state = month_state(request.user, month)
    form = SignOffForm(asked_of(request), missing=bool(state.missing))
    form.initial["seen"] = actions.stamp_of_missing(state)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign_off(by=cast(Actor, request.user), month=month, **form.cleaned_data)
            messages.success(request, f"{months.label(month)} is signed off.")
            return redirect("sign_off", month)
        except Refused as refused:
            form.add_error(None, str(refused))
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            form.read_again(actions.stamp_of_missing(conflict.current))
            state, status = conflict.current, 409
    return form_page(
        request,
        form,
        title=f"Sign off {months.label(month)}",
        submit=f"Sign {months.label(month)} off",
        template="indicators/months/sign_off.html",
        cancel_url=reverse("performance_month", args=[month]),
        back=f"Performance in {months.label(month)}",
        status=status,
        **_shown(request, state),
    )


def _shown(request: HttpRequest, state: MonthState) -> dict[str, Any]:
    signed, user = state.signed, cast(Any, request.user)
    then = _then(request, state.month) if signed else []
    differs = [Differs(each.standing, str(each)) for each in then if each.differs]
    return {
        "state": state,
        "month": state.month,
        "may_sign": user.may(SIGN_OFF),
        "ready": is_over(state.month, clock.today()) and not state.open and not state.held_back,
        "over": is_over(state.month, clock.today()),
        "table": SectionsTable(state.sections, user) if state.sections else None,
        "signed": signed,
        "without": _without(request, signed) if signed else [],
        "differs": DiffersTable(differs) if differs else None,
        "other_sources": [each for each in then if each.has_other_source],
        "lines": history.of(signed) if signed else [],
    }


def _without(request: HttpRequest, signed: SignOff) -> list[tuple[str, str]]:
    """Name and why, of the figures that were missing then, as far as this reader may know."""
    hidden = withheld_slugs(request.user, signed.month)
    return [(name, why) for slug, name, why in signed.missing if slug not in hidden]


def _then(request: HttpRequest, month: dt.date) -> list[Signed]:
    return signed_then(request.user, standings(request.user, catalogue(month), month, behind=0))
