"""Starting what is due tonight."""

import datetime as dt

from core import clock
from core.history import Actor, action
from core.jobs import schedule
from core.jobs.starting import start
from core.models.jobs import Due, Job


@action
def start_due(*, by: Actor, now: dt.datetime) -> list[Job]:
    """Start each nightly job whose time has come and that was not started today.

    The locked `Due` row decides, so two beats start it once. Real time, not the demo's pinned day.
    """
    london = now.astimezone(clock.LONDON)
    started = []
    for kind in schedule.due_at(london):
        due, _ = Due.objects.select_for_update().get_or_create(kind=kind)
        if due.last_day is None or due.last_day < london.date():
            due.last_day = london.date()
            due.save(update_fields=["last_day"])
            started.append(start(kind, by=by, args={}))
    return started
