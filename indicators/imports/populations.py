"""A file of how many children live in the area."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field

from core.importing.changes import Changes, compare, filled
from core.importing.held import Held
from core.importing.keys import once
from core.importing.problems import Problems
from core.importing.rows import Row
from core.importing.scope import Scope
from core.importing.values import Accepts
from indicators.imports.values import whole
from indicators.models import Population

MOST = 2_000_000_000
Year = Annotated[int, Field(ge=1981, le=2100), Accepts("a year such as 2022")]
Children = Annotated[
    int, BeforeValidator(whole), Field(gt=0, le=MOST), Accepts("how many there are, such as 50,126")
]


class PopulationRow(Row):
    """How many under-18s there are, by the estimate for the middle of a year."""

    year: Year
    under_18: Children
    source: Annotated[str, Field(max_length=200)] = ""


@dataclass(frozen=True)
class KnownPopulations:
    """What is recorded, by year."""

    records: dict[Hashable, Held]


def known_populations(scope: Scope[PopulationRow]) -> KnownPopulations:
    """The years there are, in one query; locked for a taking."""
    rows = Population.objects.order_by("pk")
    if scope.lock:
        rows = rows.select_for_update()
    return KnownPopulations(
        {row.year: Held(row.pk, {"under_18": row.under_18, "source": row.source}) for row in rows}
    )


def check_populations(
    rows: Sequence[PopulationRow], known: KnownPopulations, problems: Problems
) -> list[PopulationRow]:
    """The good rows: one a year."""
    same = once(rows, lambda row: row.year, "year", problems)
    return [filled(row, known.records.get(row.year), {"source": "source"}) for row in same]


def plan_populations(rows: Sequence[PopulationRow], known: KnownPopulations) -> Changes[PopulationRow]:
    """What the rows add and correct."""
    return compare(
        rows,
        known.records,
        key=lambda row: row.year,
        label=lambda row: f"Population of {row.year}",
        values=lambda row: {"under_18": row.under_18, "source": row.source},
    )
