"""The pages on which visits and supervisions are recorded, put right and removed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from caseloads.actions import contacts
from caseloads.forms.recording import (
    NEVER,
    SupervisionCorrect,
    SupervisionForm,
    VisitCorrect,
    VisitForm,
    outcome_of,
)
from caseloads.models import Child, Supervision, Visit
from caseloads.permissions import RECORD
from caseloads.reading.dues import dues_of
from caseloads.reading.policies import Policies
from caseloads.recording.asking import ask, child_of
from caseloads.recording.gone import gone_already, named
from core import clock
from core.permissions import requires
from organisation import dated

SHOWN = 10
"""How many of the last ones the page lists."""


@dataclass(frozen=True)
class Kind:
    """What is recorded of a child: its noun, forms, page to put it right, actions, what it says when done."""

    noun: str
    model: type[Any]
    form: type[Any]
    correct_form: type[Any]
    correct_page: str
    record: Callable[..., Any]
    correct: Callable[..., Any]
    title: str
    intro: str = ""


VISIT = Kind(
    "visit",
    Visit,
    VisitForm,
    VisitCorrect,
    "visit_correct",
    contacts.record_visit,
    lambda one, **told: contacts.correct_visit(visit=one, **told),
    "Record a visit to {}",
)
SUPERVISION = Kind(
    "supervision",
    Supervision,
    SupervisionForm,
    SupervisionCorrect,
    "supervision_correct",
    contacts.record_supervision,
    lambda one, **told: contacts.correct_supervision(supervision=one, **told),
    "Record a supervision of {}",
    "The day on which the child was discussed in its worker’s supervision. What was said has no place here.",
)


@requires(RECORD)
def visit_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a visit."""
    return _record(request, pk, VISIT)


@requires(RECORD)
def supervision_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a supervision."""
    return _record(request, pk, SUPERVISION)


@requires(RECORD)
def visit_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a visit right, or remove it."""
    return _correct(request, pk, VISIT)


@requires(RECORD)
def supervision_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a supervision right, or remove it."""
    return _correct(request, pk, SUPERVISION)


def _record(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    child, today = child_of(request, pk), clock.today()
    dues = dues_of([child.pk], today, Policies.read()).get(child.pk)

    def done(form: Any) -> str:
        new = kind.record(by=request.user, child=child, **form.told())
        return _said(kind, child, new)

    return ask(
        request,
        kind.form(request.POST or None),
        done,
        child=child,
        stamp=contacts.stamp,
        title=kind.title.format(child),
        intro=kind.intro,
        submit="Save",
        template="caseloads/record.html",
        noun=kind.noun,
        statuses=dues.statuses.in_words() if dues else "",
        due=getattr(dues, kind.noun, None),
        by=getattr(dues, f"{kind.noun}_by", ""),
        recorded=_last(child, kind),
        correct_page=kind.correct_page,
    )


def _last(child: Child, kind: Kind) -> list[Any]:
    """The newest of the child's, each with its day."""
    return list(kind.model.objects.filter(child=child)[:SHOWN])


def _said(kind: Kind, child: Child, new: Any) -> str:
    if kind is SUPERVISION:
        return f"The supervision of {child} on {dated.words(new.held_on)} is recorded."
    day = dated.words(new.visited_on)
    if new.seen:
        return f"The visit to {child} on {day} is recorded."
    return f"The attempt to visit {child} on {day} is recorded. It does not count as a visit."


def _correct(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    visible = kind.model.objects.filter(child__in=Child.objects.visible_to(request.user))
    one = visible.select_related("child").filter(pk=pk).first()
    if one is None:
        return gone_already(request, kind.model, pk, f"The {kind.noun} has been removed already.")

    def done(form: Any) -> str:
        told = {
            "by": request.user,
            "reason": form.cleaned_data["reason"],
            "as_read": form.cleaned_data["seen"],
        }
        if form.cleaned_data["how"] == NEVER:
            contacts.remove_contact(contact=one, **told)
            return f"The {kind.noun} is removed. History says what it was."
        kind.correct(one, **{**form.told(), **told})
        return f"The {kind.noun} is put right."

    return ask(
        request,
        kind.correct_form(request.POST or None, initial=_as_recorded(one, kind), noun=kind.noun),
        done,
        child=one.child,
        stamp=contacts.stamp,
        title=f"Put right a {kind.noun} {'to' if kind is VISIT else 'of'} {one.child}",
        submit="Save",
        template="caseloads/correct.html",
        one=one,
    )


def _as_recorded(one: Any, kind: Kind) -> dict[str, Any]:
    """What the form shows before it is answered."""
    shown = {**contacts.described(one), "seen": contacts.stamp(one), "of": named(one)}
    return {**shown, "outcome": outcome_of(one.seen, one.seen_alone)} if kind is VISIT else shown
