"""The files that this room imports, as `core.importing` is told of them."""

from typing import Any

from caseloads.actions.imports import (
    write_allocations,
    write_statuses,
    write_supervisions,
    write_visits,
)
from caseloads.imports.allocations import (
    AllocationRow,
    check_allocations,
    known_allocations,
    plan_allocations,
)
from caseloads.imports.statuses import StatusRow, check_statuses, known_statuses, plan_statuses
from caseloads.imports.supervisions import (
    SupervisionRow,
    check_supervisions,
    known_supervisions,
    plan_supervisions,
)
from caseloads.imports.visits import VisitRow, check_visits, known_visits, plan_visits
from caseloads.permissions import IMPORT
from core.importing.importer import Importer
from core.importing.importer import register as add

STATUSES = Importer(
    kind="statuses",
    title="Statuses",
    about=(
        "Which status each child has, from a day to a day, and how often visits were agreed for it. A child "
        "that is not known begins with its first status."
    ),
    permission=IMPORT,
    row=StatusRow,
    known=known_statuses,
    check=check_statuses,
    plan=plan_statuses,
    write=write_statuses,
    replaces=True,
)
ALLOCATIONS = Importer(
    kind="allocations",
    title="Allocations",
    about="Who holds which child, from a day to a day. A child has one primary worker a day.",
    permission=IMPORT,
    row=AllocationRow,
    known=known_allocations,
    check=check_allocations,
    plan=plan_allocations,
    write=write_allocations,
    replaces=True,
)
VISITS = Importer(
    kind="visits",
    title="Visits",
    about="On which day each child was visited, whether it was seen, and seen alone.",
    permission=IMPORT,
    row=VisitRow,
    known=known_visits,
    check=check_visits,
    plan=plan_visits,
    write=write_visits,
    replaces=True,
)
SUPERVISIONS = Importer(
    kind="supervisions",
    title="Supervisions",
    about="On which day each child was discussed in its worker’s supervision.",
    permission=IMPORT,
    row=SupervisionRow,
    known=known_supervisions,
    check=check_supervisions,
    plan=plan_supervisions,
    write=write_supervisions,
    replaces=True,
)
ALL: tuple[Importer[Any, Any], ...] = (STATUSES, ALLOCATIONS, VISITS, SUPERVISIONS)


def register() -> None:
    """Called once, when Plumbline starts."""
    for importer in ALL:
        add(importer)
