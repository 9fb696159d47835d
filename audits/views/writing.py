"""The auditor fills in an audit, page by page, checks it and submits it."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audits import actions, writing
from audits.actions.submitting import Draft, Incomplete
from audits.fields import Page
from audits.forms import VERSION_PREFIX, WritingForm
from audits.models import Audit
from audits.permissions import SUBMIT
from audits.record import shown as record
from audits.standing import OWN_WORDS, standing_of
from audits.urgent import returns
from core import kept
from core.errors import Conflict, Refused
from core.numbers import whole
from core.permissions import requires


def _own(request: HttpRequest, pk: int) -> Audit:
    own = Audit.objects.visible_to(request.user).filter(auditor=request.user.access.staff_id)
    return get_object_or_404(own.select_related("cycle", "tool", "service_area", "team"), pk=pk)


@requires(SUBMIT)
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is to fill in, and how far each part is."""
    audit = _own(request, pk)
    if not audit.is_to_do:
        return redirect(audit)
    draft = Draft(audit)
    steps = writing.steps(draft)
    done = sum(step.done for step in steps)
    context = {
        "audit": audit,
        "steps": steps,
        "done": done,
        "unmerged": audit.unmerged.exists(),
        "returned": returns.waiting(audit),
        "barred": OWN_WORDS.get(standing_of(request.user).bar(audit, as_auditor=True), ""),
    }
    return render(request, "audits/start.html", context)


@requires(SUBMIT)
def write(request: HttpRequest, pk: int, page: str) -> HttpResponseBase:
    """One page of questions (or all on one): shown on GET, saved on POST, by a person or as they type."""
    audit = _own(request, pk)
    draft = Draft(audit)
    shown = writing.asked(draft, page)
    if shown is None:
        return redirect("audit_start", pk)
    if request.method == "POST":
        return _save(request, audit, draft, shown)
    if not audit.is_to_do:
        return redirect(audit)
    return _page(request, audit, draft, shown, kept.take(request))


def _page(
    request: HttpRequest, audit: Audit, draft: Draft, shown: Page, typed: QueryDict | None, refusal: str = ""
) -> HttpResponse:
    """The page with what is saved, or with what was typed and is not saved, and why it isn't."""
    typed = typed or QueryDict()
    values = {**draft.values, **{code: typed[code] for code in draft.values if code in typed}}
    context = {
        "audit": audit,
        "page": shown,
        "refusal": refusal,
        "tab": typed.get("tab") or secrets.token_hex(8),
        "form": WritingForm(record.hinted(audit, draft, shown.fields), values),
        "versions": _versions(draft, shown, typed),
        "two_versions": writing.two_versions(audit, draft, shown),
        "is_all": shown.code == writing.ALL,
        "returned": returns.waiting(audit),
    }
    return render(request, "audits/write.html", context, status=409 if refusal else 200)


def _versions(draft: Draft, page: Page, typed: QueryDict) -> list[tuple[str, str]]:
    names = [f"{VERSION_PREFIX}{field.code}" for field in page.fields]
    return [
        (name, typed.get(name) or str(draft.versions.get(name[len(VERSION_PREFIX) :], 0))) for name in names
    ]


def _save(request: HttpRequest, audit: Audit, draft: Draft, page: Page) -> HttpResponseBase:
    fields = {
        field.code: (request.POST.get(field.code, ""), _base(request, field.code))
        for field in page.fields
        if field.code in request.POST or f"{VERSION_PREFIX}{field.code}" in request.POST
    }
    try:
        saved = actions.save(by=request.user, audit=audit, fields=fields, tab=request.POST.get("tab", ""))
    except Refused as refusal:
        if kept.wants_json(request):
            return JsonResponse({"refused": str(refusal)}, status=409)
        return _page(request, audit, draft, page, request.POST, str(refusal))
    if kept.wants_json(request):
        answer = {
            code: {"version": each.version, "conflict": each.conflict is not None}
            for code, each in saved.items()
        }
        return JsonResponse({"fields": answer})
    if any(each.conflict for each in saved.values()):
        return redirect("audit_write", audit.pk, page.code)
    return _onwards(request, audit, draft, page.code)


def _base(request: HttpRequest, code: str) -> int:
    return whole(request.POST.get(f"{VERSION_PREFIX}{code}")) or 0


def _onwards(request: HttpRequest, audit: Audit, draft: Draft, code: str) -> HttpResponse:
    if request.POST.get("go") == "later":
        return redirect("audit_start", audit.pk)
    following = writing.after(draft, code)
    return redirect("audit_write", audit.pk, following) if following else redirect("audit_check", audit.pk)


@requires(SUBMIT)
@require_POST
def choose(request: HttpRequest, pk: int, unmerged: int) -> HttpResponse:
    """Take or drop a text that was kept beside a newer one."""
    audit = _own(request, pk)
    text = get_object_or_404(audit.unmerged, pk=unmerged)
    act = actions.merge if request.POST.get("choice") == "take" else actions.discard
    try:
        act(by=request.user, audit=audit, unmerged=text)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(audit)
    page = writing.asked(Draft(audit), request.POST.get("page", ""))
    return redirect("audit_write", pk, page.code if page else writing.ALL)


@requires(SUBMIT)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Check your answers, then submit."""
    audit = _own(request, pk)
    if not audit.is_to_do:
        return redirect(audit)
    problems: dict[str, str] = {}
    notice = ""
    if request.method == "POST":
        try:
            actions.submit(by=request.user, audit=audit, seen=request.POST.get("seen", ""))
            messages.success(request, "Audit submitted. Thank you.")
            return redirect(audit)
        except Incomplete as incomplete:
            problems = incomplete.problems
        except (Conflict, Refused) as refusal:
            notice = str(refusal)
    draft = Draft(audit)
    context = {
        "audit": audit,
        "draft": draft,
        "answered": writing.answered(draft),
        "problems": writing.where(draft, problems),
        "notice": notice,
        "unmerged": audit.unmerged.exists(),
        "returned": returns.waiting(audit),
    }
    return render(request, "audits/check.html", context, status=422 if problems else 200)
