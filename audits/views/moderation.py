"""The moderation of one audit: read it, grade it blind where the cycle says so, settle on the grade."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from audits import actions, blinding, reading
from audits.agreed import shown as agreed_shown
from audits.forms import BlindGradeForm, ModerationForm
from audits.models import Audit, Concern
from audits.permissions import MODERATE
from audits.record import shown as record_shown
from audits.standing import OWN_WORDS, standing_of
from audits.urgent import returns
from audits.views.returns import may_return
from core.errors import Conflict, Refused
from core.forms import form_page
from core.permissions import requires


@requires(MODERATE)
def moderate(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the audit, agree or change its grade, say why; in a blind cycle, grade it unseen before."""
    visible = Audit.objects.visible_to(request.user).completed()
    audit = get_object_or_404(
        visible.select_related("cycle", "tool", "service_area", "team", "auditor"), pk=pk
    )
    hidden = blinding.hides_grade(request.user, audit)
    if hidden or "blind" in request.POST:
        return _blind(request, audit, hidden=hidden)
    return _settle(request, audit)


def _blind(request: HttpRequest, audit: Audit, *, hidden: bool) -> HttpResponse:
    """The answers without the auditor's grade; what was typed is kept if somebody settled it meanwhile."""
    form = BlindGradeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.grade_blind(by=request.user, audit=audit, **form.cleaned_data)
            messages.success(request, "Your grade is kept. Now settle on the final one.")
            return redirect("audit_moderate", audit.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    words = {"title": f"Grade the audit of {audit.case_ref}, blind", "submit": "Keep my grade and go on"}
    return _page(request, form, audit, None, hidden=hidden, asks_blind=True, **words)


def _settle(request: HttpRequest, audit: Audit) -> HttpResponse:
    given = blinding.blind_grade_of(request.user, audit)
    initial = {"seen": audit.version, **({"grade": given.grade} if given else {})}
    form = ModerationForm(request.POST or None, initial=initial)
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
    words = {"title": f"Moderate the audit of {audit.case_ref}", "submit": "Save moderation"}
    return _page(request, form, audit, other, hidden=False, given=given, **words)


def _again(request: HttpRequest, audit: Audit) -> ModerationForm:
    """The form with everything as typed, now on top of the other's moderation."""
    data = request.POST.copy()
    data["seen"] = str(audit.version)
    form = ModerationForm(data)
    form.full_clean()
    return form


def _page(
    request: HttpRequest,
    form: BlindGradeForm | ModerationForm,
    audit: Audit,
    other: Audit | None,
    *,
    hidden: bool,
    **words: Any,
) -> HttpResponse:
    bar = standing_of(request.user).bar(audit)
    context: dict[str, Any] = {
        "audit": audit,
        "hidden": hidden,
        "pages": reading.answers_of(audit),
        "record": record_shown.beside(request.user, audit),
        "barred": OWN_WORDS.get(bar, ""),
        "may_return": may_return(request.user, audit, bar),
        "concerns": list(Concern.objects.visible_to(request.user).filter(audit=audit)),
        "returns": returns.of_audit(audit, blinding.CODES if hidden else ()),
        "other": other.moderations.select_related("moderator").first() if other else None,
        "before": None if other else audit.moderations.select_related("moderator").first(),
        **agreed_shown.beside(request.user, audit),
        "at_moderation": True,
        **words,
    }
    return form_page(
        request,
        form,
        cancel_url=audit.get_absolute_url(),
        template="audits/moderate.html",
        status=409 if other else 200,
        **context,
    )
