"""The demo's performance report: two published ones by the import commands, the rest by the actions."""

import csv
import datetime as dt
from pathlib import Path

from django.core.management import call_command

from caseloads.actions.contacts import record_visit
from caseloads.models import Child
from core import months
from core.history import Service
from demo.accounts import DOMAIN
from figures.actions import roll_up
from figures.models import Indicator
from indicators.actions.definitions import end_definition
from indicators.actions.months import confirm, sign_off, write_analysis
from indicators.actions.sections import change_section
from indicators.actions.steps import set_step_change
from indicators.models import Entry, Section
from organisation.models import User

FILES = Path(__file__).parent / "indicators"
REPORTS = (
    ("performance_dataset_2023-10.csv", "2023-11-15", "accept-2023.csv"),
    ("performance_report_2024-10.csv", "2024-11-13", "accept-2024.csv"),
)
"""Each with its day and why what is odd about it was taken."""
CALLED = "southampton"
"""What both call the council."""
SIGNED = dt.date(2024, 9, 1)
LEFT_OUT = "The health service had not sent September’s assessments when the report went out."
NO_LONGER = "The report of October 2024 has it no more: what counts since are children’s homes."
OWNED = "Invented: each section has an owner."


def load(by: Service) -> None:
    """The catalogue, both reports, whose each section is, what they wrote, and a month signed off."""
    define()
    take_reports()
    _end_what_is_no_longer_reported(by)
    _give_owners()
    _set_steps()
    _write_analyses()
    _sign_off()
    _record_late_visits(by)


def define() -> None:
    """What there is to report, under which names."""
    for name in ("sections", "catalogue", "populations"):
        call_command(f"import_{name}", FILES / f"{name}.csv", verbosity=0)


def take_reports() -> None:
    """Both reports, the older first: the newer one restates it."""
    for name, day, accepted in REPORTS:
        call_command(
            "import_figures",
            FILES / name,
            published_on=dt.date.fromisoformat(day),
            accept_file=FILES / accepted,
            council_is=[CALLED],
            verbosity=0,
        )


def _end_what_is_no_longer_reported(by: Service) -> None:
    """Targets, and an indicator, that the second report has no more."""
    call_command("import_targets", FILES / "targets.csv", verbosity=0)
    residential = Entry.objects.get(indicator__slug="cla.residential")
    end_definition(by=by, entry=residential, on=dt.date(2023, 11, 1), reason=NO_LONGER)


def _give_owners() -> None:
    for row in _rows("owners.csv"):
        section = Section.objects.get(slug=row["section"])
        change_section(
            by=_user("performance"), section=section, values={"owner": _user(row["owner"])}, reason=OWNED
        )


def _set_steps() -> None:
    for row in _rows("step-changes.csv"):
        indicator = Indicator.objects.get(slug=row["indicator"])
        month = months.parse(row["month"])
        set_step_change(by=_user("performance"), indicator=indicator, month=month, reason=row["reason"])


def _write_analyses() -> None:
    owners = {row["section"]: row["owner"] for row in _rows("owners.csv")}
    for row in _rows("analyses.csv"):
        section, month = Section.objects.get(slug=row["section"]), months.parse(row["month"])
        write_analysis(by=_user(owners[section.slug]), section=section, month=month, text=row["analysis"])


def _sign_off() -> None:
    """September 2024: confirmed section by section, each by its owner, then signed off."""
    for row in _rows("owners.csv"):
        section = Section.objects.get(slug=row["section"])
        confirm(by=_user(row["owner"]), section=section, month=SIGNED)
    sign_off(by=_user("performance"), month=SIGNED, reason=LEFT_OUT)


def _record_late_visits(by: Service) -> None:
    """Of the month that was signed off: its figures are restated, what was signed off stays."""
    for row in _rows("late-visits.csv"):
        day = dt.date.fromisoformat(row["visited_on"])
        record_visit(by=_user(row["by"]), child=Child.objects.get(case_ref=row["case_ref"]), visited_on=day)
    roll_up(by=by)


def _rows(name: str) -> list[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _user(address: str) -> User:
    """The account, read anew: what it may do is worked out once a day."""
    return User.objects.get(email=f"{address}@{DOMAIN}")
