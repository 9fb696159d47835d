"""The reminders' texts: as they are, and changing one with a preview."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from audits import actions
from audits.forms.reminders import ReminderForm
from audits.models import ReminderText
from audits.permissions import SET_RULES
from audits.running import reminding
from core import clock
from core.errors import Conflict, Refused
from core.forms import form_page
from core.permissions import requires


@requires(SET_RULES)
def reminders(request: HttpRequest) -> HttpResponse:
    """The three reminders, each with an example of what is sent."""
    said = reminding.example(clock.today())
    shown = [(text, *reminding.written(text, said)) for text in reminding.texts().values()]
    return render(request, "audits/reminders.html", {"reminders": shown})


@requires(SET_RULES)
def reminder(request: HttpRequest, kind: str) -> HttpResponse:
    """Change one; the button 'Preview' shows it without saving."""
    text = reminding.texts().get(kind)
    if text is None:
        raise Http404
    form = ReminderForm(text, request.POST or None)
    page: dict[str, Any] = {"text": text}
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            typed = ReminderText(**_said(form.cleaned_data))
            page["preview"] = reminding.written(typed, reminding.example(clock.today()))
        else:
            try:
                return _saved(request, text, form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Conflict as conflict:
                form = _on_top(request, conflict.current)
                form.add_error(None, str(conflict))
                page |= {"other": conflict.current, "status": 409}
    title, cancel_url = f"Reminder: {str(text).lower()}", reverse("reminders")
    return form_page(
        request, form, title=title, cancel_url=cancel_url, template="audits/reminder.html", **page
    )


def _saved(request: HttpRequest, text: ReminderText, told: dict[str, Any]) -> HttpResponse:
    actions.set_reminder_text(
        by=request.user, kind=text.kind, seen=told["seen"], days=told.get("days", 0), **_said(told)
    )
    messages.success(request, f"The reminder ‘{text}’ is saved.")
    return redirect("reminders")


def _said(told: dict[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in ("subject", "body", "active")}


def _on_top(request: HttpRequest, current: ReminderText) -> ReminderForm:
    """The form as typed, now on top of what somebody else saved."""
    data = request.POST.copy()
    data["seen"] = str(current.version)
    form = ReminderForm(current, data)
    form.full_clean()
    return form
