"""A page that asks one form and does one action with the answers, then goes back to where one came from."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from caseloads.actions.allocating import ReasonNeeded
from caseloads.models import Child
from caseloads.recording.coming_back import way_back
from caseloads.recording.facts import held
from core import clock, history
from core.errors import Conflict, Refused
from core.forms import GovukForm, form_page

AGAIN = "It is shown as it is now above the form. What you chose is in the form: send it again to make it so."


def child_of(request: HttpRequest, pk: int) -> Child:
    """A child within the reader's reach; else a 404."""
    found: Child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    return found


def ask(
    request: HttpRequest,
    form: GovukForm,
    act: Callable[[Any], str],
    *,
    child: Child,
    stamp: Callable[[Any], str],
    **page: Any,
) -> HttpResponse:
    """The form; when it is sent and in order, `act` with it, which answers what to say; then back.

    What the action refuses is said at the form. When somebody else changed the thing meanwhile, its last
    change is shown above the form, which keeps what was chosen and takes the new `stamp`.
    """
    if request.method == "POST" and form.is_bound and form.is_valid():
        try:
            messages.success(request, act(form))
            return redirect(_landing(request, child))
        except ReasonNeeded as refusal:
            form.add_error("reason", str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Conflict as conflict:
            form.add_error(None, f"{conflict} {AGAIN}")
            form.read_again(stamp(conflict.current))  # type: ignore[attr-defined]
            page |= {"status": 409, "meanwhile": next(iter(history.of(child)), None)}
            if "now" in page:
                page["now"] = held(child, clock.today())
    cancel = way_back(request, child.get_absolute_url())
    return form_page(request, form, cancel_url=cancel, child=child, **page)


def _landing(request: HttpRequest, child: Child) -> str:
    """Back; not to a child who has left one's reach by what was just done."""
    own = child.get_absolute_url()
    back = way_back(request, own)
    gone = back == own and not Child.objects.visible_to(request.user).filter(pk=child.pk).exists()
    return reverse("unallocated") if gone else back
