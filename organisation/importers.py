"""The files that this room imports, as `core.importing` is told of them."""

from core.importing.importer import Importer
from core.importing.importer import register as add
from organisation.actions.imports import write_staff, write_teams
from organisation.imports.staff import StaffRow, check_staff, known_staff, plan_staff
from organisation.imports.teams import TeamRow, check_teams, known_teams, plan_teams
from organisation.permissions import IMPORT_ORGANISATION

TEAMS = Importer(
    kind="teams",
    title="Teams",
    about="Teams and their service areas, from a day to a day. Service areas that are not known are created.",
    permission=IMPORT_ORGANISATION,
    row=TeamRow,
    known=known_teams,
    check=check_teams,
    plan=plan_teams,
    write=write_teams,
)
STAFF = Importer(
    kind="staff",
    title="Staff",
    about="Who works in which team, in what role and for how much of a week, from a day to a day.",
    permission=IMPORT_ORGANISATION,
    row=StaffRow,
    known=known_staff,
    check=check_staff,
    plan=plan_staff,
    write=write_staff,
    replaces=True,
)


def register() -> None:
    """Called once, when Plumbline starts."""
    add(TEAMS)
    add(STAFF)
