"""The demo's audit outside of the months: contacts and thresholds, with partners, in December 2022."""

import csv
import datetime as dt
from pathlib import Path

from audits import actions
from audits.actions.samples import plan_sample
from audits.models import Audit, Cycle, Finding, Moderation, ToolVersion
from core import clock
from core.history import Service, action, record
from organisation.models import ServiceArea, Staff, Team

FILE = Path(__file__).parent / "sample-2022-12.csv"


def load(by: Service) -> Cycle:
    """Plan the audit, allocate and complete what the file says, and close it."""
    cycle = plan_sample(
        by=by,
        kind=Cycle.Kind.PARTNERSHIP,
        title="Contacts and thresholds",
        month=dt.date(2022, 12, 1),
        due_on=dt.date(2022, 12, 16),
        tool=ToolVersion.objects.get(code="2022-10"),
    )
    actions.open_cycle(by=by, cycle=cycle)
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            audit = actions.allocate(
                by=by,
                cycle=cycle,
                case_ref=row["case_ref"],
                service_area=ServiceArea.objects.get(name=row["service_area"]),
                team=Team.objects.get(name=row["team"]),
                auditor=Staff.objects.get(staff_id=row["auditor"]),
            )
            _complete(by=by, audit=audit, said=row)
    return actions.close_cycle(by=by, cycle=cycle)


@action
def _complete(*, by: Service, audit: Audit, said: dict[str, str]) -> None:
    """One audit as the file has it, with its moderation if it had one."""
    audit.state, audit.completed_on = Audit.State.SUBMITTED, dt.date.fromisoformat(said["completed_on"])
    audit.grade, audit.rationale = said["grade"], said["rationale"]
    audit.moderated_grade, audit.discussion, audit.feedback = said["moderated_grade"], True, False
    audit.save()
    for place, kind in enumerate((Finding.Kind.GOOD_PRACTICE, Finding.Kind.IMPROVEMENT), start=1):
        Finding.objects.create(audit=audit, kind=kind, text=said[str(kind.value)], position=place)
    if audit.moderated_grade:
        Moderation.objects.create(
            audit=audit,
            number=1,
            auditor_grade=audit.grade,
            grade=audit.moderated_grade,
            reason=said["moderation_reason"],
            at=clock.now(),
        )
    record("loaded", audit, by=by, after={"grade": audit.get_grade_display()}, reason=audit.rationale)
