"""The overview pages: all within reach, a service area, a team, a worker, a child."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from caseloads.models import Child
from caseloads.overview import contacts, one_child, one_worker, pages
from caseloads.overview.pages import AREA, TEAM, WORKER, About
from caseloads.overview.picture import picture
from caseloads.overview.scope import Scope, area_scope, reach_of, team_scope
from caseloads.permissions import RECORD, RESPOND, VIEW
from caseloads.reading.holding import Seats
from caseloads.recording.tables import HeldTable
from core import clock
from core.periods import holds
from core.permissions import requires
from core.tables.pages import BoundedPaginator, pagination
from organisation.models import ServiceArea, Staff, Team

PAST_PER_PAGE = 20


@requires(VIEW)
def caseloads(request: HttpRequest) -> HttpResponse:
    """All within reach: by service area, for who leads one by team, for who manages a team by worker."""
    about = _all_within_reach(request.user)
    shown = picture(request.user, clock.today())
    return render(request, "caseloads/overview.html", {"title": "Caseloads", **pages.context(about, shown)})


def _all_within_reach(user: Any) -> About:
    access = user.access
    scope, leads, manages = reach_of(user), access.service_area_ids, access.team_ids
    if access.sees_all_services:
        return About("The whole service", scope, AREA, waiting=True)
    areas = list(ServiceArea.objects.filter(pk__in=leads).values_list("name", flat=True))
    existing = Team.objects.filter(holds(clock.today(), "records__"), pk__in=manages)
    teams = list(existing.distinct().values_list("name", flat=True))
    parts = AREA if len(leads) > 1 or (leads and manages) else TEAM if leads else WORKER
    whose = ", ".join([*areas, *teams]) or "No team"
    return About(whose, scope, parts, open_to=leads, waiting=True)


@requires(VIEW)
def area(request: HttpRequest, pk: int) -> HttpResponse:
    """One service area, by team."""
    found = get_object_or_404(ServiceArea, pk=pk)
    scope = _or_404(area_scope(request.user, found))
    about = About(found.name, scope, TEAM, f"service_area={pk}")
    back = ("Back to caseloads", reverse("caseloads"))
    return _place(request, about, f"Caseloads of {found.name}", back)


@requires(VIEW)
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """One team, by worker."""
    found = get_object_or_404(Team, pk=pk)
    seats = Seats(clock.today())
    scope = _or_404(team_scope(request.user, found, seats))
    about = About(found.name, scope, WORKER, f"team={pk}")
    area_pk, name = seats.area(pk)
    may_open = area_pk and area_scope(request.user, ServiceArea(pk=area_pk))
    back = (f"Back to {name}", reverse("caseload_area", args=[area_pk])) if may_open else None
    return _place(
        request, about, f"Caseloads of {found.name}", back or ("Back to caseloads", reverse("caseloads"))
    )


def _or_404(scope: Scope | None) -> Scope:
    if scope is None:
        raise Http404
    return scope


def _place(request: HttpRequest, about: About, title: str, back: tuple[str, str]) -> HttpResponse:
    shown = picture(request.user, clock.today(), about.scope)
    context = {"title": title, "back": back, **pages.context(about, shown)}
    return render(request, "caseloads/overview.html", context)


@requires(VIEW)
def worker(request: HttpRequest, pk: int) -> HttpResponse:
    """One worker within reach: the caseload against the limit, the children, the year, the past."""
    user: Any = request.user
    staff, today = get_object_or_404(Staff, pk=pk), clock.today()
    page = one_worker.page_of(staff, user, today)
    if page is None:
        raise Http404
    seen, beyond = one_worker.visible_past(staff, user, today)
    paginator = BoundedPaginator(seen, PAST_PER_PAGE)
    past = paginator.nearest(request.GET.get("page", "1"))
    context = {
        "page": page,
        "day": today,
        "table": HeldTable(page.children, user, request.get_full_path()),
        "past": past,
        "beyond": beyond,
        "pagination": pagination(past, request.GET),
        "waiting_url": f"{reverse('unallocated')}?worker={pk}",
        "may_record": user.may(RECORD),
        "may_respond": user.may(RESPOND),
    }
    return render(request, "caseloads/worker.html", context)


@requires(VIEW)
def child(request: HttpRequest, pk: int) -> HttpResponse:
    """One child within reach: statuses, workers, what is due, visits and supervisions."""
    user: Any = request.user
    found = get_object_or_404(Child.objects.visible_to(user), pk=pk)
    context = {
        "child": found,
        "page": one_child.page_of(found, user, clock.today()),
        "contacts": contacts.of(found, request.GET),
        "may_record": user.may(RECORD),
    }
    return render(request, "caseloads/child.html", context)
