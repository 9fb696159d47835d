"""Putting a version of the audit tool into use, and adding one that was made on a page."""

import datetime as dt

from audits.actions.cycles import described, revise_cycle
from audits.actions.tools import take_tool
from audits.models import Cycle, ToolVersion
from audits.tools.files import ToolFile
from core import clock, months
from core.errors import Refused
from core.history import Actor, action, record


@action
def put_into_use(*, by: Actor, version: ToolVersion, month: dt.date) -> list[Cycle]:
    """The months' cycles from this one on that are not closed get the version; answers those that changed.

    Their audits that nobody has begun move to it, the others keep theirs. New cycles from that month on
    start with the version that was put into use last. Doing it twice changes nothing.
    """
    first = months.first_of(month)
    versions = list(ToolVersion.objects.select_for_update().order_by("pk"))
    now = next((each for each in versions if each.pk == version.pk), None)
    if now is None or not now.sections.exists():
        raise Refused("This version asks nothing, so it cannot be put into use.")
    moved = _move_cycles(by, now, first)
    last = max((each for each in versions if each.put_into_use_at), key=_order, default=None)
    if last == now and now.used_from == first:
        return moved
    before = {"used_from_the_month": now.used_from}
    now.used_from, now.put_into_use_at = first, clock.now()
    now.save(update_fields=["used_from", "put_into_use_at"])
    record("put into use", now, by=by, before=before, after={"used_from_the_month": first})
    return moved


def _order(version: ToolVersion) -> tuple[dt.datetime | None, int]:
    return version.put_into_use_at, version.pk


def _move_cycles(by: Actor, version: ToolVersion, first: dt.date) -> list[Cycle]:
    cycles = Cycle.objects.select_for_update().monthly().filter(month__gte=first)
    to_move = cycles.exclude(state=Cycle.State.CLOSED).exclude(tool=version).order_by("pk")
    return [
        revise_cycle(
            by=by,
            cycle=cycle,
            theme=cycle.theme,
            due_on=cycle.due_on,
            tool=version,
            blind=cycle.blind,
            seen=described(cycle),
        )
        for cycle in to_move
    ]


@action
def add_version(*, by: Actor, tool: ToolFile) -> ToolVersion:
    """Add a version that has a name of its own. The same one twice answers the one that is there."""
    there = ToolVersion.objects.select_for_update().filter(code=tool.version).first()
    if there and there.digest != tool.digest:
        raise Refused(f"There is a version {there} already. Give this one another name.")
    return take_tool(by=by, tool=tool).version
