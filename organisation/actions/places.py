"""Service areas: created, renamed from a day, ended on a day."""

import datetime as dt

from django.db.models import Q

from core.errors import Refused
from core.history import Actor, action, record
from organisation import dated
from organisation.listening import places_changed
from organisation.models import ServiceArea, Team


@action
def create_service_area(*, by: Actor, name: str, starts_on: dt.date, long_name: str = "") -> ServiceArea:
    """A new service area, from a day on. Refused when another has the name; the same one twice is one."""
    values = {"name": name, "long_name": long_name}
    there = ServiceArea.objects.filter(records__starts_on=starts_on, **values).first()
    if there is not None:
        return there
    dated.name_is_free(ServiceArea, name)
    area = dated.save(ServiceArea(), values)
    dated.begin(area, starts_on, values)
    record("created", area, by=by, after={**values, "from": dated.words(starts_on)})
    places_changed(by=by, since=starts_on, cause="a service area was created")
    return area


@action
def rename_service_area(
    *, by: Actor, area: ServiceArea, name: str, on: dt.date, long_name: str = "", seen: str | None = None
) -> ServiceArea:
    """Call a service area otherwise from a day on. What it was called before stays on record.

    `seen` is `dated.stamp` of what the person saw; Conflict when somebody has changed it since. From a day
    after its end, the service area is taken up again.
    """
    now = dated.locked(area)
    dated.name_is_free(ServiceArea, name, but=now)
    values = {"name": name, "long_name": long_name}
    begun = dated.begin(now, on, values, seen)
    if begun is None:
        return now
    dated.show_today(now)
    verb = "corrected" if begun.corrected else "renamed"
    record(verb, now, by=by, before=begun.before, after={**values, "from": dated.words(on)})
    places_changed(by=by, since=on, cause="a service area was renamed")
    return now


@action
def end_service_area(*, by: Actor, area: ServiceArea, on: dt.date, seen: str | None = None) -> ServiceArea:
    """A service area exists no more from a day on. Refused while a team sits in it on that day or later."""
    now = dated.locked(area)
    then = Q(records__service_area=now) & dated.unfinished(on, "records__")
    left = Team.objects.filter(then).distinct().values_list("name", flat=True)
    if left:
        raise Refused(f"Still in {now} then: {', '.join(left)}. Move or end them first.")
    if dated.stop(now, on, seen) is not None:
        dated.show_today(now)
        record("ended", now, by=by, after={"ended_on": dated.words(on)})
        places_changed(by=by, since=on, cause="a service area ended")
    return now


@action
def show_todays_names(*, by: Actor) -> int:
    """Call service areas and teams what they are called today; how many names that changed.

    Run nightly: a name that was entered in advance begins on its day. The entry itself is in their history.
    """
    changed = 0
    for model in (ServiceArea, Team):
        for owner in model.objects.select_for_update().order_by("pk").prefetch_related("records"):
            changed += dated.show_today(owner)
    return changed
