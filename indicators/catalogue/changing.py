"""The pages that change a definition: a part of it from a month on, a version put right, one ended."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from core import months
from core.errors import Conflict
from core.history import Actor
from core.permissions import requires
from indicators.actions import definitions as actions
from indicators.catalogue import parts, words
from indicators.catalogue.forms.definitions import (
    DefinitionForm,
    EndForm,
    FromMonthForm,
    MonthsForm,
    said,
    shown_month,
)
from indicators.catalogue.meanwhile import refused
from indicators.catalogue.one import defined
from indicators.catalogue.rows import PLANNED, state
from indicators.models import Entry
from indicators.permissions import CATALOGUE
from organisation.telling import stamp, stamp_of
from organisation.views.asking import ask


@requires(CATALOGUE)
def set_from(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """Change a part of the definition from a month on."""
    one, found = defined(slug), parts.find(slug, part)
    page = reverse("catalogue_entry", args=[slug])
    initial = {**said(one.entry, found), "starts_on": one.month}
    form = FromMonthForm(
        request.POST or None, only=found.fields, slug=slug, seen=stamp_of(one.entries), initial=initial
    )

    def act(told: dict[str, Any]) -> str:
        try:
            made = _define(request, slug, form)
        except Conflict as conflict:
            now = conflict.current
            told_now = (f"{words.period(row)}, {words.brief(row, found.fields)}" for row in now)
            raise refused(form, stamp_of(now), "; ".join(told_now)) from conflict
        until = f", until {months.label(made.ends_on)}" if made.ends_on else ""
        messages.success(request, f"Changed from {months.label(told['starts_on'])} on{until}.")
        return page

    return ask(
        request,
        form,
        act,
        title=f"{found.title}: change from a month on",
        intro=f"{one.entry.name}. The definition of that month ends there and stays on record; what is "
        "planned for later stays, too. To put right what was recorded wrongly, open the version instead.",
        submit="Change from this month on",
        cancel_url=page,
    )


def _define(request: HttpRequest, slug: str, form: FromMonthForm) -> Entry:
    told, by = form.cleaned_data, cast(Actor, request.user)
    when = {name: told[name] for name in ("starts_on", "reason", "seen")}
    return actions.define(by=by, slug=slug, values=form.values("starts_on"), **when)


@requires(CATALOGUE)
def correct(request: HttpRequest, slug: str, pk: int, part: str) -> HttpResponse:
    """Put right what one version says in a part."""
    found = parts.find(slug, part)
    version = defined(slug).version(pk)
    form = DefinitionForm(
        request.POST or None,
        only=found.fields,
        slug=slug,
        seen=stamp(version),
        initial=said(version, found),
    )
    return _put_right(request, form, version, f"{found.title}: correct", found.fields)


@requires(CATALOGUE)
def months_of(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put right from when to when one version holds."""
    version = defined(slug).version(pk)
    initial = {"starts_on": shown_month(version.starts_on), "ends_on": version.ends_on}
    form = MonthsForm(request.POST or None, seen=stamp(version), initial=initial)
    return _put_right(request, form, version, "Correct when the definition holds", ())


def _put_right(
    request: HttpRequest, form: Any, version: Any, title: str, fields: tuple[str, ...]
) -> HttpResponse:
    page = reverse("catalogue_version", args=[version.indicator.slug, version.pk])

    def act(told: dict[str, Any]) -> str:
        try:
            actions.correct_definition(
                by=cast(Actor, request.user),
                entry=version,
                values=form.values(),
                reason=told["reason"],
                seen=told["seen"],
            )
        except Conflict as conflict:
            now = conflict.current
            says = f"{words.period(now)}, {words.brief(now, fields)}".rstrip(", ")
            raise refused(form, stamp(now), says) from conflict
        return page

    return ask(
        request,
        form,
        act,
        done="The definition was corrected.",
        title=title,
        intro=f"{version.name} {words.period(version)}. For what was recorded wrongly: every month of this "
        "version is shown by it.",
        submit="Correct",
        cancel_url=page,
    )


@requires(CATALOGUE)
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End a version, or take back one that is planned."""
    one = defined(slug)
    version = one.version(pk)
    planned = state(version, one.month) == PLANNED
    form = EndForm(request.POST or None, planned=planned, seen=stamp(version))
    page = reverse("catalogue_entry", args=[slug])

    def act(told: dict[str, Any]) -> str:
        on = version.starts_on if planned else told["on"]
        by = cast(Actor, request.user)
        try:
            actions.end_definition(by=by, entry=version, on=on, reason=told["reason"], seen=told["seen"])
        except Conflict as conflict:
            now = conflict.current
            raise refused(form, stamp(now), words.period(now)) from conflict
        last = planned and len(one.entries) == 1
        return reverse("catalogue") if last else page

    return ask(
        request,
        form,
        act,
        done="The definition was taken back." if planned else "The end of the definition was recorded.",
        title="Take back the definition" if planned else "End the definition",
        intro=f"{version.name} {words.period(version)}. From the month on the catalogue does not have the "
        "indicator; its figures stay as they are.",
        submit="Take it back" if planned else "End it",
        cancel_url=page,
    )
