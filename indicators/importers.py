"""The files that this room imports, as `core.importing` is told of them."""

from typing import Any

from core.importing.importer import Importer
from core.importing.importer import register as add
from indicators.actions.files import write_catalogue, write_populations, write_sections, write_targets
from indicators.imports.catalogue import CatalogueRow
from indicators.imports.catalogue_checks import check_catalogue, plan_catalogue
from indicators.imports.catalogue_known import known_catalogue
from indicators.imports.populations import (
    PopulationRow,
    check_populations,
    known_populations,
    plan_populations,
)
from indicators.imports.sections import SectionRow, check_sections, known_sections, plan_sections
from indicators.imports.targets import TargetRow, check_targets, known_targets, plan_targets
from indicators.permissions import CATALOGUE as MAY_DEFINE

SECTIONS = Importer(
    kind="sections",
    title="Sections",
    about="The sections of the performance report, in its order, and the names by which files know them.",
    permission=MAY_DEFINE,
    row=SectionRow,
    known=known_sections,
    check=check_sections,
    plan=plan_sections,
    write=write_sections,
)
CATALOGUE = Importer(
    kind="catalogue",
    title="Catalogue of indicators",
    about=(
        "What each indicator is, from a month on. A row with a later month closes the definition before it. "
        "Of a measure of ours, leave blank what the measure says: kind, unit, decimals, polarity, numerator, "
        "denominator and source."
    ),
    permission=MAY_DEFINE,
    row=CatalogueRow,
    known=known_catalogue,
    check=check_catalogue,
    plan=plan_catalogue,
    write=write_catalogue,
)
TARGETS = Importer(
    kind="targets",
    title="Targets",
    about="What each indicator is to reach, from a month to a month: ‘to’ is the first month without it.",
    permission=MAY_DEFINE,
    row=TargetRow,
    known=known_targets,
    check=check_targets,
    plan=plan_targets,
    write=write_targets,
)
POPULATIONS = Importer(
    kind="populations",
    title="Populations",
    about="How many children under 18 live in the area, by the estimate for the middle of each year.",
    permission=MAY_DEFINE,
    row=PopulationRow,
    known=known_populations,
    check=check_populations,
    plan=plan_populations,
    write=write_populations,
)
ALL: tuple[Importer[Any, Any], ...] = (SECTIONS, CATALOGUE, TARGETS, POPULATIONS)


def register() -> None:
    """Called once, when Plumbline starts."""
    for importer in ALL:
        add(importer)
