"""Sending an audit back to its auditor with questions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from audits.actions.returning import return_audit
from audits.forms.returns import ReturnForm
from audits.models import Audit
from audits.permissions import APPROVE, MODERATE
from audits.standing import OWN_WORDS, standing_of
from core.errors import Conflict, Refused
from core.forms import form_page
from core.permissions import requires

INTRO = (
    "The auditor is told by e-mail, finds everything as it was written, changes it and submits it again. "
    "Until then the audit counts as not completed. It is due in a week or, if that is later, when it was. "
    "What it says now is kept, and shown beside what it says then."
)


def may_return(user: Any, audit: Audit, bar: str) -> bool:
    """Whether a page offers it to this person; `bar` is why they have no say in the audit, or blank."""
    allowed = user.may(APPROVE) or user.may(MODERATE)
    return bool(allowed and not bar and audit.is_completed and audit.cycle.state == "open")


@requires(APPROVE, MODERATE)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the questions; what was typed is kept if somebody moderated the audit meanwhile."""
    visible = Audit.objects.visible_to(request.user)
    audit = get_object_or_404(visible.select_related("cycle", "service_area", "team", "auditor"), pk=pk)
    form = ReturnForm(request.POST or None, initial={"seen": audit.version})
    conflict: Audit | None = None
    if request.method == "POST" and form.is_valid():
        try:
            sent = return_audit(by=request.user, audit=audit, **form.cleaned_data)
            due = f"It is due on {sent.audit.is_due_on:%-d %B %Y}."
            messages.success(request, f"The audit is sent back to {audit.auditor}. {due}{_untold(audit)}")
            return redirect(audit)
        except Conflict as met:
            conflict = met.current
            form = _again(request, met.current)
            form.add_error(None, f"{met} Look at it below, then send it back if you still want to.")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title=f"Send back the audit of {audit.case_ref}",
        submit="Send back",
        cancel_url=audit.get_absolute_url(),
        intro=INTRO,
        template="audits/return_form.html",
        status=409 if conflict else 200,
        audit=audit,
        conflict=conflict,
        barred=OWN_WORDS.get(standing_of(request.user).bar(audit), ""),
    )


def _again(request: HttpRequest, audit: Audit) -> ReturnForm:
    """The form as typed, now on top of the audit as it is."""
    data = request.POST.copy()
    data["seen"] = str(audit.version)
    form = ReturnForm(data)
    form.full_clean()
    return form


def _untold(audit: Audit) -> str:
    """An auditor without an account gets no e-mail."""
    if hasattr(audit.auditor, "user"):
        return ""
    return " They have no account in Plumbline, so they were not told: tell them yourself."
