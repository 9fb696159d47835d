"""The demonstration is loaded as a council would load its own: by the import commands and the actions."""

import csv
import datetime as dt
from pathlib import Path

from django.core.management import call_command

from audits import actions
from audits.models import Cycle, ToolVersion
from core import months
from core.history import Service, action, record
from core.periods import ALWAYS
from demo import agreed, caseloads, reporting, running, samples, second_looks
from demo.accounts import ACCOUNTS, PASSWORD, Account
from figures.actions import roll_up
from organisation.models import RoleHolding, ServiceArea, Staff, User

FILES = Path(__file__).parent
DEMO = Service("the demonstration")
AUDIT_FILES = (
    "audits-history.csv",
    "audits-2023-09.csv",
    "audits-2023-10.csv",
    "audits-2023-11-to-2024-10.csv",
    "audits-2024-11.csv",
)


def load() -> None:
    """Load everything into a new database, compute every month's figures, then report on them."""
    load_organisation()
    load_caseloads()
    load_audits()
    caseloads.load_responses()
    roll_up(by=DEMO, asked=[months.parse(cycle["cycle"]) for cycle in _rows("cycles.csv")])
    reporting.load(by=DEMO)


def load_organisation() -> None:
    """Who is who: service areas, teams and staff."""
    call_command("import_teams", FILES / "teams.csv", verbosity=0)
    call_command("import_staff", FILES / "staff.csv", verbosity=0)


def load_caseloads() -> None:
    """What is asked of caseloads, and the records of two years."""
    caseloads.load_policies(by=DEMO)
    caseloads.load_records(by=DEMO)


def load_audits() -> None:
    """The audit programme: files first, then accounts, and what their people did since."""
    for tool in sorted(FILES.glob("tool-*.json")):
        call_command("import_tool", tool, verbosity=0)
    for tag in _rows("tags.csv"):
        actions.add_tag(by=DEMO, name=tag["name"], words=tag["words"])
    for cycle in _rows("cycles.csv"):
        _plan(cycle)
        _settle(cycle)  # what is over is history: it asks nobody for anything
    second_looks.load(by=DEMO)
    for name in AUDIT_FILES:
        call_command("import_audits", FILES / name, verbosity=0)
    running.load(by=DEMO)
    samples.load(by=DEMO)
    for account in ACCOUNTS:
        _open_account(by=DEMO, account=account)
    agreed.load()


def _rows(name: str) -> list[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _plan(said: dict[str, str]) -> None:
    actions.plan_cycle(
        by=DEMO,
        month=months.parse(said["cycle"]),
        theme=said["theme"],
        due_on=dt.date.fromisoformat(said["due_on"]),
        tool=ToolVersion.objects.get(code=said["tool"]),
    )


def _settle(said: dict[str, str]) -> None:
    cycle = Cycle.objects.for_month(months.parse(said["cycle"])).get()
    actions.open_cycle(by=DEMO, cycle=cycle)
    if said["state"] == "closed":
        actions.close_cycle(by=DEMO, cycle=cycle)


@action
def _open_account(*, by: Service, account: Account) -> None:
    """One account of the demo, with the role that it shows."""
    staff = Staff.objects.get(staff_id=account.staff_id) if account.staff_id else None
    area = ServiceArea.objects.get(name=account.service_area) if account.service_area else None
    user = User(email=account.email, name=account.name or str(staff), staff=staff, is_demo=True)
    user.set_password(PASSWORD)
    user.save()
    RoleHolding.objects.create(user=user, role=account.role, service_area=area, starts_on=ALWAYS)
    record("opened", user, by=by, after={"role": str(account.role.label)})
