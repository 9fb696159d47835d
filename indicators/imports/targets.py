"""A file of targets, from a month to a month."""

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from core.importing.changes import Changes, compare, filled
from core.importing.held import Held
from core.importing.keys import apart, ends_after_it_starts, once
from core.importing.problems import Problem, Problems
from core.importing.rows import Row
from core.importing.scope import Scope
from core.importing.values import OneOf
from core.periods import ALWAYS
from indicators.imports.values import Month, Number, Slug, from_month, shown
from indicators.models import Basis, Entry, Operator, Target

_OPERATORS, _BASES = OneOf(tuple(Operator.values)), OneOf(tuple(Basis.values))


class TargetRow(Row):
    """What an indicator is to reach, from a month to a month."""

    indicator: Slug
    operator: Annotated[str, BeforeValidator(_OPERATORS), _OPERATORS.accepts]
    value: Number
    tolerance: Number | None = None
    basis: Annotated[str, BeforeValidator(_BASES), _BASES.accepts] = Basis.OWN.value
    note: Annotated[str, Field(max_length=400)] = ""
    starts_on: Month = Field(ALWAYS, alias="from")
    ends_on: Month | None = Field(None, alias="to")

    def own_problems(self) -> Iterator[Problem]:
        """It ends after it starts."""
        yield from ends_after_it_starts(self.number, self.starts_on, self.ends_on)


_MAY_BE_MISSING = {"tolerance": "tolerance", "basis": "basis", "note": "note", "to": "ends_on"}


@dataclass(frozen=True)
class KnownTargets:
    """The indicators that the catalogue has, by slug, and their targets."""

    indicators: dict[str, int]
    records: dict[Hashable, Held]

    def key(self, row: TargetRow) -> tuple[str, dt.date]:
        """Indicator and from."""
        return row.indicator, row.starts_on


def known_targets(scope: Scope[TargetRow]) -> KnownTargets:
    """Everything that rows are checked against, in two queries; locked for a taking."""
    if scope.lock:
        list(Entry.objects.select_for_update().order_by("pk").values_list("pk"))
    pairs = Entry.objects.order_by().values_list("indicator__slug", "indicator_id")
    records: dict[Hashable, Held] = {}
    for target in Target.objects.select_related("indicator"):
        said = {name: getattr(target, name) for name in Target.SAYS}
        records[target.indicator.slug, target.starts_on] = Held(target.pk, {**said, "to": target.ends_on})
    return KnownTargets(dict(pairs), records)


def check_targets(rows: Sequence[TargetRow], known: KnownTargets, problems: Problems) -> list[TargetRow]:
    """The good rows: of indicators that the catalogue has, one target of each a month."""
    same = once(rows, known.key, "indicator and from", problems)
    good = [filled(row, known.records.get(known.key(row)), _MAY_BE_MISSING) for row in same]
    unknown = [row for row in good if row.indicator not in known.indicators]
    words = "An indicator of the catalogue, by its slug; import or define it first."
    problems.add_all(Problem(row.number, "indicator", row.indicator, words) for row in unknown)
    return apart(
        [row for row in good if row.indicator in known.indicators],
        key=known.key,
        period=lambda row: (row.starts_on, row.ends_on),
        held=known.records,
        rule="One target of an indicator for each month",
        problems=problems,
    )


def plan_targets(rows: Sequence[TargetRow], known: KnownTargets) -> Changes[TargetRow]:
    """What the rows add and correct."""
    records = {
        key: Held(held.pk, {name: shown(value) for name, value in held.values.items()})
        for key, held in known.records.items()
    }
    return compare(
        rows,
        records,
        key=known.key,
        label=lambda row: f"Target of {row.indicator} {from_month(row.starts_on)}",
        values=_values,
    )


def _values(row: TargetRow) -> dict[str, Any]:
    said = {name: shown(getattr(row, name)) for name in Target.SAYS}
    return {**said, "to": shown(row.ends_on)}
