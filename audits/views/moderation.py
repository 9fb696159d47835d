"""The QA unit's queue, and the moderation of one audit."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from audits import actions, reading
from audits.forms import ModerationForm
from audits.models import Audit
from audits.permissions import MODERATE
from audits.standing import OWN_WORDS, standing_of
from core.errors import Conflict, Refused
from core.forms import form_page
from core.permissions import requires


@requires(MODERATE)
def moderate(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the audit, agree or change its grade, say why."""
    visible = Audit.objects.visible_to(request.user).completed()
    audit = get_object_or_404(
        visible.select_related("cycle", "tool", "service_area", "team", "auditor"), pk=pk
    )
    form = ModerationForm(request.POST or None, initial={"seen": audit.version})
    other: Audit | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.moderate(by=request.user, audit=audit, **form.cleaned_data)
            messages.success(request, "Moderation saved.")
            return redirect(audit)
        except Conflict as conflict:
            other = conflict.current
            form = _again(request, other)
            form.add_error(None, str(conflict))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, form, audit, other)


def _again(request: HttpRequest, audit: Audit) -> ModerationForm:
    """The form with everything as typed, now on top of the other's moderation."""
    data = request.POST.copy()
    data["seen"] = str(audit.version)
    form = ModerationForm(data)
    form.full_clean()
    return form


def _page(request: HttpRequest, form: ModerationForm, audit: Audit, other: Audit | None) -> HttpResponse:
    context: dict[str, Any] = {
        "audit": audit,
        "pages": reading.answers_of(audit),
        "barred": OWN_WORDS.get(standing_of(request.user).bar(audit), ""),
        "other": other.moderations.select_related("moderator").first() if other else None,
        "before": None if other else audit.moderations.select_related("moderator").first(),
    }
    return form_page(
        request,
        form,
        title=f"Moderate the audit of {audit.case_ref}",
        submit="Save moderation",
        cancel_url=audit.get_absolute_url(),
        template="audits/moderate.html",
        status=409 if other else 200,
        **context,
    )
