"""The administrator's pages of service areas."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.permissions import requires
from core.tables import RecordList
from organisation import actions, listing
from organisation.filters import ServiceAreaFilters
from organisation.forms import EndForm, ServiceAreaNew, ServiceAreaRename
from organisation.models import ServiceArea
from organisation.permissions import MANAGE_ORGANISATION
from organisation.tables import ServiceAreaNameTable, ServiceAreaTable, TeamsInTable
from organisation.views.asking import ask
from organisation.views.showing import Shown, show


class ServiceAreas(RecordList):
    """Every service area that there is or was."""

    permissions = [MANAGE_ORGANISATION]
    title = "Service areas"
    empty = "There is no service area yet. Add the first, or import teams from a file."
    table_class = ServiceAreaTable
    filters_class = ServiceAreaFilters

    def get_records(self, user: Any) -> QuerySet[ServiceArea]:
        return listing.service_areas()

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Add a service area", reverse("service_area_new"))]


@requires(MANAGE_ORGANISATION)
def service_area(request: HttpRequest, pk: int) -> HttpResponse:
    """One service area: what it was called, which teams sat in it, its history."""
    area = get_object_or_404(ServiceArea, pk=pk)
    tables = [
        Shown(ServiceAreaNameTable(area.records.all()), "It has no name on record."),
        Shown(TeamsInTable(listing.team_records().filter(service_area=area)), "No team ever sat in it."),
    ]
    can = [("Rename from a day", "service_area_rename"), ("End on a day", "service_area_end")]
    return show(request, area, back=("Service areas", "service_areas"), tables=tables, actions=can)


@requires(MANAGE_ORGANISATION)
def new(request: HttpRequest) -> HttpResponse:
    """Add a service area."""
    return ask(
        request,
        ServiceAreaNew(request.POST or None),
        lambda told: actions.create_service_area(
            by=request.user, name=told["name"], long_name=told["long_name"], starts_on=told["on"]
        ),
        done="The service area was added.",
        title="Add a service area",
        submit="Add",
        cancel_url=reverse("service_areas"),
    )


@requires(MANAGE_ORGANISATION)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a service area from a day."""
    area = get_object_or_404(ServiceArea, pk=pk)
    now = {"name": area.name, "long_name": area.long_name}
    return ask(
        request,
        ServiceAreaRename(request.POST or None, owner=area, initial=now),
        lambda told: actions.rename_service_area(by=request.user, area=area, **told),
        done="The service area was renamed.",
        title=f"Rename {area}",
        intro="What it was called before that day stays on record.",
        cancel_url=area.get_absolute_url(),
    )


@requires(MANAGE_ORGANISATION)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a service area on a day."""
    area = get_object_or_404(ServiceArea, pk=pk)
    return ask(
        request,
        EndForm(request.POST or None, owner=area),
        lambda told: actions.end_service_area(by=request.user, area=area, **told),
        done="The end of the service area was recorded.",
        title=f"End {area}",
        submit="End it",
        intro="Its teams must have moved or ended by then. All that was recorded of it stays.",
        cancel_url=area.get_absolute_url(),
    )
