"""A page that asks one form and does one action with the answers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core import history
from core.errors import Conflict, Refused
from core.forms import GovukForm, form_page
from organisation import reading

AGAIN = "It is shown as it is now above the form. What you typed is in the form: save again to make it so."


def ask(
    request: HttpRequest,
    form: GovukForm,
    act: Callable[[dict[str, Any]], Any],
    *,
    done: str = "",
    template: str = "organisation/form.html",
    **page: Any,
) -> HttpResponse:
    """The form; when it is sent and in order, `act` with its answers, then the page that `act` answers.

    What the action refuses is said at the form. When somebody else changed the thing meanwhile, both
    versions are shown and nothing that was typed is lost. `page` goes to `core.forms.form_page`.
    """
    if request.method == "POST" and form.is_valid():
        try:
            to = act(form.cleaned_data)
            if done:
                messages.success(request, done)
            return redirect(to)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal.__cause__, Conflict):
                page["status"] = 409
        except Conflict as conflict:
            form.add_error(None, f"{conflict} {AGAIN}")
            form.read_again(conflict.current)  # type: ignore[attr-defined] - only a SeenForm has conflicts
            page |= {"status": 409, "meanwhile": _meanwhile(conflict.current)}
    return form_page(request, form, template=template, **page)


def _meanwhile(current: Any) -> dict[str, Any]:
    """What the thing says now, and the last that was done to it."""
    lines = history.of(current)
    return {"facts": reading.facts(current), "last": lines[0] if lines else None}
