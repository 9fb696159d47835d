"""What is done with an agreed action, each thing on a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from audits import actions
from audits.agreed.standing import ties_to
from audits.forms.agreed import ChangeForm, DoneForm, RecheckForm, ReopenForm, UpdateForm, VerifyForm
from audits.models import ActionUpdate, AgreedAction
from audits.permissions import ACT
from audits.rules import agreed as rules
from audits.views.agreed import action_of
from core.errors import Conflict, Refused
from core.forms import GovukForm, form_page
from core.permissions import requires

Act = Callable[..., Any]


@dataclass(frozen=True)
class Verb:
    """One thing that can be done: its page, who may, of an action in which state."""

    title: str
    submit: str
    form: type[GovukForm]
    act: Act
    may: Callable[[rules.Ties], bool]
    states: tuple[str, ...]
    done: str


def _recheck(*, by: Any, agreed: AgreedAction, **said: Any) -> Any:
    waiting = agreed.rechecks.filter(lasted__isnull=True).first() or agreed.rechecks.last()
    if waiting is None:
        raise Refused("This action was not picked for a re-check.")
    return actions.record_recheck(by=by, picked=waiting, **said)


ANY = (rules.OPEN, rules.DONE, rules.VERIFIED)
SETTLED = (rules.DONE, rules.VERIFIED)
VERBS = {
    "update": Verb(
        "Add an update",
        "Add",
        UpdateForm,
        actions.update_action,
        rules.may_update,
        ANY,
        "The update is added.",
    ),
    "done": Verb(
        "Mark an action as done",
        "Mark as done",
        DoneForm,
        actions.mark_done,
        rules.may_update,
        (rules.OPEN,),
        "The action is done.",
    ),
    "verify": Verb(
        "Verify an action",
        "Verify",
        VerifyForm,
        actions.verify,
        lambda ties: not rules.verifying_refused(ties),
        (rules.DONE,),
        "The action is verified.",
    ),
    "reopen": Verb(
        "Reopen an action",
        "Reopen",
        ReopenForm,
        actions.reopen,
        rules.may_change,
        SETTLED,
        "The action is to do again.",
    ),
    "change": Verb(
        "Change an action",
        "Save",
        ChangeForm,
        actions.change_action,
        rules.may_change,
        ANY,
        "The action is changed.",
    ),
    "recheck": Verb(
        "Re-check an action on the case",
        "Save",
        RecheckForm,
        _recheck,
        lambda ties: not rules.rechecking_refused(ties),
        SETTLED,
        "The re-check is recorded.",
    ),
}


@requires(ACT)
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One thing done with an action: asked on GET, done on POST; two at once are both shown."""
    if verb not in VERBS:
        raise Http404
    asked, agreed = VERBS[verb], action_of(request, pk)
    if not asked.may(ties_to(request.user, agreed)):
        raise PermissionDenied
    if request.method != "POST":
        if agreed.state not in asked.states:
            return redirect(agreed)
        return _page(request, asked, agreed, asked.form(initial=_initial(asked, agreed)))
    form = asked.form(request.POST)
    other: ActionUpdate | None = None
    if form.is_valid():
        try:
            asked.act(by=request.user, agreed=agreed, **form.cleaned_data)
            messages.success(request, asked.done)
            return redirect(agreed)
        except Conflict as conflict:
            form, other = _again(request, asked, conflict.current)
            form.add_error(None, str(conflict))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, asked, agreed, form, other)


def _initial(asked: Verb, agreed: AgreedAction) -> dict[str, Any]:
    if asked.form is not ChangeForm:
        return {"seen": agreed.version}
    person = agreed.owner if agreed.owner_kind == AgreedAction.OwnerKind.PERSON else None
    return {
        "owner_kind": agreed.owner_kind,
        "person": person,
        "due_on": agreed.due_on,
        "tags": list(agreed.tags.all()),
        "seen": agreed.version,
    }


def _again(request: HttpRequest, asked: Verb, current: AgreedAction) -> tuple[GovukForm, ActionUpdate | None]:
    """The form with everything as typed, now on top of what somebody else saved; and what that was."""
    data = request.POST.copy()
    data["seen"] = str(current.version)
    form = asked.form(data)
    form.full_clean()
    last = current.updates.exclude(kind=ActionUpdate.Kind.NOTE).select_related("by").first()
    return form, last


def _page(
    request: HttpRequest,
    asked: Verb,
    agreed: AgreedAction,
    form: GovukForm,
    other: ActionUpdate | None = None,
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=asked.title,
        submit=asked.submit,
        cancel_url=agreed.get_absolute_url(),
        template="audits/action_form.html",
        status=409 if other else 200,
        agreed=agreed,
        other=other,
    )
