"""The pages that change a policy: set it from a day, put a period right, end one or take it back."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from caseloads.actions import policies as actions
from caseloads.forms.policies import EndPolicyForm, PolicyForm, form_of
from caseloads.forms.which_limit import WhichLimitForm
from caseloads.permissions import SET_POLICIES
from caseloads.setting import subjects, tables
from caseloads.setting.subjects import Subject
from core import clock
from core.errors import Conflict, Refused
from core.forms import form_page
from core.history import Actor
from core.permissions import requires
from organisation import dated, telling
from organisation.views.asking import ask

CHANGED = (
    "Somebody else changed this policy while you were working on it: it now says {says}. "
    "What you typed is in the form: save again to make it so."
)


@requires(SET_POLICIES)
def which_limit(request: HttpRequest) -> HttpResponse:
    """Ask which limit is to be set, and go to its page."""
    form = WhichLimitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("caseload_policy_set", subjects.LIMITS, form.key())
    return form_page(
        request,
        form,
        title="Set a caseload limit",
        submit="Continue",
        cancel_url=reverse("caseload_policies"),
        intro="For each worker the limit of the team goes first, then that of the service area, then the "
        "general one. A protected caseload holds where it is lower.",
    )


@requires(SET_POLICIES)
def set_from(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Set a policy from a day."""
    subject = subjects.find(kind, key)
    form = form_of(subject.model, subject.about)(request.POST or None, rows=subject.rows)

    def act(told: dict[str, Any]) -> str:
        try:
            made = _set(request, subject, form)
        except Conflict as conflict:
            raise _meanwhile(form, subject, conflict.current) from conflict
        until = f" until {dated.words(made.ends_on)}" if made.ends_on else ""
        messages.success(request, f"Set from {dated.words(told['starts_on'])}{until}: {subject.says(made)}.")
        return subject.get_absolute_url()

    return ask(
        request,
        form,
        act,
        title=f"Set ‘{subject.title}’ from a day",
        submit="Set",
        intro="What holds on that day ends there and stays on record. What is planned for later stays too.",
        cancel_url=subject.get_absolute_url(),
    )


def _set(request: HttpRequest, subject: Subject, form: PolicyForm) -> Any:
    verbs: dict[str, Any] = {
        subjects.SUPERVISION: actions.set_supervision_frequency,
        subjects.VISITS: actions.set_visit_frequency,
        subjects.LIMITS: actions.set_limit,
    }
    return verbs[subject.kind](
        by=cast(Actor, request.user),
        **subject.about,
        **form.values(),
        **form.days(),
        seen=form.cleaned_data["seen"],
    )


@requires(SET_POLICIES)
def correct(request: HttpRequest, kind: str, key: str, pk: int) -> HttpResponse:
    """Put one period right."""
    subject = subjects.find(kind, key)
    row = _row(subject, pk)
    form = form_of(subject.model, subject.about)(request.POST or None, policy=row)

    def act(told: dict[str, Any]) -> str:
        try:
            actions.correct_policy(
                by=cast(Actor, request.user),
                policy=row,
                values=form.values(),
                seen=told["seen"],
                **form.days(),
            )
        except Conflict as conflict:
            raise _meanwhile(form, subject, [conflict.current]) from conflict
        return subject.get_absolute_url()

    return ask(
        request,
        form,
        act,
        done="The policy was corrected.",
        title=f"Correct ‘{subject.title}’",
        intro="For what was recorded wrongly. If the policy itself has changed, set it from a day instead: "
        "each month is judged by what was then in force.",
        cancel_url=subject.get_absolute_url(),
    )


def _meanwhile(form: PolicyForm | EndPolicyForm, subject: Subject, rows: list[Any]) -> Refused:
    """The refusal that says what there is now; what was typed stays in the form."""
    form.read_again(telling.stamp_of(rows))
    return Refused(CHANGED.format(says="; ".join(_says(subject, row) for row in rows) or "nothing"))


def _says(subject: Subject, row: Any) -> str:
    now = tables.PeriodRow(subject, row, clock.today())
    until = f" until {now.ends}" if now.ends else ""
    return f"‘{now.says}’, from {now.starts}{until}"


@requires(SET_POLICIES)
def end(request: HttpRequest, kind: str, key: str, pk: int) -> HttpResponse:
    """End one period on a day, or take back one that is planned."""
    subject = subjects.find(kind, key)
    row = _row(subject, pk)
    planned = row.starts_on > clock.today()
    form = EndPolicyForm(request.POST or None, policy=row)

    def act(told: dict[str, Any]) -> str:
        on = row.starts_on if planned else told["on"]
        by = cast(Actor, request.user)
        try:
            actions.end_policy(by=by, policy=row, on=on, reason=told["reason"], seen=told["seen"])
        except Conflict as conflict:
            raise _meanwhile(form, subject, [conflict.current]) from conflict
        return subject.get_absolute_url()

    return ask(
        request,
        form,
        act,
        done="The policy was taken back." if planned else "The end of the policy was recorded.",
        title=f"{'Take back' if planned else 'End'} ‘{subject.title}’",
        submit="Take it back" if planned else "End it",
        intro=f"From {dated.words(row.starts_on)}: {subject.says(row)}. "
        f"Where nothing is set: {subject.otherwise}.",
        cancel_url=subject.get_absolute_url(),
    )


def _row(subject: Subject, pk: int) -> Any:
    found = next((row for row in subject.rows if row.pk == pk), None)
    if found is None:
        raise Http404
    return found
