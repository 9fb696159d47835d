"""Safeguarding concerns: raised by an auditor, listed, read, answered."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.actions.concerns import answer_concern, raise_concern
from audits.forms.concerns import AnswerForm, ConcernForm
from audits.models import Audit, Concern
from audits.permissions import ANSWER_CONCERNS, SUBMIT, VIEW, VIEW_ALL
from audits.urgent.concern_list import ConcernFilters, ConcernTable
from audits.urgent.concerned import leads_of
from core.errors import Conflict, Refused
from core.forms import form_page
from core.permissions import requires
from core.tables import RecordList

SHOWN = ("audit__cycle", "audit__service_area", "audit__team", "raised_by", "answered_by")


class Concerns(RecordList):
    """Every concern within the reader's reach, without its words."""

    permissions = [ANSWER_CONCERNS, SUBMIT]
    title = "Safeguarding concerns"
    table_class = ConcernTable
    filters_class = ConcernFilters
    empty = (
        "No concern has been raised. An auditor who finds a child at risk says so on the audit’s own form, "
        "with ‘A child is at risk now’."
    )

    def get_records(self, user: Any) -> QuerySet[Any]:
        return Concern.objects.visible_to(user).select_related(*SHOWN)


def _seen(request: HttpRequest, pk: int) -> Concern:
    found: Concern = get_object_or_404(Concern.objects.visible_to(request.user).select_related(*SHOWN), pk=pk)
    return found


@requires(ANSWER_CONCERNS, SUBMIT)
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    """One concern: what was found, what was done, its history."""
    shown = _seen(request, pk)
    user = request.user
    without_lead = user.may(VIEW_ALL) and not shown.answered_at and not leads_of(shown.audit.service_area_id)
    own = user.access.staff_id is not None and shown.audit.auditor_id == user.access.staff_id
    context = {
        "concern": shown,
        "audit": shown.audit,
        "without_lead": without_lead,
        "may_answer": user.may(ANSWER_CONCERNS) and not shown.answered_at,
        "goes_on": own and shown.audit.is_to_do,
        "may_see_audit": user.may(VIEW) and Audit.objects.visible_to(user).filter(pk=shown.audit_id).exists(),
    }
    return render(request, "audits/concern.html", context)


@requires(SUBMIT)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The auditor says that a child is at risk now."""
    own = Audit.objects.visible_to(request.user).filter(auditor=request.user.access.staff_id)
    audit = get_object_or_404(own.select_related("cycle", "service_area", "team"), pk=pk)
    form = ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = raise_concern(by=request.user, audit=audit, **form.cleaned_data)
            messages.success(request, "Your concern is raised. Those named below were told at once.")
            return redirect(new)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title="A child is at risk now",
        submit="Tell them now",
        cancel_url=audit.get_absolute_url(),
        template="audits/concern_form.html",
        audit=audit,
    )


@requires(ANSWER_CONCERNS)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what was done; whoever comes second sees what the first recorded."""
    shown = _seen(request, pk)
    form = AnswerForm(request.POST or None)
    other = shown if shown.answered_at else None
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            answer_concern(by=request.user, concern=shown, **form.cleaned_data)
            messages.success(request, "What was done is recorded.")
            return redirect(shown)
        except Conflict as conflict:
            other, status = conflict.current, 409
            form.add_error(None, str(conflict))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title="Record what was done",
        submit="Record",
        cancel_url=shown.get_absolute_url(),
        template="audits/concern_answer.html",
        status=status,
        concern=shown,
        other=other,
    )
