"""Draws: drawing a sample for a cycle, its page, its cases, and what may be done with it."""

from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from audits.actions import sampling
from audits.forms.drawing import DrawForm
from audits.models import Cycle, Draw
from audits.permissions import RUN_CYCLES, SAMPLE
from audits.sampling import draw_reading, drawing
from audits.sampling.tables import FrameFilters, FrameTable, SampleTable
from audits.views.cycles import cycle_of
from core.errors import Conflict, Refused
from core.forms import form_page
from core.permissions import requires
from core.tables import RecordList

CHANGED = "Somebody else changed this draw while you were looking at it. It is shown as it is now."


def draw_of(request: HttpRequest, pk: int) -> Draw:
    """A draw of a cycle that this person runs; else a 404."""
    visible = Draw.objects.visible_to(request.user).select_related("cycle", "cycle__tool", "drawn_by")
    return get_object_or_404(visible, pk=pk)


@requires(RUN_CYCLES, SAMPLE)
def draw_for_cycle(request: HttpRequest, key: str) -> HttpResponse:
    """Draw a sample for a cycle from case references."""
    cycle = cycle_of(request, key)
    rooms = _rooms(cycle) if cycle.is_monthly else None
    initial = {"total": rooms["left"] if rooms else None}
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DrawForm(cycle, request.user, *data, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            return redirect(_drawn(request, cycle, form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title=f"Draw a sample for {cycle}",
        submit="Draw",
        cancel_url=cycle.get_absolute_url(),
        template="audits/draw_form.html",
        cycle=cycle,
        rooms=rooms,
    )


def _drawn(request: HttpRequest, cycle: Cycle, said: dict[str, Any]) -> Draw:
    chosen = None if cycle.is_monthly else [each.pk for each in said["auditors"]]
    names = ("frame", "source", "wanted", "seed")
    asked = {name: said[name] for name in names}
    return sampling.make_draw(by=request.user, cycle=cycle, chosen=chosen, **asked)


def _rooms(cycle: Cycle) -> dict[str, int] | None:
    """What is expected of how many in the cycle, and what of it is left; None if nothing is."""
    expected = {key: number or 0 for key, number in drawing.expected_of(cycle).items()}
    allocated = drawing.allocated_in(cycle, expected)
    left = sum(max(number - allocated[key], 0) for key, number in expected.items())
    total = sum(expected.values())
    return {"expected": total, "people": len(expected), "left": left} if total else None


@requires(RUN_CYCLES, SAMPLE)
@require_safe
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw: the sample, each place's share, each auditor's load, what was left out, what may be done."""
    found = draw_of(request, pk)
    shown = draw_reading.shown(found)
    open_ = found.cycle.state != Cycle.State.CLOSED
    context = {
        "draw": found,
        "shown": shown,
        "wanted": drawing.wanted_of(found),
        "table": SampleTable(shown.sample, may_swap=open_ and found.state != Draw.State.DROPPED),
        "may_settle": open_ and found.state == Draw.State.PROPOSED,
        "seed": token_hex(8),
    }
    return render(request, "audits/draw.html", context)


class DrawCases(RecordList):
    """Every case of a draw's list: drawn, not drawn, left out and why."""

    permissions = [RUN_CYCLES, SAMPLE]
    table_class = FrameTable
    filters_class = FrameFilters
    template_name = "audits/draw_cases.html"
    empty = "There are no cases in this draw."

    def get_records(self, user: Any) -> QuerySet[Any]:
        visible = Draw.objects.visible_to(user).select_related("cycle")
        self.draw = get_object_or_404(visible, pk=self.kwargs["pk"])
        return self.draw.cases.select_related("service_area", "team", "auditor")

    def get_title(self) -> str:
        return f"Cases of draw {self.draw.number} of {self.draw.cycle}"

    def get_context(self) -> dict[str, Any]:
        return {"draw": self.draw}


@requires(RUN_CYCLES, SAMPLE)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The same list and settings with another seed; the draw before is dropped, and kept."""
    found = draw_of(request, pk)
    try:
        seed = request.POST.get("seed", "")[:32] or token_hex(8)
        new = sampling.draw_again(by=request.user, draw=found, seed=seed, seen=_seen(request))
    except (Conflict, Refused) as problem:
        messages.error(request, CHANGED if isinstance(problem, Conflict) else str(problem))
        return redirect(found)
    messages.success(request, f"Drawn again. Draw {found.number} is dropped, and kept in the record.")
    return redirect(new)


@requires(RUN_CYCLES, SAMPLE)
@require_POST
def allocate(request: HttpRequest, pk: int) -> HttpResponse:
    """Allocate all that was drawn."""
    found = draw_of(request, pk)
    try:
        sampling.allocate_draw(by=request.user, draw=found, seen=_seen(request))
        messages.success(request, "All cases of this draw are allocated to their auditors.")
    except Conflict:
        messages.error(request, CHANGED)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


def _seen(request: HttpRequest) -> int:
    """The version of the draw that the person looked at."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0


@requires(RUN_CYCLES, SAMPLE)
@require_safe
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Compute the draw again from what was kept of it, and say whether it comes out the same."""
    found = draw_of(request, pk)
    sample = drawing.repeat(found)
    context = {"draw": found, "sample": sample, "holds": drawing.holds(found, sample)}
    return render(request, "audits/draw_repeat.html", context)
