"""Samples outside the month as their pages and the home page say them: plain counts, in no figure."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from audits.blinding import HELD_BACK, HIDDEN, seen_by
from audits.models import Audit, Cycle, Grade
from audits.permissions import RUN_CYCLES, SAMPLE
from audits.progress import COUNTED, MODERATED, SUBMITTED
from core import clock
from core.home import Line, Work


@dataclass(frozen=True)
class GradeRow:
    """A service area's (or all) completed audits by final grade, in the order of the heads."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


@dataclass(frozen=True)
class GradeTable:
    """A sample's grades: the heads, a row a service area, and all."""

    heads: tuple[str, ...]
    rows: list[GradeRow]
    everywhere: GradeRow


def of_user(user: Any) -> QuerySet[Cycle]:
    """The samples that somebody runs, with how far each is."""
    found = Cycle.objects.visible_to(user).outside_the_month().select_related("owner", "tool")
    return found.annotate(
        allocated=Count("audits", filter=COUNTED),
        completed=Count("audits", filter=SUBMITTED),
        moderated=Count("audits", filter=MODERATED),
    )


def grades_of(cycle: Cycle, user: Any) -> GradeTable:
    """How a sample's completed audits are graded, as far as this person may know."""
    done = seen_by(Audit.objects.filter(cycle=cycle).completed(), user)
    found: dict[str, dict[str, int]] = {}
    for name, grade in done.order_by().values_list("service_area__name", "seen_final_grade"):
        counts = found.setdefault(name, {})
        counts[grade] = counts.get(grade, 0) + 1
    kinds = [*Grade.values, *([HIDDEN] if any(HIDDEN in counts for counts in found.values()) else [])]
    rows = [GradeRow(name, tuple(found[name].get(kind, 0) for kind in kinds)) for name in sorted(found)]
    everywhere = GradeRow("All", tuple(sum(row.counts[n] for row in rows) for n in range(len(kinds))))
    words = {**dict(Grade.choices), HIDDEN: HELD_BACK}
    return GradeTable(tuple(str(words[kind]) for kind in kinds), rows, everywhere)


def running(user: Any) -> Work | None:
    """The home page's open samples, for those who run one."""
    if not user.may(SAMPLE):
        return None
    found = Cycle.objects.visible_to(user).outside_the_month().exclude(state=Cycle.State.CLOSED)
    lines = []
    for cycle in found.order_by("due_on", "pk")[:5]:
        late = cycle.due_on < clock.today()
        words = f"{cycle.get_kind_display()}, {'was due' if late else 'due'} on {cycle.due_on:%-d %B %Y}"
        lines.append(Line(str(cycle), cycle.get_absolute_url(), words, late))
    title = "Samples outside the month" if user.may(RUN_CYCLES) else "Dip samples that you run"
    return Work(title, lines, len(lines), reverse("samples")) if lines else None
