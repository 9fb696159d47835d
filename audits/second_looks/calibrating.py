"""What a calibration session shows: the cases that one may grade, and once it is closed the spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Prefetch, QuerySet

from audits.blinding import HELD_BACK, hidden_from
from audits.models import Audit, Calibration, CalibrationCase, CalibrationGrade, Finding, Grade
from audits.permissions import CALIBRATE
from audits.reading import answers_of
from audits.rules.agreement import decimal
from audits.rules.auditing import GRADES
from audits.rules.calibrating import Spread, spread
from audits.standing import standing_of
from core import clock
from core.periods import holds
from figures.shown import per_cent
from organisation.models import User

LABELS = dict(Grade.choices)
HEADINGS = {Finding.Kind.GOOD_PRACTICE: "Good practice", Finding.Kind.IMPROVEMENT: "Areas for improvement"}


@dataclass(frozen=True)
class ToGrade:
    """A case that somebody may grade, and what they gave."""

    position: int
    given: str


@dataclass(frozen=True)
class CaseSpread:
    """One case of a closed session."""

    case: CalibrationCase
    spread: Spread
    final_grade: str
    reasons: list[tuple[str, str]]

    @property
    def range(self) -> str:
        """How far the best and the weakest grade given are apart, in words; of one grade nothing is said."""
        if self.spread.number < 2:
            return "–"
        if not self.spread.apart:
            return "All the same"
        return f"{self.spread.apart} grade{'s' if self.spread.apart > 1 else ''} apart"

    @property
    def middle(self) -> str:
        """The median in words."""
        words = [str(LABELS[grade]) for grade in self.spread.middle]
        return f"Between {words[0]} and {words[1]}" if len(words) == 2 else "".join(words) or "–"

    @property
    def near(self) -> str:
        return in_words(self.spread.within_one, self.spread.number)


@dataclass(frozen=True)
class Overall:
    """All cases of a closed session together."""

    grades: int
    near: str
    final: str
    alike: str


def who_may_take_part() -> QuerySet[User]:
    """Those whose role lets them grade in sessions today."""
    held = holds(clock.today(), "role_holdings__")
    may = User.objects.filter(held, role_holdings__role__in=CALIBRATE.roles, is_active=True)
    return may.distinct().order_by("name", "pk")


def cases_for(user: Any, calibration: Calibration) -> QuerySet[CalibrationCase]:
    """The cases that the user grades: none for whoever takes no part, nor those they have no say in."""
    free = Audit.objects.exclude(standing_of(user).barred_from()).values("pk")
    return calibration.cases.filter(calibration__graders__user=user.pk, audit__in=free)


def to_grade(user: Any, calibration: Calibration) -> list[ToGrade]:
    """Those cases, with the user's own grade of each."""
    own = CalibrationGrade.objects.filter(grader=user.pk)
    found = cases_for(user, calibration).prefetch_related(Prefetch("grades", own, to_attr="own"))
    return [
        ToGrade(case.position, str(case.own[0].get_grade_display()) if case.own else "") for case in found
    ]


def content_of(audit: Audit) -> list[tuple[str, list[tuple[str, str]]]]:
    """What an audit found, without its grade and rationale, and without whom the auditor spoke with."""
    pages = answers_of(audit)
    said = [("What was said", audit.discussion_said)] if audit.discussion and audit.discussion_said else []
    pages.append(("Practitioner discussion", [("Took place", _yes(audit.discussion)), *said]))
    words = [("Their words", audit.feedback_words)] if audit.feedback and audit.feedback_words else []
    pages.append(("Family feedback", [("Was given", _yes(audit.feedback)), *words]))
    points: dict[str, list[tuple[str, str]]] = {}
    for finding in audit.findings.all() if audit.is_completed else ():
        listed = points.setdefault(HEADINGS[finding.kind], [])
        listed.append((f"Point {len(listed) + 1}", finding.text))
    return [*pages, *points.items()]


def _yes(value: bool | None) -> str:
    return "Not said" if value is None else "Yes" if value else "No"


def spreads(user: Any, calibration: Calibration) -> list[CaseSpread]:
    """The spread of each case, in a fixed number of queries."""
    cases = list(calibration.cases.select_related("audit__cycle").prefetch_related("grades"))
    audits = Audit.objects.filter(pk__in=[case.audit_id for case in cases])
    hidden = set(audits.filter(hidden_from(user)).values_list("pk", flat=True))
    return [_spread(case, hidden=case.audit_id in hidden) for case in cases]


def _spread(case: CalibrationCase, *, hidden: bool) -> CaseSpread:
    given = sorted(case.grades.all(), key=lambda each: GRADES.index(each.grade))
    final = HELD_BACK if hidden else case.audit.get_final_grade_display() or "–"
    reasons = [(str(each.get_grade_display()), each.reason) for each in given]
    return CaseSpread(case, spread([each.grade for each in given]), final, reasons)


def overall(found: Sequence[CaseSpread]) -> Overall:
    """The session as a whole; a final grade that is held back from the reader is compared with nothing."""
    number = sum(each.spread.number for each in found)
    known = [each for each in found if each.final_grade in LABELS.values()]
    final = sum(
        count
        for each in known
        for grade, count in zip(GRADES, each.spread.counts, strict=True)
        if LABELS[grade] == each.final_grade
    )
    compared = [each for each in found if each.spread.number > 1]
    return Overall(
        grades=number,
        near=in_words(sum(each.spread.within_one for each in found), number),
        final=in_words(final, sum(each.spread.number for each in known)),
        alike=in_words(sum(1 for each in compared if not each.spread.apart), len(compared)),
    )


def in_words(count: int, number: int) -> str:
    """5 of 6 (83%)."""
    return f"{count} of {number} ({per_cent(decimal(Fraction(100 * count, number)))})" if number else "None"
