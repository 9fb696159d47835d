"""How often the clinic's lists and the page of a response ask the database."""

import datetime as dt

from caseloads.models import CaseloadLimit, CaseloadResponse
from organisation.models import Staff
from tests.caseloads.full_world import worker
from tests.factories import BEGINNING
from tests.permissions.row import LEAD, PERF, PM
from tests.queries.page import Page

MADE, REVIEW = dt.date(2023, 9, 18), dt.date(2023, 10, 20)
JULY = {"month_0": "7", "month_1": "2023"}


def full(world, numbers):
    """One in four is full, over a protected limit, on leave, or left; each has a response."""
    CaseloadLimit.objects.get_or_create(
        kind="protected", protects="NQSW", children=1, children_at_end=1, months=24, starts_on=BEGINNING
    )
    CaseloadLimit.objects.get_or_create(kind="reported", children=2, starts_on=BEGINNING)
    kinds = [{}, {"qualifying_status": "NQSW"}, {"fte": 0}, {"ends_on": dt.date(2023, 9, 1)}]
    made = [worker(world.own.team, 2, f"Worker {n}", **kinds[n % 4]) for n in numbers]
    CaseloadResponse.objects.bulk_create(
        CaseloadResponse(
            staff=staff, about=about, children=2, text="Seen.", made_on=MADE, review_on=REVIEW,
            by=world.users[LEAD],
        )
        for staff in made
        for about in CaseloadResponse.About.values
    )  # fmt: skip


def responses(world, numbers):
    """A full caseload with as many responses."""
    staff = Staff.objects.filter(name="Robin Fullwell").first() or worker(
        world.own.team, 20, "Robin Fullwell"
    )
    CaseloadResponse.objects.bulk_create(
        CaseloadResponse(
            staff=staff, about="reported", children=20, text=f"Seen {n}.", made_on=MADE, review_on=REVIEW,
            by=world.users[LEAD],
        )
        for n in numbers
    )  # fmt: skip


def of_robin(world):
    return [Staff.objects.get(name="Robin Fullwell").pk, "reported"]


PAGES = [
    Page("caseloads_reported", PERF, 11, full, note="performance"),
    Page("caseloads_reported", LEAD, 11, full, note="service-lead"),
    Page("caseloads_reported", PM, 13, full, note="practice-manager"),
    Page("caseloads_reported", PM, 15, full, query=JULY, note="of-a-month"),
    Page("caseloads_protected", LEAD, 11, full),
    Page("caseload_alarms", LEAD, 13, full),
    Page("caseload_respond", PM, 16, responses, args=of_robin),
    Page("home", LEAD, 31, full, note="with-full-caseloads"),
]
