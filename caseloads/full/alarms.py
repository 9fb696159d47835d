"""Children whose worker is on leave, has left or has no staff record: since when."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from caseloads.full.clinic import Clinic, Row
from caseloads.reading.holding import LEFT, ON_LEAVE, Worker
from organisation.models import StaffRecord


@dataclass(frozen=True)
class Alarm(Row):
    """A worker with children who cannot be working with them, and since when; None where nobody knows."""

    since: dt.date | None

    @property
    def why(self) -> str:
        """'On leave (FTE 0)', 'Left', 'No staff record'."""
        return "On leave (FTE 0)" if self.worker.alarm == ON_LEAVE else self.worker.alarm.capitalize()


def of(clinic: Clinic) -> list[Alarm]:
    """The alarms of the clinic's day, the most children first. One query."""
    began = _since(clinic.alarms, clinic.day)
    return [Alarm(each, clinic.page_of(each), began.get(each.pk)) for each in clinic.alarms]


def _since(workers: Iterable[Worker], day: dt.date) -> dict[int, dt.date]:
    """By worker: the first day of the leave that holds the day, or the first day without a job. One query."""
    asked = {each.pk: each.alarm for each in workers if each.alarm in (ON_LEAVE, LEFT)}
    begun = StaffRecord.objects.filter(staff__in=asked, starts_on__lte=day).order_by("-starts_on")
    records = defaultdict(list)
    for record in begun:
        records[record.staff_id].append(record)
    found = {pk: _leave(each) if asked[pk] == ON_LEAVE else each[0].ends_on for pk, each in records.items()}
    return {pk: first for pk, first in found.items() if first is not None}


def _leave(records: list[StaffRecord]) -> dt.date:
    """When the newest record's leave began, through the records that touch one another."""
    first = records[0].starts_on
    for record in records[1:]:
        if record.fte or record.ends_on != first:
            break
        first = record.starts_on
    return first
