"""The figures of caseloads as `manage.py figures` prints them, from records to the line."""

import io

import pytest
from django.core.management import call_command

from organisation.models import StaffRecord
from tests.caseloads.measures import made
from tests.caseloads.measures.kept import keep, keep_places
from tests.caseloads.measures.one import caseload, day, is_, worker
from tests.caseloads.measures.records import Records, Visit

MONTH = "2023-08"
RECORDS = Records(
    staff=[worker(1, "0.6", team=11), worker(2, "0", team=21), worker(3, team=11, until="2023-08-31")],
    statuses=[
        is_(1000, "CP"),
        is_(1001, "CP"),
        is_(1002, "CP", "2023-08-30"),
        is_(1003, "EH"),
        is_(7, "CLA"),
    ],
    allocations=[*caseload(1, 12), *caseload(2, 3), *caseload(3, 20)],
    visits=[Visit(1000, day("2023-08-20"))],
)


@pytest.fixture
def rolled_up(db, settings):
    settings.PLUMBLINE_TODAY = made.TODAY
    keep_places(made.TEAMS)
    keep(RECORDS)
    call_command("rollup", "--from", MONTH, "--to", MONTH, stdout=io.StringIO())


def printed(slug, place):
    out = io.StringIO()
    call_command("figures", "--indicator", slug, "--month", MONTH, "--place", place, stdout=out)
    (_, line) = out.getvalue().splitlines()
    return line.removeprefix(f"{slug},{place},{MONTH},")


@pytest.mark.parametrize(
    ("slug", "place", "line"),
    [
        ("caseloads.average_per_social_worker", "Team 11", "12,0.6,20,,records"),
        ("caseloads.average_per_social_worker_head", "Team 11", "12,1,12,,records"),
        ("caseloads.average_per_social_worker", "Team 21", "3,0,,no cases,records"),
        ("caseloads.average_per_social_worker_head", "Team 21", "3,1,3,,records"),
        ("caseloads.average_per_caseholder", "", "35,0.6,58.333333333333,,records"),
        ("caseloads.workers_at_20", "Team 11", "0,,0,,records"),
        ("caseloads.workers_at_20", "Unallocated", "1,,1,,records"),
        ("caseloads.average_of_workers_at_20", "Unallocated", "20,0,,no cases,records"),
        ("caseloads.average_top_40", "", "35,3,11.666666666667,,records"),
        ("caseloads.open_to_service", "", "4,,4,,records"),
        ("caseloads.open_to_service", "Unallocated", "1,,1,,records"),
        ("caseloads.open_to_service", "Area 2", "3,,3,,records"),
        ("visits.cp_10_working_days", "", "1,2,50,,records"),
        ("visits.cp_10_working_days.not_yet_due", "", "1,,1,,records"),
        ("visits.cp_10_working_days", "Area 1", "0,0,,no cases,records"),
    ],
)
def test_a_line(slug, place, line, rolled_up):
    assert printed(slug, place) == line


def test_when_a_part_timer_works_more_the_month_is_restated(rolled_up):
    StaffRecord.objects.filter(staff=1).update(fte="0.8")
    out = io.StringIO()
    call_command("rollup", "--from", MONTH, "--to", MONTH, stdout=out)
    assert "August 2023: added 6, " in out.getvalue(), "two averages of the service, the area and the team"
    assert printed("caseloads.average_per_social_worker", "Team 11") == "12,0.8,15,,records"
