"""The page of the days on which nobody works: closure days, beside England's bank holidays."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from caseloads.actions import policies as actions
from caseloads.forms.closures import ClosureDayForm, RemoveForm
from caseloads.models import ClosureDay
from caseloads.permissions import SET_POLICIES, VIEW
from caseloads.setting.closure_tables import ClosureTable, HolidayTable
from core import clock, history
from core.history import Actor
from core.permissions import requires
from core.working_days import bank_holidays_of
from organisation import dated
from organisation.views.asking import ask


@requires(VIEW)
def closure_days(request: HttpRequest) -> HttpResponse:
    """Every closure day with the reason, and the bank holidays of this and the next year."""
    days, this_year = list(ClosureDay.objects.all()), clock.today().year
    user: Any = request.user
    may_change = user.may(SET_POLICIES)
    context = {
        "table": ClosureTable(days, may_change=may_change) if days else None,
        "holidays": [HolidayTable(year, bank_holidays_of(year)) for year in (this_year, this_year + 1)],
        "may_change": may_change,
        "lines": history.of_kind(ClosureDay),
    }
    return render(request, "caseloads/closure_days.html", context)


@requires(SET_POLICIES)
def add(request: HttpRequest) -> HttpResponse:
    """Record a day on which the council is closed."""

    by = cast(Actor, request.user)

    def act(told: dict[str, Any]) -> str:
        actions.add_closure_day(by=by, **told)
        return reverse("closure_days")

    return ask(
        request,
        ClosureDayForm(request.POST or None),
        act,
        done="The closure day was added.",
        title="Add a closure day",
        submit="Add",
        intro="A day on which the council is closed besides weekends and bank holidays. It is no "
        "working day, by which some visits are due.",
        cancel_url=reverse("closure_days"),
    )


@requires(SET_POLICIES)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The council is not closed on the day after all; one that is gone by now is said to be."""
    day, by = ClosureDay.objects.filter(pk=pk).first(), cast(Actor, request.user)
    if day is None:
        return _removed_already(request, pk)

    def act(told: dict[str, Any]) -> str:
        actions.remove_closure_day(by=by, closure_day=day, **told)
        return reverse("closure_days")

    return ask(
        request,
        RemoveForm(request.POST or None),
        act,
        done="The closure day was removed.",
        title=f"Remove the closure day {dated.words(day.day)}",
        submit="Remove",
        intro=f"It was recorded for this reason: {day.reason}",
        cancel_url=reverse("closure_days"),
    )


def _removed_already(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the list, where its history stands; 404 for a day that never was."""
    if not history.of(ClosureDay(pk=pk)):
        raise Http404
    messages.info(request, "This closure day has been removed already.")
    return redirect("closure_days")
