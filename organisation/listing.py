"""What the administrator's lists show: each thing once, as it is today, in few queries."""

import datetime as dt
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from core import clock
from core.periods import holds
from organisation import dated
from organisation.models import (
    RoleHolding,
    ServiceArea,
    ServiceAreaName,
    Staff,
    StaffRecord,
    Succession,
    Team,
    TeamRecord,
    User,
)


def service_areas() -> QuerySet[ServiceArea]:
    """Service areas, with until when each exists and how many teams sit in it today."""
    last = ServiceAreaName.objects.filter(service_area=OuterRef("pk")).order_by("-starts_on")
    today = holds(clock.today(), "team_records__")
    return ServiceArea.objects.annotate(
        until=Subquery(last.values("ends_on")[:1]),
        teams=Count("team_records__team", filter=today, distinct=True),
    )


def team_records() -> QuerySet[Any]:
    """Every record of every team, with the team and its service area."""
    return TeamRecord.objects.select_related("team", "service_area")


def teams_to_come() -> QuerySet[Team]:
    """Teams that exist today or will."""
    return Team.objects.filter(dated.unfinished(clock.today(), "records__")).distinct()


def where_to_move(team: Team) -> list[Team]:
    """Where the staff of a team may go: what it became, then the other teams that exist or will."""
    became = list(Team.objects.filter(origins__predecessor=team).distinct())
    others = teams_to_come().exclude(pk__in=[team.pk, *(each.pk for each in became)])
    return [*became, *others]


def successions(team: Team) -> QuerySet[Succession]:
    """What the team came from and what it became, newest first."""
    either = Q(predecessor=team) | Q(successor=team)
    return Succession.objects.filter(either).select_related("predecessor", "successor")


def staff_today(team: Team) -> QuerySet[Any]:
    """The records of who is in the team today, by name."""
    return staff_records().filter(holds(clock.today()), team=team).order_by("staff__name", "pk")


def staff_records() -> QuerySet[Any]:
    """Every record of every member of staff, with the person and the team."""
    return StaffRecord.objects.select_related("staff", "team")


def one_each(records: QuerySet[Any], owner: str) -> QuerySet[Any]:
    """Of each owner the one record that is shown: today's, else the last that began, else the first to come.

    The same rule as `rules.shown_at`, for the database.
    """
    today = clock.today()
    begun = Case(When(starts_on__lte=today, then=Value(0)), default=Value(1), output_field=IntegerField())
    newest_first = Case(When(starts_on__lte=today, then="starts_on"))
    model: Any = records.model
    own = model.objects.filter(**{owner: OuterRef(owner)})
    best = own.order_by(begun, newest_first.desc(), "starts_on").values("pk")[:1]
    return records.filter(pk=Subquery(best))


def on(records: QuerySet[Any], day: dt.date) -> QuerySet[Any]:
    """The records that hold the day."""
    return records.filter(holds(day))


def in_ended_teams(records: QuerySet[Any]) -> QuerySet[Any]:
    """Of the staff's records, those in a team that does not exist today."""
    return records.exclude(team__in=TeamRecord.objects.on(clock.today()).values("team"))


def staff_roles() -> list[tuple[str, str]]:
    """The roles that staff have or had, as choices."""
    roles = StaffRecord.objects.order_by("role").values_list("role", flat=True).distinct()
    return [(role, role) for role in roles]


def without_a_role(users: QuerySet[User]) -> QuerySet[User]:
    """Of the users, those who hold no role today."""
    return users.exclude(pk__in=RoleHolding.objects.on(clock.today()).values("user"))


def staff_to_link(user: User | None) -> QuerySet[Staff]:
    """The staff who are no user yet, and the one that this user is."""
    free = Q(user__isnull=True)
    return Staff.objects.filter(free | Q(user=user) if user else free)


def holding(users: QuerySet[User], role: str) -> QuerySet[User]:
    """Of the users, those who hold the role today."""
    held = RoleHolding.objects.on(clock.today()).filter(role=role)
    return users.filter(pk__in=held.values("user"))


def users() -> QuerySet[User]:
    """Users, each with the roles held today as `held_today`."""
    held = RoleHolding.objects.on(clock.today()).select_related("service_area").order_by("role", "pk")
    return User.objects.select_related("staff").prefetch_related(
        Prefetch("role_holdings", queryset=held, to_attr="held_today")
    )
