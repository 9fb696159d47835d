"""The administrator's pages of teams."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.permissions import requires
from core.tables import RecordList
from organisation import actions, dated, listing, tables
from organisation.filters import TeamFilters
from organisation.forms import EndForm, TeamChange, TeamNew
from organisation.forms.places import TEAM_FIELDS
from organisation.models import Team
from organisation.permissions import MANAGE_ORGANISATION
from organisation.views.asking import ask
from organisation.views.showing import Shown, show

CAN = [
    ("Change from a day", "team_change"),
    ("Split", "team_split"),
    ("Move its staff", "team_move_staff"),
    ("End on a day", "team_end"),
]


class Teams(RecordList):
    """Every team that there is or was."""

    permissions = [MANAGE_ORGANISATION]
    title = "Teams"
    empty = "There is no team yet. Add the first, or import teams from a file."
    table_class = tables.TeamTable
    filters_class = TeamFilters

    def get_records(self, user: Any) -> QuerySet[Any]:
        return listing.team_records()

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Add a team", reverse("team_new")), ("Merge teams", reverse("teams_merge"))]


@requires(MANAGE_ORGANISATION)
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """One team: what it was over time, who is in it, what it came from and became, its history."""
    one = get_object_or_404(Team, pk=pk)
    shown = [
        Shown(tables.TeamRecordTable(listing.team_records().filter(team=one)), "Nothing is on record."),
        Shown(tables.TeamStaffTable(listing.staff_today(one)), "Nobody is in it today."),
        Shown(tables.SuccessionTable(listing.successions(one)), "It was neither merged nor split."),
    ]
    return show(request, one, back=("Teams", "teams"), tables=shown, actions=CAN)


@requires(MANAGE_ORGANISATION)
def new(request: HttpRequest) -> HttpResponse:
    """Add a team."""
    form = TeamNew(request.POST or None)
    return ask(
        request,
        form,
        lambda told: actions.create_team(by=request.user, values=form.values(), starts_on=told["on"]),
        done="The team was added.",
        title="Add a team",
        submit="Add",
        cancel_url=reverse("teams"),
    )


@requires(MANAGE_ORGANISATION)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a team, move it to another service area, or change what it does, from a day."""
    one = get_object_or_404(Team, pk=pk)
    record = dated.todays(one)
    now = {name: getattr(record, name, "") for name in TEAM_FIELDS}
    form = TeamChange(request.POST or None, owner=one, initial=now)
    return ask(
        request,
        form,
        lambda told: actions.change_team(
            by=request.user, team=one, values=form.values(), on=told["on"], seen=told["seen"]
        ),
        done="The team was changed.",
        title=f"Change {one}",
        intro="What it was before that day stays on record.",
        cancel_url=one.get_absolute_url(),
    )


@requires(MANAGE_ORGANISATION)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a team on a day."""
    one = get_object_or_404(Team, pk=pk)
    return ask(
        request,
        EndForm(request.POST or None, owner=one),
        lambda told: actions.end_team(by=request.user, team=one, **told),
        done="The end of the team was recorded.",
        title=f"End {one}",
        submit="End it",
        intro="Its staff must have moved or left by then. All that was recorded of it stays.",
        cancel_url=one.get_absolute_url(),
    )
