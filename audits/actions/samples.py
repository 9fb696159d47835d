"""Audits outside the monthly cycle: dip samples, partnership and regional audits."""

import datetime as dt
from secrets import token_hex

from audits.models import Cycle, ToolVersion
from audits.permissions import RUN_CYCLES
from audits.rules.titles import title_problem
from core import months
from core.errors import Refused
from core.history import Actor, action, record


@action
def plan_sample(
    *,
    by: Actor,
    kind: str,
    title: str,
    month: dt.date,
    due_on: dt.date,
    tool: ToolVersion,
    theme: str = "",
) -> Cycle:
    """A new sample, its own cycle, run by whoever plans it. The same twice answers the one that is there.

    The quality assurance unit plans any kind, others dip samples only.
    """
    if kind not in Cycle.Kind.values or kind == Cycle.Kind.MONTHLY:
        raise Refused("Choose a dip sample, a partnership audit or a regional audit.")
    if kind != Cycle.Kind.DIP_SAMPLE and not by.may(RUN_CYCLES):
        raise Refused("Partnership and regional audits are planned by the quality assurance unit.")
    problem = title_problem(title)
    if problem:
        raise Refused(problem)
    cycle, new = Cycle.objects.get_or_create(
        kind=kind,
        title=title.strip(),
        month=months.first_of(month),
        owner_id=by.pk,
        due_on=due_on,
        defaults={"theme": theme, "tool": tool, "seed": token_hex(8)},
    )
    if new:
        said = {"title": cycle.title, "kind": cycle.get_kind_display(), "due_on": due_on, "tool": tool.code}
        record("planned", cycle, by=by, after=said)
    return cycle
