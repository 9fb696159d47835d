"""An indicator through time: what it is, what it is to reach and on which level it is, month by month."""

import datetime as dt
from dataclasses import dataclass, replace

from django.http import Http404

from core import months
from figures.models import Indicator
from indicators.models import Entry, StepChange, Target
from indicators.reading.catalogue import Aim, Listed, listed


@dataclass(frozen=True)
class About:
    """The entries, targets and step changes of one indicator, each in the order of time."""

    indicator: Indicator
    entries: list[Entry]
    targets: list[Target]
    steps: list[StepChange]

    def entry(self, month: dt.date) -> Entry:
        """The entry of the month; else the last before it, else the first."""
        begun = [entry for entry in self.entries if entry.starts_on <= month]
        return begun[-1] if begun else self.entries[0]

    def is_listed(self, month: dt.date) -> bool:
        """Whether the catalogue has it in the month."""
        return _holds(self.entry(month), month)

    def listed(self, month: dt.date) -> Listed:
        """As the catalogue has it in the month, or had it last."""
        steps = [step.month for step in self.steps if step.month <= month]
        found: Listed = listed(_bare(self.entry(month)))
        return replace(found, aim=self._aim(month), last_step=steps[-1] if steps else None)

    def _aim(self, month: dt.date) -> Aim | None:
        for each in self.targets:
            if _holds(each, month):
                return Aim(each.operator, each.value, each.tolerance, each.basis, each.note)
        return None

    def steps_among(self, asked: list[dt.date]) -> list[int]:
        """At which places of a run of months another level begins."""
        return [asked.index(step.month) for step in self.steps if step.month in asked[1:]]


def about(slug: str) -> About:
    """All of it, in three queries; a 404 for what the catalogue never had."""
    entries = list(
        Entry.objects.filter(indicator__slug=slug)
        .select_related("indicator", "section")
        .order_by("starts_on", "pk")
    )
    if not entries:
        raise Http404(f"The catalogue has no indicator {slug}.")
    indicator = entries[0].indicator
    targets = list(Target.objects.filter(indicator=indicator).order_by("starts_on"))
    return About(indicator, entries, targets, list(StepChange.objects.filter(indicator=indicator)))


def window(month: dt.date, behind: int) -> list[dt.date]:
    """The month and so many before it."""
    return list(months.span(months.minus_months(month, behind), month))


def _holds(row: Entry | Target, month: dt.date) -> bool:
    return row.starts_on <= month and (row.ends_on is None or month < row.ends_on)


def _bare(entry: Entry) -> Entry:
    """With what `listed` asks of a target and of steps left open: both are said of each month here."""
    for name in ("aim_operator", "last_step"):
        setattr(entry, name, None)
    return entry
