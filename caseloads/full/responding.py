"""The page of one worker's full caseload: its numbers, the responses to it, a new one, closing the last."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from caseloads.actions.responses import About, asks_for_response, close_response, respond
from caseloads.forms.responses import ResponseForm
from caseloads.full.clinic import Caseload
from caseloads.full.facts import facts_of
from caseloads.models import CaseloadResponse
from caseloads.overview.scope import sees
from caseloads.permissions import RESPOND
from caseloads.reading.holding import worker_on
from caseloads.reading.policies import Policies
from core import clock
from core.errors import Conflict, Refused
from core.forms import form_page
from core.numbers import whole
from core.permissions import requires
from organisation.models import Staff

LISTS = {About.REPORTED: "caseloads_reported", About.PROTECTED: "caseloads_protected"}
TITLES = {
    About.REPORTED: "Management response to the caseload of {name}",
    About.PROTECTED: "Management response to the protected caseload of {name}",
}


@dataclass(frozen=True)
class Answering:
    """What the page is about: the member of staff, their caseload today, every response, newest first."""

    staff: Staff
    caseload: Caseload
    responses: list[CaseloadResponse]

    @property
    def newest(self) -> CaseloadResponse | None:
        """The newest response, closed or not."""
        return self.responses[0] if self.responses else None

    @property
    def seen(self) -> int:
        """What the form carries to say which response was the newest."""
        return self.newest.pk if self.newest else 0

    @property
    def is_asked_for(self) -> bool:
        """Whether the caseload needs a response today."""
        return asks_for_response(self.caseload.worker, self.caseload.about)


@requires(RESPOND)
def caseload_respond(request: HttpRequest, pk: int, about: str) -> HttpResponse:
    """Asked on GET; on POST a response is added or the last one closed. Two at once are both shown."""
    shown = _answering(request, pk, about)
    if request.method != "POST":
        return _page(request, shown, ResponseForm(initial={"seen": shown.seen}))
    if request.POST.get("do") == "close":
        return _close(request, shown)
    form, other = ResponseForm(request.POST), None
    if form.is_valid():
        try:
            new = respond(by=_user(request), staff=shown.staff, about=about, **form.cleaned_data)
            messages.success(request, f"Your response is recorded. Review it on {new.review_on:%-d %B %Y}.")
            return redirect(LISTS[About(about)])
        except Conflict as conflict:
            other, shown = conflict.current, _answering(request, pk, about)
            form = _again(request, shown.seen)
            form.add_error(None, str(conflict))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, shown, form, other)


def _answering(request: HttpRequest, pk: int, about: str) -> Answering:
    """The page's caseload; 404 for a worker beyond the user's reach."""
    if about not in About:
        raise Http404
    staff, today = get_object_or_404(Staff, pk=pk), clock.today()
    worker = worker_on(staff, today, Policies.read())
    if not sees(request.user, worker):
        raise Http404
    responses = list(staff.caseload_responses.filter(about=about).select_related("by"))
    newest = responses[0] if responses and responses[0].closed_on is None else None
    return Answering(staff, Caseload(worker, worker.get_absolute_url(), today, about, newest), responses)


def _close(request: HttpRequest, shown: Answering) -> HttpResponse:
    """Close the response that was read; another one has come meanwhile, or it is still needed: say so."""
    response = get_object_or_404(shown.staff.caseload_responses, pk=whole(request.POST.get("response")))
    try:
        close_response(by=_user(request), response=response)
        messages.success(request, "The response is closed.")
        return redirect(LISTS[About(shown.caseload.about)])
    except (Conflict, Refused) as problem:
        form = ResponseForm(initial={"seen": shown.seen})
        other = problem.current if isinstance(problem, Conflict) else None
        messages.error(request, str(problem))
        return _page(request, shown, form, other)


def _user(request: HttpRequest) -> Any:
    return request.user


def _again(request: HttpRequest, seen: int) -> ResponseForm:
    """The form with everything as typed, now on top of what somebody else saved."""
    data = request.POST.copy()
    data["seen"] = str(seen)
    form = ResponseForm(data)
    form.full_clean()
    return form


def _page(
    request: HttpRequest, shown: Answering, form: ResponseForm, other: CaseloadResponse | None = None
) -> HttpResponse:
    about = About(shown.caseload.about)
    return form_page(
        request,
        form,
        title=TITLES[about].format(name=shown.caseload.name),
        submit="Record the response",
        cancel_url=reverse(LISTS[about]),
        template="caseloads/respond.html",
        status=409 if other else 200,
        answering=shown,
        caseload=shown.caseload,
        facts=facts_of(shown.caseload),
        other=other,
        asks=shown.is_asked_for or bool(form.errors),
    )
