"""What is expected of the demo's auditors, and why September 2023's seven audits were not completed."""

import csv
import datetime as dt
from pathlib import Path

from audits import actions
from audits.models import Audit
from core.history import Service

FILES = Path(__file__).parent
MISSED = {"2023-09": "missed-2023-09.csv"}
EXPECTED = {"role": "PM", "audits": 1, "starts_on": dt.date(2022, 10, 1)}
AGREED = "Invented: one audit a month from each practice manager."


def load(by: Service) -> None:
    """By the actions, as the unit would."""
    actions.set_expectation(by=by, reason=AGREED, **EXPECTED)  # type: ignore[arg-type]
    for month, name in MISSED.items():
        with (FILES / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                audit = Audit.objects.for_month(dt.date.fromisoformat(f"{month}-01")).get(
                    case_ref=row["case_ref"]
                )
                actions.say_why_missed(by=by, audit=audit, reason=row["reason"], note=row["note"])
