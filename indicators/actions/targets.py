"""What an indicator is to reach, dated: set from a month on, put right, ended; each with its reason."""

import datetime as dt
from typing import Any

from core.errors import Refused
from core.history import Actor, action
from figures.models import Indicator
from indicators.models import Entry, Target
from organisation import succession
from organisation.succession import Wish


@action
def set_target(
    *,
    by: Actor,
    indicator: Indicator,
    values: dict[str, Any],
    starts_on: dt.date,
    reason: str,
    ends_on: dt.date | None = None,
    seen: str | None = None,
) -> Target:
    """From the month on, and until another if there is one, this is the target.

    `values` are operator, value, tolerance, basis and note. The target that holds in that month ends there.
    Refused for what the catalogue does not have. `seen` as in `indicators.actions.definitions`.
    """
    if not Entry.objects.filter(indicator=indicator).exists():
        raise Refused("The catalogue does not have this indicator: define it first.")
    wish = Wish(Target, {"indicator": indicator}, values, starts_on, ends_on, reason, by, seen)
    found: Target = succession.put(wish).record
    return found


@action
def correct_target(
    *,
    by: Actor,
    target: Target,
    values: dict[str, Any],
    starts_on: dt.date,
    reason: str,
    ends_on: dt.date | None = None,
    seen: str | None = None,
) -> None:
    """Put right what a target says, or from when to when, as it should have been recorded all along."""
    told: dict[str, Any] = {"values": values, "starts_on": starts_on, "ends_on": ends_on, "reason": reason}
    succession.correct(target, by=by, seen=seen, **told)


@action
def end_target(*, by: Actor, target: Target, on: dt.date, reason: str, seen: str | None = None) -> None:
    """There is no such target from the month on; one that is planned is taken back."""
    succession.end(target, by=by, on=on, reason=reason, seen=seen)
