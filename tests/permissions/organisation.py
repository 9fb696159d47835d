"""The addresses of who is who: all are the administrator's."""

from core import history
from tests.permissions.row import ADMIN, Row, allow

MANAGE = allow(ADMIN)


def furnish(world):
    """A line of history whose text may be erased."""
    world.more["entry"] = history.of(world.stranger)[0].number


def row(name, args=None):
    """An address of the administrator's, who manages every row alike."""
    return Row(name, own=args, get=MANAGE) if args else Row(name, get=MANAGE)


def area(world, user):
    return [world.own.area.pk]


def team(world, user):
    return [world.own.team.pk]


def staff(world, user):
    return [world.own.staff.pk]


def record(world, user):
    return [world.own.staff.pk, world.own.staff.records.get().pk]


def somebody(world, user):
    return [world.stranger.pk]


def holding(world, user):
    return [world.stranger.pk, world.stranger.role_holdings.get().pk]


ROWS = [
    row("service_areas"),
    row("service_area_new"),
    row("service_area", area),
    row("service_area_rename", area),
    row("service_area_end", area),
    row("teams"),
    row("team_new"),
    row("teams_merge"),
    row("team", team),
    row("team_change", team),
    row("team_split", team),
    row("team_move_staff", team),
    row("team_end", team),
    row("staff_list"),
    row("staff_new"),
    row("staff", staff),
    row("staff_change", staff),
    row("staff_name", staff),
    row("staff_leave", staff),
    row("staff_record_correct", record),
    row("mail"),
    row("users"),
    row("user_new"),
    row("user", somebody),
    row("user_change", somebody),
    row("user_off", somebody),
    row("user_on", somebody),
    row("user_link", somebody),
    row("role_give", somebody),
    row("role_end", holding),
    row("history_erase"),
    row("history_erase_entry", lambda world, user: [world.entry]),
]
