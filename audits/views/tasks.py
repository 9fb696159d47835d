"""Inadequate audits' tasks, and adding an action to an audit."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits import actions
from audits.agreed.filters import TaskFilters
from audits.agreed.standing import ties_to_audit
from audits.agreed.tables import TaskTable
from audits.forms.agreed import ActionForm, CloseTaskForm
from audits.models import AgreedAction, Audit, InadequateTask
from audits.permissions import ACT, MODERATE
from audits.rules.agreed import may_agree
from core import kept
from core.errors import Refused
from core.forms import form_page
from core.permissions import requires
from core.tables import RecordList

SHOWN = ("audit__cycle", "audit__service_area", "audit__team", "audit__auditor", "assigned_to", "ended_by")
Origin = AgreedAction.Origin


class Tasks(RecordList):
    """The tasks of inadequate audits within the reader's reach."""

    permissions = [ACT]
    title = "Inadequate audits: tasks"
    table_class = TaskTable
    filters_class = TaskFilters
    empty = "There is no task. When an audit is graded inadequate, its task is here at once."

    def get_records(self, user: Any) -> QuerySet[Any]:
        return InadequateTask.objects.visible_to(user).select_related(*SHOWN)


@requires(ACT)
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: the audit, what is agreed, adding an action, closing it."""
    seen = InadequateTask.objects.visible_to(request.user).select_related(*SHOWN)
    shown = get_object_or_404(seen, pk=pk)
    adding, closing = ActionForm(prefix="new"), CloseTaskForm(prefix="close")
    if request.method == "POST" and request.POST.get("do") == "close":
        closing = CloseTaskForm(request.POST, prefix="close")
        if closing.is_valid() and _did(request, closing, _close, shown):
            return redirect(shown)
    elif request.method == "POST":
        adding = ActionForm(request.POST, prefix="new")
        if adding.is_valid() and _did(request, adding, _add, shown):
            return redirect(shown)
    return _page(request, shown, adding, closing)


def _did(request: HttpRequest, form: Any, act: Any, shown: InadequateTask) -> bool:
    try:
        act(request, form, shown)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _close(request: HttpRequest, form: Any, shown: InadequateTask) -> None:
    actions.close_task(by=request.user, task=shown, **form.cleaned_data)
    messages.success(request, "The task is closed.")


def _add(request: HttpRequest, form: Any, shown: InadequateTask) -> None:
    actions.agree(by=request.user, audit=shown.audit, **form.cleaned_data)
    messages.success(request, "The action is agreed.")


def _page(
    request: HttpRequest, shown: InadequateTask, adding: ActionForm, closing: CloseTaskForm
) -> HttpResponse:
    for form in (adding, closing):
        kept.fill(request, form)
    ties = ties_to_audit(request.user, shown.audit)
    may = may_agree(ties) or shown.assigned_to_id == request.user.pk
    context = {
        "task": shown,
        "agreed_actions": list(shown.audit.agreed_actions.select_related("owner").order_by("number")),
        "form": adding if adding.errors else closing,
        "adding": adding,
        "closing": closing,
        "may_agree": may_agree(ties) and shown.is_open,
        "may_close": may and not ties.audited and shown.is_open,
    }
    return render(request, "audits/task.html", context)


@requires(ACT)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an action to an audit; from its moderation, back to there."""
    visible = Audit.objects.visible_to(request.user).select_related("cycle", "service_area", "team")
    audit = get_object_or_404(visible, pk=pk, state__in=(Audit.State.SUBMITTED, Audit.State.RETURNED))
    if not may_agree(ties_to_audit(request.user, audit)):
        raise PermissionDenied
    moderating = request.GET.get("at") == Origin.MODERATION and request.user.may(MODERATE)
    back = reverse("audit_moderate", args=[pk]) if moderating else audit.get_absolute_url()
    form = ActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        origin = Origin.MODERATION if moderating else Origin.LATER
        try:
            actions.agree(by=request.user, audit=audit, origin=origin, **form.cleaned_data)
            messages.success(request, "The action is agreed.")
            return redirect(back)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title=f"Add an action to the audit of {audit.case_ref}",
        submit="Add the action",
        cancel_url=back,
    )
