"""Starting what is due: tonight, or now."""

import datetime as dt
import logging

from django.db import transaction

from core import clock
from core.history import Actor, action
from core.jobs import schedule
from core.jobs.starting import start
from core.models.jobs import OPEN, Due, Job

log = logging.getLogger(__name__)


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


@action
def start_needed(*, by: Actor) -> list[Job]:
    """Start each job whose check says that there is work, unless one is waiting or running.

    The locked `Due` row decides, as above. A check that fails keeps none of the others back.
    """
    started = []
    for kind, when in schedule.checks():
        if _is_needed(kind, when):
            Due.objects.select_for_update().get_or_create(kind=kind)
            if not Job.objects.filter(kind=kind, state__in=OPEN).exists():
                started.append(start(kind, by=by, args={}))
    return started


def _is_needed(kind: str, when: schedule.When) -> bool:
    try:
        with transaction.atomic():
            return when()
    except Exception as error:
        log.error("Whether %s is needed cannot be said (%s).", kind, type(error).__name__)
        return False
