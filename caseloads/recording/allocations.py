"""The pages on which a child is allocated, and an allocation ended or taken back."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from caseloads.actions.allocating import allocate
from caseloads.actions.ending import before_it, end_allocation, is_over, take_back_allocation
from caseloads.actions.holding import stamp
from caseloads.forms.recording import ENDED, WRONG, AllocateForm, EndForm
from caseloads.models import Allocation, Child
from caseloads.permissions import RECORD
from caseloads.recording.asking import ask, child_of
from caseloads.recording.choosing import Choosing, choosing
from caseloads.recording.facts import Held, held
from caseloads.recording.gone import gone_already, named
from core import clock
from core.forms import DateParts
from core.numbers import whole
from core.permissions import requires
from organisation import dated
from organisation.forms.base import DayField
from organisation.models import Staff


@requires(RECORD)
def child_allocate(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a worker: who would hold how many, against which limit."""
    child = child_of(request, pk)
    now, found = held(child, clock.today()), choosing(child, _day(request), request.user)
    team = _team(request, found, now)
    form = _form(request, found, {"seen": stamp(child), "staff": request.GET.get("worker"), "team": team})
    return ask(
        request,
        form,
        lambda form: _allocated(request, child, found, form.cleaned_data),
        child=child,
        stamp=stamp,
        title=f"{'Reallocate' if now.primary else 'Allocate'} {child}",
        template="caseloads/allocate.html",
        now=now,
        found=found,
        shown=found.shown(team, form["staff"].value()),
        in_team=dict(found.teams).get(team or 0, ""),
    )


def _form(request: HttpRequest, found: Choosing, initial: dict[str, Any]) -> AllocateForm:
    """Empty, as it was sent, or as it was typed for the workers of another day or team to be shown."""
    if "show" not in request.POST:
        return AllocateForm(found, request.POST or None, initial=initial)
    form = AllocateForm(found, initial=initial)
    form.fill(request.POST)
    form.initial["seen"] = initial["seen"]
    return form


def _day(request: HttpRequest) -> dt.date:
    """The day that was typed, if it is one; else today."""
    field = DayField(required=False, initial=clock.today)
    typed = DateParts().value_from_datadict(request.POST, {}, "on")
    try:
        return field.clean(typed) or clock.today()
    except ValidationError:
        return clock.today()


def _team(request: HttpRequest, found: Choosing, now: Held) -> int | None:
    """Whose workers are shown: the team asked for, else that of the worker chosen, of who holds or held
    the child, or the first there is."""
    teams = [pk for pk, _ in found.teams]
    asked = request.POST.get("team") or request.GET.get("team", "")
    worker = request.POST.get("staff") or request.GET.get("worker")
    holder = now.primary or now.last
    for team in (
        whole(asked),
        found.team_of(worker),
        found.team_of(str(holder.staff_id)) if holder else None,
    ):
        if team in teams:
            return team
    return teams[0] if teams else None


def _allocated(request: HttpRequest, child: Child, found: Choosing, told: dict[str, Any]) -> str:
    staff = get_object_or_404(Staff, pk=told["staff"])
    asked = {name: told[name] for name in ("on", "kind", "reason", "seen")}
    new = allocate(by=request.user, child=child, staff=staff, **asked)  # type: ignore[arg-type]
    until = f" until {dated.words(new.ends_on)}, when somebody else takes over" if new.ends_on else ""
    words = "has a second worker," if new.kind == Allocation.Kind.SECONDARY else "is allocated to"
    if told["staff"] in found.holders():
        words = "is already allocated to"
    return f"{child} {words} {staff}, from {dated.words(new.starts_on)}{until}."


@requires(RECORD)
def allocation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an allocation, or take back one that was recorded wrongly: of one that has ended, only that."""
    visible = Allocation.objects.filter(child__in=Child.objects.visible_to(request.user))
    allocation = visible.select_related("child", "staff").filter(pk=pk).first()
    if allocation is None:
        return gone_already(request, Allocation, pk, "The allocation has been taken back already.")
    before, over = before_it(allocation), is_over(allocation, clock.today())
    form = EndForm(
        request.POST or None,
        initial={"seen": stamp(allocation.child), "of": named(allocation)},
        worker=allocation.staff.name,
        before=before.staff.name if before else "",
        over=over and request.POST.get("how") != ENDED,
    )
    return ask(
        request,
        form,
        lambda form: _ended(request, allocation, form.cleaned_data),
        child=allocation.child,
        stamp=stamp,
        title=f"{'Put right' if over else 'End'} the allocation of {allocation.child} to {allocation.staff}",
        submit="Take back this allocation" if over else "Save",
        over=over,
        before=before,
        template="caseloads/end_allocation.html",
        allocation=allocation,
        now=held(allocation.child, clock.today()),
    )


def _ended(request: HttpRequest, allocation: Allocation, told: dict[str, Any]) -> str:
    asked = {"allocation": allocation, "reason": told["reason"], "seen": told["seen"]}
    child, staff = allocation.child, allocation.staff
    if told["how"] == WRONG:
        goes_on = take_back_allocation(by=request.user, **asked)  # type: ignore[arg-type]
        again = f" {goes_on.staff} holds the child on." if goes_on else ""
        return f"The allocation of {child} to {staff} is taken back.{again}"
    ended = end_allocation(by=request.user, on=told["on"], **asked)  # type: ignore[arg-type]
    return f"The allocation of {child} to {staff} ends on {dated.words(ended.ends_on or told['on'])}."
