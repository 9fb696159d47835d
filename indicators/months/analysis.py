"""A section's month: the page on which its owner writes the analysis, and the one of its confirmation."""

import datetime as dt
from typing import Any, cast

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from core import clock, history, months
from core.errors import Conflict, Refused
from core.forms import form_page
from core.history import Actor
from core.permissions import requires
from indicators.actions.months import confirm, stamp, write_analysis
from indicators.models import AlsoListed, Section, SectionMonth, SignOff
from indicators.months.forms import AnalysisForm, ConfirmForm, asked_of
from indicators.months.tables import FiguresTable
from indicators.permissions import CONFIRM
from indicators.reading.catalogue import catalogue
from indicators.reading.months import SectionState, month_state
from indicators.reading.signed import beside
from indicators.reading.signed import signed as signed_then
from indicators.reading.standing import standings


def _own(request: HttpRequest, slug: str) -> Section:
    mine = Section.objects.confirmed_by(request.user).select_related("owner")
    found: Section = get_object_or_404(mine, slug=slug)
    return found


@requires(CONFIRM)
def section_analysis(request: HttpRequest, month: dt.date, section: str) -> HttpResponse:
    """The section's figures of the month, and what they mean in its owner's words."""
    own = _own(request, section)
    row = SectionMonth.objects.filter(section=own, month=month).first()
    written = row.analysis if row else ""
    signed = SignOff.objects.filter(month=month).exists()
    form = AnalysisForm(asked_of(request), signed=signed, initial={"text": written, "seen": stamp(written)})
    other: SectionMonth | None = None
    if request.method == "POST" and form.is_valid():
        try:
            write_analysis(by=_actor(request), section=own, month=month, **form.cleaned_data)
            messages.success(request, f"The analysis of {own}, {months.label(month)}, is saved.")
            return redirect("section_analysis", month, own.slug)
        except Refused as refused:
            form.add_error(None, str(refused))
        except Conflict as conflict:
            other = conflict.current
            form.add_error(None, f"{conflict} Both are here: yours is in the form. Save again to keep yours.")
            form.read_again(stamp(conflict.current.analysis))
    return form_page(
        request,
        form,
        title=f"Analysis of {own}, {months.label(month)}",
        submit="Save the analysis",
        template="indicators/months/analysis.html",
        status=409 if other else 200,
        signed=signed,
        other=other,
        **_around(request, own, month, row),
    )


@requires(CONFIRM)
def section_confirm(request: HttpRequest, month: dt.date, section: str) -> HttpResponse:
    """The section's figures of the month as they are now, to be confirmed."""
    own = _own(request, section)
    form = ConfirmForm(asked_of(request))
    moved = False
    if request.method == "POST" and form.is_valid():
        try:
            confirm(by=_actor(request), section=own, month=month, seen=form.cleaned_data["seen"])
            messages.success(request, f"The figures of {own}, {months.label(month)}, are confirmed.")
            return redirect("section_confirm", month, own.slug)
        except (Refused, Conflict) as refused:
            moved = isinstance(refused, Conflict)
            form.add_error(None, str(refused))
    whole = month_state(request.user, month, own)
    state = whole.section(own)
    if form.is_bound:
        form.read_again(state.digest)
    form.initial["seen"] = state.digest
    around = _around(request, own, month, state.row)
    return form_page(
        request,
        form,
        title=f"Figures of {own}, {months.label(month)}",
        submit="Confirm these figures",
        template="indicators/months/confirm.html",
        status=409 if moved else 200,
        state=state,
        signed=whole.signed,
        asks=whole.signed is None and _asks(state),
        **around,
    )


def _asks(state: SectionState) -> bool:
    """Whether there is anything that this reader could confirm today."""
    over = state.month < months.first_of(clock.today())
    return over and bool(state.figures) and not state.held_back and not state.is_up_to_date


def _around(request: HttpRequest, section: Section, month: dt.date, row: SectionMonth | None) -> Any:
    """What both pages show: the figures, also those that the section lists besides its own; the history."""
    also = AlsoListed.objects.filter(section=section).values("indicator")
    listed = catalogue(month, Q(section=section) | Q(indicator__in=also))
    stand = standings(request.user, listed, month)
    then = signed_then(request.user, stand)
    caption = f"Figures of {months.label(month)}"
    return {
        "section": section,
        "month": month,
        "row": row,
        "table": FiguresTable(stand, beside(then), caption) if stand else None,
        "other_sources": [each for each in then if each.has_other_source],
        "cancel_url": reverse("section_month", args=[month, section.slug]),
        "back": f"{section} in {months.label(month)}",
        "lines": history.of(row) if row else [],
    }


def _actor(request: HttpRequest) -> Actor:
    return cast(Actor, request.user)
