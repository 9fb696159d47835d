"""The pages that change a target: set one from a month on, put one right, end one."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from core.errors import Conflict
from core.history import Actor
from core.permissions import requires
from indicators.actions import targets as actions
from indicators.catalogue import words
from indicators.catalogue.forms.definitions import EndForm, shown_month
from indicators.catalogue.forms.others import TargetForm
from indicators.catalogue.meanwhile import refused
from indicators.catalogue.one import Defined, defined
from indicators.catalogue.rows import PLANNED, state
from indicators.models import Basis, Target
from indicators.permissions import CATALOGUE
from organisation.telling import plain, stamp, stamp_of
from organisation.views.asking import ask


@requires(CATALOGUE)
def set_from(request: HttpRequest, slug: str) -> HttpResponse:
    """Set a target from a month on."""
    one = defined(slug)
    rows = list(Target.objects.filter(indicator=one.indicator))
    initial = {"starts_on": one.month, "basis": Basis.OWN}
    form = TargetForm(request.POST or None, kind=one.kind, seen=stamp_of(rows), initial=initial)
    page = reverse("catalogue_entry", args=[slug])

    def act(told: dict[str, Any]) -> str:
        try:
            made = actions.set_target(
                by=cast(Actor, request.user), indicator=one.indicator, seen=told["seen"], **_asked(form)
            )
        except Conflict as conflict:
            says = "; ".join(_says(row, one) for row in conflict.current)
            raise refused(form, stamp_of(conflict.current), says) from conflict
        messages.success(request, f"Set: {_says(made, one)}.")
        return page

    return ask(
        request,
        form,
        act,
        title="Set a target from a month on",
        intro=f"{one.entry.name}. The target of that month ends there and stays on record. What is planned "
        "for later stays, too.",
        submit="Set the target",
        cancel_url=page,
    )


def _asked(form: TargetForm) -> dict[str, Any]:
    told = form.cleaned_data
    days = {name: told[name] for name in ("starts_on", "ends_on", "reason")}
    return {"values": form.values("starts_on", "ends_on"), **days}


def _says(target: Target, one: Defined) -> str:
    aim = words.aim(target, one.kind)
    return f"{aim[:1].lower()}{aim[1:]} {words.period(target)}"


@requires(CATALOGUE)
def correct(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put one target right."""
    one = defined(slug)
    target = _target(one, pk)
    initial = {name: plain(getattr(target, name)) for name in Target.SAYS}
    days = {"starts_on": shown_month(target.starts_on), "ends_on": target.ends_on}
    form = TargetForm(request.POST or None, kind=one.kind, seen=stamp(target), initial={**initial, **days})
    page = reverse("catalogue_entry", args=[slug])

    def act(told: dict[str, Any]) -> str:
        by = cast(Actor, request.user)
        try:
            actions.correct_target(by=by, target=target, seen=told["seen"], **_asked(form))
        except Conflict as conflict:
            now = conflict.current
            raise refused(form, stamp(now), _says(now, one)) from conflict
        return page

    return ask(
        request,
        form,
        act,
        done="The target was corrected.",
        title="Correct a target",
        intro=f"{one.entry.name}. For what was recorded wrongly. If the target itself has changed, set one "
        "from a month on instead: each month is judged by what was then in force.",
        submit="Correct",
        cancel_url=page,
    )


@requires(CATALOGUE)
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End a target, or take back one that is planned."""
    one = defined(slug)
    target = _target(one, pk)
    planned = state(target, one.month) == PLANNED
    form = EndForm(request.POST or None, planned=planned, seen=stamp(target))
    page = reverse("catalogue_entry", args=[slug])

    def act(told: dict[str, Any]) -> str:
        on, by = target.starts_on if planned else told["on"], cast(Actor, request.user)
        try:
            actions.end_target(by=by, target=target, on=on, reason=told["reason"], seen=told["seen"])
        except Conflict as conflict:
            now = conflict.current
            raise refused(form, stamp(now), _says(now, one)) from conflict
        return page

    return ask(
        request,
        form,
        act,
        done="The target was taken back." if planned else "The end of the target was recorded.",
        title="Take back the target" if planned else "End the target",
        intro=f"{one.entry.name}: {_says(target, one)}.",
        submit="Take it back" if planned else "End it",
        cancel_url=page,
    )


def _target(one: Defined, pk: int) -> Target:
    found = Target.objects.select_related("indicator").filter(indicator=one.indicator, pk=pk).first()
    if found is None:
        raise Http404("There is no such target.")
    target: Target = found
    return target
