"""What an indicator is, dated: defined from a month on, put right, ended; each with its reason.

Of a measure of ours the measure says what is counted: what was told of that is left to it. `seen` is
`organisation.telling.stamp_of` the definitions as the person read them, or `stamp` of the one: Conflict, with
what there is now, when somebody changed it since.
"""

import datetime as dt
from typing import Any

from core.errors import Refused
from core.history import Actor, action
from figures import registry
from figures.models import Indicator, Source
from indicators.actions.names import know_by
from indicators.models import Entry
from indicators.reading.measures import of_measure
from organisation import rules, succession
from organisation.dated import spans
from organisation.succession import Wish


@action
def define(
    *,
    by: Actor,
    slug: str,
    values: dict[str, Any],
    starts_on: dt.date,
    reason: str,
    ends_on: dt.date | None = None,
    seen: str | None = None,
) -> Entry:
    """From the month on the indicator is what the values say; what they leave out stays as it is.

    The definition that holds in that month ends there. Files know the indicator by its name from now on.
    """
    indicator = Indicator.objects.get_or_create(slug=slug)[0]
    about = {"indicator": indicator}
    list(Entry.objects.select_for_update().filter(**about).order_by("pk"))
    full = checked(slug, {**_held(indicator, starts_on), **values})
    entry: Entry = succession.put(Wish(Entry, about, full, starts_on, ends_on, reason, by, seen)).record
    know_by(by=by, indicator=indicator, name=entry.name, reason=reason)
    return entry


def _held(indicator: Indicator, month: dt.date) -> dict[str, Any]:
    """What the definition of the month says, or was last or will be first; nothing where there is none."""
    rows = list(Entry.objects.filter(indicator=indicator).order_by("starts_on"))
    place = rules.shown_at(spans(rows), month)
    return {} if place is None else {name: getattr(rows[place], name) for name in Entry.SAYS}


def checked(slug: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values with what the measure says, if it is one of ours; Refused where they can't be true."""
    measure = registry.find(slug)
    if measure is not None:
        return {**values, **of_measure(measure)}
    if values.get("headline") == Source.RECORDS:
        raise Refused("No measure of ours counts it: its headline figures can only be reported ones.")
    for part in ("numerator_indicator", "denominator_indicator"):
        if values.get(part) is not None and values[part].slug == slug:
            raise Refused("An indicator is not made of itself: choose another.")
    return values


@action
def correct_definition(
    *,
    by: Actor,
    entry: Entry,
    values: dict[str, Any],
    reason: str,
    seen: str | None = None,
) -> Entry:
    """Put right what a definition says, or its `starts_on` and `ends_on`, as it should have been."""
    told = dict(values)
    days = {name: told.pop(name, getattr(entry, name)) for name in ("starts_on", "ends_on")}
    said = {name: getattr(entry, name) for name in Entry.SAYS}
    full = checked(entry.indicator.slug, {**said, **told})
    done = succession.correct(entry, by=by, values=full, reason=reason, seen=seen, **days)
    know_by(by=by, indicator=entry.indicator, name=done.record.name, reason=reason)
    found: Entry = done.record
    return found


@action
def end_definition(*, by: Actor, entry: Entry, on: dt.date, reason: str, seen: str | None = None) -> None:
    """The catalogue has the indicator no more from the month on; one that is planned is taken back."""
    succession.end(entry, by=by, on=on, reason=reason, seen=seen)
