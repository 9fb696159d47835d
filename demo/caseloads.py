"""The demo's caseloads: policies and responses by the actions, records by the import commands."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command

from caseloads.actions.policies import (
    add_closure_day,
    set_limit,
    set_supervision_frequency,
    set_visit_frequency,
)
from caseloads.actions.responses import respond
from core.history import Service, action
from demo.accounts import DOMAIN
from demo.council.making import make
from demo.council.people import rows
from demo.council.rows import HEADINGS, as_csv
from demo.days import on
from figures.models import Stale
from organisation.models import ServiceArea, Staff, Team, User

RESPONSES = "caseload-responses.csv"
FIRST_MONTH, DAY = dt.date(2022, 10, 1), dt.date(2024, 11, 14)
STANDARDS = dt.date(2018, 12, 1)
"""The day from which DOMAIN says that rules changed; which rules it doesn't say."""
FREQUENCIES = "The practice standards of December 2018."
SUPERVISION = {"CP": 1, "CIN": 2, "CIN_CWD": 2, "EH": 2, "CLA": 2, "CL": 3}
VISITS = (
    ("CP", 10, "working days", False),
    ("CIN", 6, "weeks", False),
    ("CIN_CWD", 6, "weeks", True),
    ("CLA", 6, "weeks", True),
    ("EH", 4, "weeks", False),
)
WHEN_CLOSED = (dt.date(2024, 12, 27), dt.date(2024, 12, 30), dt.date(2024, 12, 31))


def load_policies(by: Service) -> None:
    """What DOMAIN says that the council has set, each from its day."""
    for status, months in SUPERVISION.items():
        set_supervision_frequency(
            by=by, status=status, months=months, starts_on=STANDARDS, reason=FREQUENCIES
        )
    for status, count, unit, as_agreed in VISITS:
        set_visit_frequency(
            by=by,
            status=status,
            count=count,
            unit=unit,
            as_agreed=as_agreed,
            starts_on=STANDARDS,
            reason=FREQUENCIES,
        )
    for day in WHEN_CLOSED:
        add_closure_day(by=by, day=day, reason="Closed between Christmas and the new year; invented.")
    _load_limits(by)


def _load_limits(by: Service) -> None:
    april_2019, leaving_care = dt.date(2019, 4, 1), Team.objects.get(name="PTC Care Leavers")
    young = ServiceArea.objects.get(name="YPS")
    set_limit(by=by, kind="general", children=17, starts_on=april_2019, reason="The general target of 2019.")
    set_limit(
        by=by,
        kind="place",
        team=leaving_care,
        children=25,
        starts_on=april_2019,
        reason="The target for leaving care of 2019.",
    )
    for children, year in ((12, 2023), (10, 2024)):
        set_limit(
            by=by,
            kind="place",
            service_area=young,
            children=children,
            starts_on=dt.date(year, 4, 1),
            reason=f"The limit for young people of {year}.",
        )
    for protects in ("ASYE", "NQSW"):
        set_limit(
            by=by,
            kind="protected",
            protects=protects,
            children=8,
            children_at_end=15,
            months=24,
            starts_on=dt.date(2024, 1, 1),
            reason="Caseloads are protected in the first two years after qualifying.",
        )
    set_limit(
        by=by,
        kind="reported",
        children=20,
        starts_on=dt.date(2022, 11, 1),
        reason="The assurance clinic asks for everybody with 20 or more children.",
    )


def load_records(by: Service) -> None:
    """The council's four files, in the order in which one refers to another, on the demo's own day."""
    made = make()
    with on(DAY), TemporaryDirectory() as folder:
        for name in HEADINGS:
            file = Path(folder) / f"{name}.csv"
            file.write_text(as_csv(made, name), encoding="utf-8")
            call_command(f"import_{name}", file, verbosity=0)
    _leave_earlier_months(by=by)


@action
def _leave_earlier_months(*, by: Service) -> None:
    """Records reach back for years, but only of the demo's months is enough of them there to count."""
    Stale.objects.filter(month__lt=FIRST_MONTH).delete()


def load_responses() -> None:
    """What managers have answered to full caseloads, each on its day. Some have not, one looks again late."""
    for row in sorted(rows(RESPONSES), key=lambda row: row["made_on"]):
        staff = Staff.objects.get(staff_id=row["staff_id"])
        with on(dt.date.fromisoformat(row["made_on"])):
            respond(
                by=User.objects.get(email=f"{row['by']}@{DOMAIN}"),
                staff=staff,
                about=row["about"],
                text=row["text"],
                review_on=dt.date.fromisoformat(row["review_on"]),
                seen=0,
            )
