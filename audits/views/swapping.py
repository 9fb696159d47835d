"""Swapping one case of a draw."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from audits.actions import swapping
from audits.forms.sampling import SwapForm
from audits.models import FrameCase
from audits.permissions import RUN_CYCLES, SAMPLE
from audits.views.draws import draw_of
from core.errors import Conflict, Refused
from core.forms import form_page
from core.permissions import requires


@requires(RUN_CYCLES, SAMPLE)
def swap(request: HttpRequest, pk: int, case: int) -> HttpResponse:
    """Swap one case for the next in its team's random order, or give it to another auditor; with a reason."""
    found = draw_of(request, pk)
    cases = found.cases.select_related("service_area", "team", "auditor")
    old = get_object_or_404(cases.exclude(auditor=None), pk=case)
    form = SwapForm(old, request.POST or None, initial={"seen": found.version})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _swapped(request, old, form.cleaned_data))
            return redirect(found)
        except Conflict:
            form = _on_top(old, request, found.version)
            form.add_error(None, "Somebody else changed this draw in the meantime. Look at it, then swap.")
            status = 409
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title=f"Swap {old.case_ref}",
        submit="Swap",
        cancel_url=found.get_absolute_url(),
        intro=f"{old.team or old.service_area}, drawn for {old.auditor}. What was swapped is kept.",
        status=status,
    )


def _swapped(request: HttpRequest, old: FrameCase, said: dict[str, Any]) -> str:
    """Do as was asked, and say what was done."""
    why: dict[str, Any] = {"by": request.user, "case": old, "reason": said["reason"], "seen": said["seen"]}
    if said["how"] == SwapForm.GIVE:
        swapping.give_case(auditor=said["auditor"], **why)
        return f"{old.case_ref} goes to {said['auditor']}."
    return f"{swapping.swap_case(**why).case_ref} takes the place of {old.case_ref}."


def _on_top(old: FrameCase, request: HttpRequest, version: int) -> SwapForm:
    """The form as typed, now on top of the draw as it is."""
    data = request.POST.copy()
    data["seen"] = str(version)
    form = SwapForm(old, data)
    form.full_clean()
    return form
