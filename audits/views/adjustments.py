"""Adjustments: the list, one of them, asking or doing, deciding, reinstating; and why an audit was missed."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits import actions
from audits.forms.adjustments import AdjustmentForm, DecisionForm, MissedForm, ReinstateForm
from audits.models import Adjustment, Audit
from audits.permissions import APPROVE, RUN_CYCLES, SUBMIT
from audits.running import adjustments
from audits.running.filters import AdjustmentFilters
from audits.running.tables import AdjustmentTable
from audits.standing import OWN_WORDS, standing_of
from core.errors import Conflict, Refused
from core.forms import form_page
from core.permissions import requires
from core.tables import RecordList

SHOWN = ("audit__cycle", "audit__auditor", "asked_by", "decided_by", "auditor", "auditor_before")
DONE = {
    "exempt": "The auditor is exempted from this audit.",
    "extend": "More time is given.",
    "reassign": "The audit is given to {auditor}.",
    "withdraw": "The audit is withdrawn.",
}


class Adjustments(RecordList):
    """What was asked for and decided, of audits within the reader's reach."""

    permissions = [APPROVE, SUBMIT]
    title = "Adjustments"
    intro = "Audits exempted, given more time, given to somebody else or withdrawn: who asked, who decided."
    table_class = AdjustmentTable
    filters_class = AdjustmentFilters
    empty = "Nothing has been asked for yet. An auditor asks, and the unit decides, on the audit’s page."

    def get_records(self, user: Any) -> QuerySet[Any]:
        return Adjustment.objects.visible_to(user).select_related(*SHOWN)


def _one(request: HttpRequest, pk: int) -> Adjustment:
    visible = Adjustment.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related(*SHOWN, "audit__tool", "audit__service_area"), pk=pk)


def _audit(request: HttpRequest, pk: int, *, otherwise: Any) -> Audit:
    """An audit of one's own, or any within reach for who holds the other right; else a 404."""
    visible = Audit.objects.visible_to(request.user).select_related(
        "cycle", "service_area", "team", "auditor"
    )
    if not request.user.may(otherwise):
        visible = visible.filter(auditor=request.user.access.staff_id)
    return get_object_or_404(visible, pk=pk)


@requires(APPROVE, SUBMIT)
def adjustment(request: HttpRequest, pk: int) -> HttpResponse:
    """One adjustment; what the auditor before had written, for them alone."""
    shown = _one(request, pk)
    context = {
        "adjustment": shown,
        "sees_reason": adjustments.sees_reason(request.user, shown),
        "draft": adjustments.former_draft(request.user, shown),
        "is_theirs": shown.auditor_before_id and shown.auditor_before_id == request.user.access.staff_id,
        "sees_audit": Audit.objects.visible_to(request.user).filter(pk=shown.audit_id).exists(),
        "may_decide": shown.is_waiting
        and request.user.may(APPROVE)
        and not adjustments.is_own(request.user, shown.audit),
    }
    return render(request, "audits/adjustment.html", context)


@requires(APPROVE, SUBMIT)
def adjust(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The auditor asks; the unit does it straight away."""
    audit = _audit(request, pk, otherwise=APPROVE)
    if kind not in Adjustment.Kind.values:
        raise Http404
    asks = adjustments.is_own(request.user, audit)
    form = AdjustmentForm(audit, kind, request.POST or None, asks=asks)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _adjusted(request, audit, kind, form.cleaned_data, asks=asks)
        except Conflict as conflict:
            audit, status = conflict.current, 409
            form = AdjustmentForm(audit, kind, {**request.POST.dict(), "seen": audit.version}, asks=asks)
            form.add_error(None, str(conflict))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title=(adjustments.ASK if asks else adjustments.DO)[kind],
        submit="Ask" if asks else adjustments.DO[kind],
        cancel_url=audit.get_absolute_url(),
        template="audits/adjust.html",
        status=status,
        audit=audit,
        barred="" if asks else OWN_WORDS.get(standing_of(request.user).bar(audit), ""),
        asks=asks,
    )


def _adjusted(
    request: HttpRequest, audit: Audit, kind: str, told: dict[str, Any], *, asks: bool
) -> HttpResponse:
    seen = told.pop("seen")
    if asks:
        actions.ask_adjustment(by=request.user, audit=audit, kind=kind, **told)
        messages.success(request, "The quality assurance unit decides on what you asked for.")
    else:
        done = actions.adjust(by=request.user, audit=audit, kind=kind, seen=seen, **told)
        messages.success(request, DONE[kind].format(auditor=done.auditor))
    return redirect(audit)


@requires(APPROVE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse what was asked for."""
    shown = _one(request, pk)
    if not shown.is_waiting and request.method != "POST":
        return redirect(shown)
    form = DecisionForm(shown, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_adjustment(by=request.user, adjustment=shown, **form.cleaned_data)
            messages.success(request, "Your decision is saved.")
            return redirect(shown)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            shown = _one(request, pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title=f"Decide: {shown.get_kind_display().lower()}",
        cancel_url=shown.get_absolute_url(),
        template="audits/decide.html",
        status=200 if shown.is_waiting else 409,
        adjustment=shown,
        sees_reason=True,
        barred=OWN_WORDS.get(standing_of(request.user).bar(shown.audit), ""),
    )


@requires(APPROVE)
def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    """An exempted or withdrawn audit is to do again."""
    audit = _audit(request, pk, otherwise=APPROVE)
    form = ReinstateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reinstate(by=request.user, audit=audit, **form.cleaned_data)
            messages.success(request, "The audit is to do again.")
            return redirect(audit)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title="Reinstate this audit",
        submit="Reinstate",
        cancel_url=audit.get_absolute_url(),
        intro=f"{audit.case_ref}, {audit.cycle}: it is counted again, and {audit.auditor} goes on with it.",
    )


@requires(SUBMIT, RUN_CYCLES)
def missed(request: HttpRequest, pk: int) -> HttpResponse:
    """Why an audit was not completed."""
    audit = _audit(request, pk, otherwise=RUN_CYCLES)
    said = {"reason": audit.missed_reason, "note": audit.missed_note}
    form = MissedForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_why_missed(by=request.user, audit=audit, **form.cleaned_data)
            messages.success(request, "The reason is saved.")
            return redirect(audit)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title="Why this audit was not completed",
        cancel_url=audit.get_absolute_url(),
        intro=f"{audit.case_ref}, {audit.cycle}. It can still be completed while the cycle is open.",
    )
