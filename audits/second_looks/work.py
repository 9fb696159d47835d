"""What the home page says of calibration."""

from collections import Counter
from typing import Any

from audits.models import Calibration, CalibrationCase
from audits.permissions import CALIBRATE
from audits.standing import standing_of
from core import home
from core.home import Line, Work


def to_calibrate(user: Any) -> Work | None:
    """The open sessions in which the user has cases to grade; nothing for those who have none."""
    if not user.may(CALIBRATE):
        return None
    asked = CalibrationCase.objects.filter(
        calibration__state=Calibration.State.OPEN, calibration__graders__user=user.pk
    ).exclude(grades__grader=user.pk)
    left = list(asked.select_related("calibration", "audit").order_by("calibration__held_on", "pk"))
    standing = standing_of(user) if left else None
    sessions = Counter(case.calibration for case in left if standing and not standing.bar(case.audit))
    lines = [
        Line(
            text=f"Calibration: {number} case{'s' if number > 1 else ''} to grade",
            url=session.get_absolute_url(),
            detail=f"{session}, {session.held_on:%-d %B %Y}",
        )
        for session, number in sessions.items()
    ]
    return Work("Calibration", lines, sessions.total()) if lines else None


def offer() -> None:
    """Tell the home page, and the way to the sessions."""
    home.offer(to_calibrate, 11)
    home.navigate("Calibration", "calibrations", CALIBRATE.name, 25)
