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
from core.errors import Conflict, Refused
from core.forms import GovukForm, form_page
from core.permissions import requires
from core.tables import RecordList

SHOWN = ("audit__cycle", "audit__service_area", "audit__team", "audit__auditor", "assigned_to", "ended_by")
Origin = AgreedAction.Origin
NOT_ADDED = "An action is written below, but not added. Add it or empty its texts, then close the task."


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
    """One task: the audit, what is agreed, adding an action, closing it: one form with two buttons."""
    shown = _task(request, pk)
    adding, closing = ActionForm(prefix="new"), CloseTaskForm(prefix="close")
    if request.method != "POST":
        for form in (adding, closing):
            kept.fill(request, form)
        return _page(request, shown, adding, closing)
    if request.POST.get("do") == "close":
        adding.fill(request.POST)
        return _close(request, shown, adding, CloseTaskForm(request.POST, prefix="close"))
    closing.fill(request.POST)
    return _add(request, shown, ActionForm(request.POST, prefix="new"), closing)


def _task(request: HttpRequest, pk: int) -> InadequateTask:
    seen = InadequateTask.objects.visible_to(request.user).select_related(*SHOWN)
    return get_object_or_404(seen, pk=pk)


def _close(
    request: HttpRequest, shown: InadequateTask, adding: ActionForm, closing: CloseTaskForm
) -> HttpResponse:
    """Close the task, unless an action is half written or it ended meanwhile: then all is as it was typed."""
    ended = False
    if closing.is_valid():
        try:
            if shown.is_open and _typed(adding):
                raise Refused(NOT_ADDED)
            actions.close_task(by=request.user, task=shown, **closing.cleaned_data)
            messages.success(request, "The task is closed.")
            return redirect(shown)
        except Conflict as conflict:
            shown, ended = _task(request, conflict.current.pk), True
            closing.add_error(None, str(conflict))
        except Refused as refusal:
            closing.add_error(None, str(refusal))
    return _page(request, shown, adding, closing, ended=ended)


def _add(
    request: HttpRequest, shown: InadequateTask, adding: ActionForm, closing: CloseTaskForm
) -> HttpResponse:
    """Add the action; the page comes back at once where a reason for closing is typed, which it keeps."""
    if adding.is_valid():
        try:
            actions.agree(by=request.user, audit=shown.audit, **adding.cleaned_data)
            messages.success(request, "The action is agreed.")
            if not _typed(closing):
                return redirect(shown)
            adding = ActionForm(prefix="new")
        except Refused as refusal:
            adding.add_error(None, str(refusal))
    return _page(request, shown, adding, closing)


def _typed(form: GovukForm) -> bool:
    """Whether a text was typed in the form that was not sent."""
    return any(str(form.initial.get(name) or "").strip() for name in ("what", "for_whom", "reason"))


def _page(
    request: HttpRequest,
    shown: InadequateTask,
    adding: ActionForm,
    closing: CloseTaskForm,
    *,
    ended: bool = False,
) -> HttpResponse:
    ties = ties_to_audit(request.user, shown.audit)
    may = may_agree(ties) or shown.assigned_to_id == request.user.pk
    may_close = may and not ties.audited and shown.is_open
    context = {
        "task": shown,
        "agreed_actions": list(shown.audit.agreed_actions.select_related("owner").order_by("number")),
        "form": adding if adding.errors else closing,
        "adding": adding,
        "closing": closing,
        "shows_adding": (may_agree(ties) and shown.is_open) or adding.errors or _typed(adding),
        "shows_closing": may_close or closing.errors or _typed(closing),
        "may_close": may_close,
        "ended": ended,
    }
    return render(request, "audits/task.html", context, status=409 if ended else 200)


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
