"""The administrator's pages to merge teams, split one, and move its staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core import clock
from core.permissions import requires
from organisation import actions, dated, listing, reading
from organisation.forms import MergeForm, MoveForm, SplitForm
from organisation.forms.places import TEAM_FIELDS
from organisation.models import Team
from organisation.permissions import MANAGE_ORGANISATION
from organisation.views.asking import ask


@requires(MANAGE_ORGANISATION)
def merge(request: HttpRequest) -> HttpResponse:
    """Merge teams into one that exists, or into a new one, from a day."""
    form = MergeForm(request.POST or None)
    return ask(
        request,
        form,
        lambda told: _merge(request, form),
        done="The teams were merged.",
        title="Merge teams",
        submit="Merge",
        intro="All that was recorded of the teams that end stays as it is.",
        cancel_url=reverse("teams"),
    )


def _merge(request: HttpRequest, form: MergeForm) -> Team:
    told = form.cleaned_data
    how = {name: told[name] for name in ("teams", "on", "with_staff")}
    if told["into"]:
        return actions.merge_teams(by=request.user, into=told["into"], **how)
    return actions.merge_teams_into_new(by=request.user, values=form.values(), **how)


@requires(MANAGE_ORGANISATION)
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Split a team into new ones from a day; then say who of its staff goes where."""
    team = get_object_or_404(Team, pk=pk)
    form = SplitForm(request.POST or None, owner=team)
    return ask(
        request,
        form,
        lambda told: _split(request, team, form),
        done="The team was split. Now say who of its staff goes where.",
        title=f"Split {team}",
        submit="Split",
        intro="All that was recorded of it stays as it is. Who goes where is asked next.",
        cancel_url=team.get_absolute_url(),
    )


def _split(request: HttpRequest, team: Team, form: SplitForm) -> str:
    told = form.cleaned_data
    record = dated.last_before(team, told["on"])
    like = actions.TeamValues(**{name: getattr(record, name) for name in TEAM_FIELDS})
    ends = told["goes_on"] == "no"
    actions.split_team(
        by=request.user, team=team, into=form.into(like), on=told["on"], ends=ends, seen=told["seen"]
    )
    return reverse("team_move_staff", args=[team.pk])


@requires(MANAGE_ORGANISATION)
def move_staff(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of each who is in a team where they are from a day on: its successors first."""
    team = get_object_or_404(Team, pk=pk)
    last = team.successions.first()
    day = last.on if last else clock.today()
    form = MoveForm(
        request.POST or None,
        staff=reading.staff_of(team, day),
        teams=listing.where_to_move(team),
        initial={"on": day},
    )
    return ask(
        request,
        form,
        lambda told: _move(request, team, form),
        done="The staff were moved.",
        title=f"Move staff of {team}",
        submit="Move",
        intro="" if form.staff else "Nobody is in this team.",
        cancel_url=team.get_absolute_url(),
    )


def _move(request: HttpRequest, team: Team, form: MoveForm) -> Team:
    actions.move_staff(by=request.user, moves=form.moves(), on=form.cleaned_data["on"])
    return team
