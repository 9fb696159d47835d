"""The page of a section, and the pages that add and change one."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from core import clock, history, months
from core.errors import Conflict
from core.history import Actor
from core.permissions import requires
from indicators.actions import sections as actions
from indicators.catalogue.forms.others import AddSectionForm, SectionForm
from indicators.catalogue.meanwhile import refused
from indicators.catalogue.rows import CatalogueRow, of_section
from indicators.catalogue.tables import CatalogueTable
from indicators.models import Section, SectionName
from indicators.permissions import CATALOGUE, VIEW
from organisation.views.asking import ask


@requires(VIEW)
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """One section: what it is to achieve, whose it is, its indicators this month, its names and history."""
    user: Any = request.user
    found = get_object_or_404(Section.objects.select_related("owner"), slug=slug)
    shown = of_section(months.first_of(clock.today()), found)
    context = {
        "section": found,
        "table": _table(shown) if shown else None,
        "month": months.last_full(clock.today()),
        "names": SectionName.objects.filter(section=found),
        "may_change": user.may(CATALOGUE),
        "lines": history.of(found),
    }
    return render(request, "indicators/catalogue/section.html", context)


def _table(shown: list[CatalogueRow]) -> CatalogueTable:
    own = len({row.section for row in shown}) == 1
    less = ("unit", "slug", "state", "headline", *(("section",) if own else ()))
    table = CatalogueTable(shown, exclude=less)
    table.caption = "Indicators"
    for column in table.columns:
        column.column.orderable = False
    return table


@requires(CATALOGUE)
def add(request: HttpRequest) -> HttpResponse:
    """A new section."""
    form = AddSectionForm(request.POST or None)

    def act(told: dict[str, Any]) -> Section:
        by, values = cast(Actor, request.user), form.values("slug")
        return actions.add_section(by=by, slug=told["slug"], values=values, reason=told["reason"])

    return ask(
        request,
        form,
        act,
        done="The section was added.",
        title="Add a section",
        submit="Add the section",
        cancel_url=reverse("sections"),
    )


@requires(CATALOGUE)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Call it otherwise, put it elsewhere, say what it is to achieve and whose it is."""
    found = get_object_or_404(Section.objects.select_related("owner"), slug=slug)
    initial = {name: getattr(found, name) for name in actions.SAYS}
    form = SectionForm(request.POST or None, seen=actions.stamp(found), initial=initial)

    def act(told: dict[str, Any]) -> Section:
        by = cast(Actor, request.user)
        try:
            return actions.change_section(
                by=by, section=found, values=form.values(), reason=told["reason"], seen=told["seen"]
            )
        except Conflict as conflict:
            now = conflict.current
            says = "; ".join(f"{name} {value or 'nothing'}" for name, value in actions.described(now).items())
            raise refused(form, actions.stamp(now), says) from conflict

    return ask(
        request,
        form,
        act,
        done="The section was changed.",
        title=f"Change the section ‘{found}’",
        intro="Files go on knowing it by the name it had.",
        cancel_url=found.get_absolute_url(),
    )
