"""The pages of names by which files know a thing, and of further sections in which an indicator stands."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.history import Actor
from core.permissions import requires
from indicators.actions import names as actions
from indicators.catalogue.forms.others import AlsoForm, NameForm, ReasonForm
from indicators.catalogue.one import defined
from indicators.models import AlsoListed, IndicatorName, Section, SectionName
from indicators.permissions import CATALOGUE
from organisation.views.asking import ask


@requires(CATALOGUE)
def of_indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """A further name of an indicator."""
    one = defined(slug)
    page = reverse("catalogue_entry", args=[slug])
    return _add(request, str(one.entry), page, indicator=one.indicator)


@requires(CATALOGUE)
def of_section(request: HttpRequest, slug: str) -> HttpResponse:
    """A further name of a section."""
    section = get_object_or_404(Section, slug=slug)
    return _add(request, str(section), reverse("section", args=[slug]), section=section)


def _add(request: HttpRequest, called: str, page: str, **of: Any) -> HttpResponse:
    def act(told: dict[str, Any]) -> str:
        by = cast(Actor, request.user)
        actions.know_by(by=by, name=told["name"], reason=told["reason"], **of)
        return page

    return ask(
        request,
        NameForm(request.POST or None),
        act,
        done="The name was added.",
        title="Add a name by which files know it",
        intro=f"{called}. A file that says this name means it, without asking.",
        submit="Add the name",
        cancel_url=page,
    )


@requires(CATALOGUE)
def forget_of_indicator(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Files do not mean the indicator by the name."""
    name = get_object_or_404(IndicatorName, indicator__slug=slug, pk=pk)
    return _forget(request, name, reverse("catalogue_entry", args=[slug]))


@requires(CATALOGUE)
def forget_of_section(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Files do not mean the section by the name."""
    name = get_object_or_404(SectionName, section__slug=slug, pk=pk)
    return _forget(request, name, reverse("section", args=[slug]))


def _forget(request: HttpRequest, name: IndicatorName | SectionName, page: str) -> HttpResponse:
    def act(told: dict[str, Any]) -> str:
        actions.forget(by=cast(Actor, request.user), name=name, reason=told["reason"])
        return page

    return ask(
        request,
        ReasonForm(request.POST or None),
        act,
        done="The name was forgotten.",
        title=f"Forget the name ‘{name}’",
        intro="A file that says it will have to ask what it means. Figures that were imported by it stay.",
        submit="Forget the name",
        cancel_url=page,
    )


@requires(CATALOGUE)
def list_also(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the indicator in another section as well."""
    one = defined(slug)
    page = reverse("catalogue_entry", args=[slug])
    form = AlsoForm(request.POST or None, but=one.entry.section)

    def act(told: dict[str, Any]) -> str:
        said = {"reason": told["reason"], **form.values()}
        actions.list_also(by=cast(Actor, request.user), indicator=one.indicator, **said)
        return page

    return ask(
        request,
        form,
        act,
        done="It is listed there, too.",
        title="List it in another section",
        intro=f"{one.entry}. Its own section is {one.entry.section}.",
        submit="List it there, too",
        cancel_url=page,
    )


@requires(CATALOGUE)
def list_no_more(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the indicator no longer in a section that is not its own."""
    listed = get_object_or_404(
        AlsoListed.objects.select_related("section", "indicator"), indicator__slug=slug, pk=pk
    )
    page = reverse("catalogue_entry", args=[slug])

    def act(told: dict[str, Any]) -> str:
        actions.list_no_more(by=cast(Actor, request.user), listed=listed, reason=told["reason"])
        return page

    return ask(
        request,
        ReasonForm(request.POST or None),
        act,
        done="It is no longer listed there.",
        title=f"Remove it from ‘{listed.section}’",
        intro="It stays in its own section.",
        submit="Remove",
        cancel_url=page,
    )
