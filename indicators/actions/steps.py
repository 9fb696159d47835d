"""Step changes: from a month on an indicator is on another level, and its control limits begin anew."""

import datetime as dt

from core import clock, months
from core.errors import Refused
from core.history import Actor, action, record
from figures.models import Indicator
from indicators.models import StepChange


@action
def set_step_change(*, by: Actor, indicator: Indicator, month: dt.date, reason: str) -> StepChange:
    """From the month on its limits are those of a new level.

    Refused for a month to come, without a reason, and where one is set for the month for another reason.
    """
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    month, reason = months.first_of(month), reason.strip()
    if not reason:
        raise Refused("Say why it is on another level from this month on.")
    if month > clock.today():
        raise Refused("A step change is seen in figures: choose a month that has begun.")
    found = StepChange.objects.filter(indicator=indicator, month=month).first()
    if found is None:
        made = StepChange.objects.create(indicator=indicator, month=month, reason=reason)
        record("set a step change of", indicator, by=by, after={"from": months.label(month)}, reason=reason)
        return made
    if found.reason != reason:
        raise Refused(f"A step change is set from {months.label(month)} already: {found.reason}")
    return found


@action
def remove_step_change(*, by: Actor, step: StepChange, reason: str) -> None:
    """It is on the level of before after all: its limits are of all months again. Gone already, nothing."""
    Indicator.objects.select_for_update().get(pk=step.indicator_id)
    found = StepChange.objects.select_related("indicator").filter(pk=step.pk).first()
    if found is None:
        return
    if not reason.strip():
        raise Refused("Say why the step change is taken back.")
    record("took back a step change of", found.indicator, by=by, before=_said(found), reason=reason.strip())
    found.delete()


def _said(step: StepChange) -> dict[str, str]:
    return {"from": months.label(step.month), "because": step.reason}
