"""Calibration: several people grade the same audits, each alone; then the spread is shown to all of them."""

import datetime as dt
from collections.abc import Sequence

from audits import rules
from audits.models import (
    Audit,
    Calibration,
    CalibrationCase,
    CalibrationGrade,
    CalibrationGrader,
)
from audits.permissions import CALIBRATE
from audits.second_looks.calibrating import who_may_take_part
from audits.standing import standing_of
from core import clock
from core.errors import Refused
from core.history import Actor, action, record
from organisation.models import User

REFUSALS = {
    "auditor": "You audited this case, so you do not grade it here.",
    "team": "You were in the team of this case within the last 12 months, so you do not grade it here.",
    "service_area": "You lead the service area of this case, so you do not grade it here.",
}


@action
def make_calibration(
    *, by: Actor, title: str, held_on: dt.date, audits: Sequence[Audit], people: Sequence[User]
) -> Calibration:
    """A session in which the people grade the audits. The same again answers the one that is there."""
    if not audits or not people:
        raise Refused("A calibration session needs a case and somebody who grades it.")
    if any(not audit.is_completed for audit in audits):
        raise Refused("Only completed audits can be graded in a calibration session.")
    if {person.pk for person in people} - set(who_may_take_part().values_list("pk", flat=True)):
        raise Refused("Ask only people who may take part in calibration sessions.")
    wanted = {audit.pk for audit in audits}, {person.pk for person in people}
    for same in Calibration.objects.filter(title=title, held_on=held_on, state=Calibration.State.OPEN):
        there = set(same.cases.values_list("audit_id", flat=True))
        if (there, set(same.graders.values_list("user_id", flat=True))) == wanted:
            return same
    session = Calibration.objects.create(title=title, held_on=held_on)
    CalibrationCase.objects.bulk_create(
        CalibrationCase(calibration=session, audit=audit, position=position)
        for position, audit in enumerate(dict.fromkeys(audits), start=1)
    )
    CalibrationGrader.objects.bulk_create(
        CalibrationGrader(calibration=session, user=person) for person in dict.fromkeys(people)
    )
    after = {"held_on": held_on, "cases": len(wanted[0]), "people": len(wanted[1])}
    record("set up", session, by=by, after={"title": title, **after})
    return session


@action
def grade_case(*, by: User, case: CalibrationCase, grade: str, reason: str) -> CalibrationGrade:
    """One's own grade of a case. It may be given anew until the session is closed."""
    session = Calibration.objects.select_for_update().get(pk=case.calibration_id)
    _check(by, session, case, grade, reason)
    there = case.grades.filter(grader=by).first()
    if there and (there.grade, there.reason) == (grade, reason):
        return there
    before = {"grade": there.get_grade_display()} if there else {}
    given = there or CalibrationGrade(case=case, grader=by)
    given.grade, given.reason, given.at = grade, reason, clock.now()
    given.save()
    verb = "changed" if there else "gave"
    record(verb, given, by=by, before=before, after={"grade": given.get_grade_display()}, reason=reason)
    return given


def _check(by: User, session: Calibration, case: CalibrationCase, grade: str, reason: str) -> None:
    if session.state == Calibration.State.CLOSED:
        raise Refused("This session is closed, so grades stay as they are.")
    if not by.may(CALIBRATE) or not session.graders.filter(user=by).exists():
        raise Refused("You do not take part in this session.")
    bar = standing_of(by).bar(case.audit)
    if bar:
        raise Refused(REFUSALS[bar])
    if grade not in rules.GRADES:
        raise Refused("Choose one of the four grades.")
    if not reason.strip():
        raise Refused("Enter the reason for the grade.")


@action
def close_calibration(*, by: Actor, calibration: Calibration) -> Calibration:
    """Nobody grades any more, and all who took part see the spread. Closing twice changes nothing."""
    now: Calibration = Calibration.objects.select_for_update().get(pk=calibration.pk)
    if now.state == Calibration.State.OPEN:
        now.state = Calibration.State.CLOSED
        now.save(update_fields=["state"])
        record("closed", now, by=by)
    return now
