"""Erasing a text of the history, as a person has the right to ask. That it was erased, and why, stays."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from core import history
from core.permissions import requires
from organisation.forms.erasing import EntryForm, EraseForm
from organisation.permissions import ERASE_HISTORY_TEXT
from organisation.views.asking import ask

WARNING = "Its text cannot be brought back, by anybody."


@requires(ERASE_HISTORY_TEXT)
def find(request: HttpRequest) -> HttpResponse:
    """Ask for the number of the entry."""
    return ask(
        request,
        EntryForm(request.POST or None),
        lambda told: reverse("history_erase_entry", args=[told["number"]]),
        title="Erase a text of the history",
        submit="Continue",
        intro="What an entry says can be erased for good. Who did what, and when, stays.",
        cancel_url=reverse("home"),
    )


@requires(ERASE_HISTORY_TEXT)
def erase(request: HttpRequest, number: int) -> HttpResponse:
    """Show whose act it is, without its text, which may not be for this reader; ask why; erase."""
    line = history.entry(number) if number < 2**63 else None
    if line is None:
        raise Http404
    again = reverse("history_erase_entry", args=[number])
    return ask(
        request,
        EraseForm(request.POST or None),
        lambda told: _erase(request, number, told["reason"], again),
        done=f"The text of entry {number} was erased.",
        title=f"Erase the text of entry {number}",
        submit="Erase it for good",
        paragraphs=[f"{line.did} {line.when}.", line.erasure if line.erased else WARNING],
        cancel_url=reverse("history_erase"),
    )


def _erase(request: HttpRequest, number: int, reason: str, to: Any) -> Any:
    history.erase_text(by=request.user, number=number, reason=reason)
    return to
