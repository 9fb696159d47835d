"""The chase list, and reminders sent by hand."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from audits import actions
from audits.permissions import RUN_CYCLES
from audits.rules.reminding import in_words
from audits.running import chasing
from audits.running.filters import ChaseFilters
from audits.running.tables import ChaseTable
from core.numbers import whole
from core.permissions import requires
from core.tables import RecordList

LISTED = 10


class Chase(RecordList):
    """Everybody with audits to do in open cycles."""

    permissions = [RUN_CYCLES]
    title = "Chase list"
    intro = (
        "Everybody with audits to do in an open cycle. Reminders go out by themselves each morning; here "
        "you send one now."
    )
    table_class = ChaseTable
    filters_class = ChaseFilters
    template_name = "audits/chase.html"
    empty = "Nobody has an audit to do in an open cycle. Allocate audits and open the cycle first."

    def get_records(self, user: Any) -> QuerySet[Any]:
        return chasing.owing()

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Texts of the reminders", reverse("reminders"))]


@requires(RUN_CYCLES)
@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Send a reminder to those who were chosen, one a person and day."""
    chosen = [pk for each in request.POST.getlist("staff") if (pk := whole(each)) is not None][:1000]
    if not chosen:
        messages.error(request, "Choose whom to remind in the list first.")
        return redirect("chase")
    done = actions.remind_now(by=request.user, staff=chosen)
    if done.posted:
        messages.success(request, f"A reminder goes to {_named(done.posted)}.")
    if done.before:
        one = "One a person and day is enough."
        messages.info(request, f"A reminder went today already to {_named(done.before)}. {one}")
    if done.nobody:
        messages.info(request, f"There is no user to write to for {_named(done.nobody)}.")
    if not (done.posted or done.before or done.nobody):
        messages.info(request, "Nobody of those has an audit to do any more.")
    return redirect("chase")


def _named(names: list[str]) -> str:
    shown = names[:LISTED]
    rest = len(names) - len(shown)
    return in_words([*shown, f"{rest} more"] if rest else shown)
