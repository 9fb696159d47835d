"""What is expected of the demo's auditors, and why audits were not completed, since September 2023."""

import csv
import datetime as dt
from pathlib import Path

from audits import actions
from audits.models import Audit
from core.history import Service

FILES = Path(__file__).parent
MISSED = ("missed-2023-09.csv", "missed-2023-10-to-2024-10.csv")
EXPECTED = {"role": "PM", "audits": 1, "starts_on": dt.date(2022, 10, 1)}
AGREED = "Invented: one audit a month from each practice manager."


def load(by: Service) -> None:
    """By the actions, as the unit would."""
    actions.set_expectation(by=by, reason=AGREED, **EXPECTED)  # type: ignore[arg-type]
    for name in MISSED:
        with (FILES / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                audit = Audit.objects.monthly().get(case_ref=row["case_ref"])
                actions.say_why_missed(by=by, audit=audit, reason=row["reason"], note=row["note"])
