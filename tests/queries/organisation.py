"""How often the pages of who is who ask the database."""

import datetime as dt

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
from tests.permissions.row import ADMIN
from tests.queries.page import Page

BEGAN, CHANGED = dt.date(2020, 1, 1), dt.date(2023, 4, 1)


def service_areas(world, numbers):
    """Service areas, each with a name of today."""
    areas = ServiceArea.objects.bulk_create(ServiceArea(name=f"Area {n}") for n in numbers)
    ServiceAreaName.objects.bulk_create(
        ServiceAreaName(service_area=area, name=area.name, starts_on=BEGAN) for area in areas
    )


def teams(world, numbers):
    """Teams of one's own service area, each with an earlier record and one of today."""
    made = Team.objects.bulk_create(Team(name=f"Team {n}") for n in numbers)
    kind = {"service_area": world.own.area, "case_holding": True, "statutory": True}
    periods = [(BEGAN, CHANGED), (CHANGED, None)]
    TeamRecord.objects.bulk_create(
        TeamRecord(team=team, name=team.name, starts_on=first, ends_on=last, **kind)
        for team in made
        for first, last in periods
    )
    Succession.objects.bulk_create(
        Succession(predecessor=team, successor=world.own.team, on=CHANGED) for team in made
    )


def staff(world, numbers):
    """Staff of one's own team, each with an earlier record and one of today."""
    made = Staff.objects.bulk_create(Staff(staff_id=f"N{n}", name=f"Person {n}") for n in numbers)
    where = {"team": world.own.team, "role": "SW", "fte": 1}
    periods = [(BEGAN, CHANGED), (CHANGED, None)]
    StaffRecord.objects.bulk_create(
        StaffRecord(staff=each, starts_on=first, ends_on=last, **where)
        for each in made
        for first, last in periods
    )
    return made


def users(world, numbers):
    """Users who are staff, with two roles each."""
    made = User.objects.bulk_create(
        User(name=each.name, email=f"{each.staff_id}@council.example", staff=each, password="!")
        for each in staff(world, numbers)
    )
    RoleHolding.objects.bulk_create(
        RoleHolding(user=user, role=role, starts_on=BEGAN) for user in made for role in ("qa", "performance")
    )


def to_be_seen_to(world, numbers):
    """Practice managers without a user, in a team that has ended, and users without a role."""
    gone = Team.objects.create(name=f"Gone {numbers[0]}")
    made = Staff.objects.bulk_create(Staff(staff_id=f"G{n}", name=f"Person {n}") for n in numbers)
    StaffRecord.objects.bulk_create(
        StaffRecord(staff=each, team=gone, role="PM", fte=1, starts_on=BEGAN) for each in made
    )
    User.objects.bulk_create(
        User(name=f"User {n}", email=f"u{n}@council.example", password="!") for n in numbers
    )


def records(world, numbers):
    """One member of staff with a record for each of many days."""
    first = dt.date(2000, 1, 1)
    StaffRecord.objects.bulk_create(
        StaffRecord(
            staff=world.other.staff, team=world.own.team, role="SW", fte=1,
            starts_on=first + dt.timedelta(days=n), ends_on=first + dt.timedelta(days=n + 1),
        )
        for n in numbers
    )  # fmt: skip


def roles(world, numbers):
    """One user with a role for each of many days."""
    first = dt.date(2000, 1, 1)
    RoleHolding.objects.bulk_create(
        RoleHolding(
            user=world.stranger, role="service_lead", service_area=world.own.area,
            starts_on=first + dt.timedelta(days=n), ends_on=first + dt.timedelta(days=n + 1),
        )
        for n in numbers
    )  # fmt: skip


PAGES = [
    Page("service_areas", ADMIN, 5, service_areas),
    Page("service_area", ADMIN, 8, teams, args=lambda world: [world.own.area.pk]),
    Page("teams", ADMIN, 6, teams),
    Page("teams", ADMIN, 6, teams, query={"on_0": "1", "on_1": "1", "on_2": "2023"}, note="of-a-day"),
    Page("teams_merge", ADMIN, 7, teams),
    Page("team", ADMIN, 10, staff, args=lambda world: [world.own.team.pk], note="with-staff"),
    Page("team", ADMIN, 10, teams, args=lambda world: [world.own.team.pk], note="merged-from-many"),
    Page("team_move_staff", ADMIN, 9, staff, args=lambda world: [world.own.team.pk]),
    Page("staff_list", ADMIN, 7, staff),
    Page("staff_list", ADMIN, 7, staff, query={"called": "person"}, note="by-name"),
    Page("staff", ADMIN, 8, records, args=lambda world: [world.other.staff.pk]),
    Page("users", ADMIN, 6, users),
    Page("user", ADMIN, 6, roles, args=lambda world: [world.stranger.pk]),
    Page("user_new", ADMIN, 6, staff),
    Page("home", ADMIN, 9, to_be_seen_to, note="administrator"),
]
