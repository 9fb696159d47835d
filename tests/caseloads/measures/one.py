"""One figure of a few records, written down as a test needs them."""

import datetime as dt
from decimal import Decimal

from caseloads.measures import MEASURES
from figures.measures import run
from tests.caseloads.measures import frames
from tests.caseloads.measures.records import Allocation, Records, StaffRecord, Status, TeamRecord

BEGINNING = dt.date(2020, 1, 1)
WEST, EAST = 7, 8
TODAY = dt.date(2024, 6, 30)
BY_SLUG = {measure.slug: measure for measure in MEASURES}
TEAMS = [
    TeamRecord(BEGINNING, None, team=WEST, area=1, statutory=True),
    TeamRecord(BEGINNING, None, team=EAST, area=2, statutory=False),
]


def day(text):
    """2023-08-31; None for nothing."""
    return dt.date.fromisoformat(text) if text else None


def worker(staff, fte="1", team=WEST, role="SW", since=None, until=None):
    return StaffRecord(day(since) or BEGINNING, day(until), staff, role, team, Decimal(fte))


def holds(staff, child, since=None, until=None, kind="primary"):
    return Allocation(day(since) or BEGINNING, day(until), child, staff, kind)


def is_(child, status, since=None, until=None, agreed=(None, "")):
    return Status(day(since) or BEGINNING, day(until), child, status, *agreed)


def caseload(staff, size, first=1000):
    """So many children of one worker."""
    return [holds(staff, first * staff + number) for number in range(size)]


def figure(slug, month, place=("service", 0), today=TODAY, **records):
    """Numerator and denominator (None for a count) of a place."""
    found = every(slug, month, today, **records)
    return found.get(place)


def every(slug, month, today=TODAY, **records):
    """By place."""
    known = Records(**{"teams": TEAMS, "staff": [worker(1)], **records})
    months = [day(f"{month}-01")]
    existing = {("service_area", 1), ("service_area", 2), ("team", WEST), ("team", EAST)}
    places = frames.places(months, lambda month: existing)
    found = run([BY_SLUG[slug]], frames.of(known, months, today), places)
    return {(each.kind, each.ref): (each.numerator, each.denominator) for each in found}
