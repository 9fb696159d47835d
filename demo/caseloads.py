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
from core.history import Service
from demo.accounts import DOMAIN
from demo.council.making import make
from demo.council.people import rows
from demo.council.rows import HEADINGS, as_csv
from demo.days import on
from organisation.models import ServiceArea, Staff, Team, User

RESPONSES = "caseload-responses.csv"
DAY = dt.date(2024, 11, 14)
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
PROTECTED = "Caseloads are protected in the first two years after qualifying."
REPORTED = "The assurance clinic asks for everybody with 20 or more children."
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
    leaving_care = {"kind": "place", "team": Team.objects.get(name="PTC Care Leavers")}
    young = {"kind": "place", "service_area": ServiceArea.objects.get(name="YPS")}
    tapered = {"kind": "protected", "children_at_end": 15, "months": 24}
    for starts_on, children, what, reason in (
        ("2019-04-01", 17, {"kind": "general"}, "The general target of 2019."),
        ("2019-04-01", 25, leaving_care, "The target for leaving care of 2019."),
        ("2023-04-01", 12, young, "The limit for young people of 2023."),
        ("2024-04-01", 10, young, "The limit for young people of 2024."),
        ("2024-01-01", 8, {**tapered, "protects": "ASYE"}, PROTECTED),
        ("2024-01-01", 8, {**tapered, "protects": "NQSW"}, PROTECTED),
        ("2022-11-01", 20, {"kind": "reported"}, REPORTED),
    ):
        day = dt.date.fromisoformat(starts_on)
        set_limit(by=by, children=children, starts_on=day, reason=reason, **what)  # type: ignore[arg-type]


def load_records(by: Service) -> None:
    """The council's four files, in the order in which one refers to another, on the demo's own day."""
    made = make()
    with on(DAY), TemporaryDirectory() as folder:
        for name in HEADINGS:
            file = Path(folder) / f"{name}.csv"
            file.write_text(as_csv(made, name), encoding="utf-8")
            call_command(f"import_{name}", file, verbosity=0)


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
