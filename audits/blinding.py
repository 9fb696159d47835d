"""Whose grades are held back from whom while moderation is blind: the one place that every page asks.

`audits.rules.blinding` is the policy; here it is said of an audit, and as a condition of a query.
"""

import datetime as dt
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from audits.models import Audit, BlindGrade, Cycle
from audits.models.second_looks import asked_for
from audits.permissions import MODERATE
from audits.rules.blinding import hides
from core.history import Line

HIDDEN = "hidden"
"""What stands for a grade that is held back."""

HELD_BACK = "Held back"
CODES = frozenset({"grade", "rationale"})
"""The fields of an audit that are held back."""

GRADED = frozenset(
    f"audits.{name}"
    for name in ("outstanding", "good", "requires_improvement", "inadequate", "good_or_better_rate")
)
"""The measures from which an auditor's grade could be told where a service area has one audit."""

GIVEN = (Audit.State.SUBMITTED, Audit.State.RETURNED)
SAYING_GRADES = ("grade", "rationale")


def hides_grade(user: Any, audit: Audit) -> bool:
    """Whether the auditor's grade and rationale are held back from this person. At most two queries."""
    if not (audit.cycle.blind and user.may(MODERATE)):
        return False
    staff = user.access.staff_id
    return hides(
        blind=audit.cycle.blind,
        given=audit.state in GIVEN,
        settled=bool(audit.moderated_grade),
        may_still_be_moderated=Audit.objects.filter(pk=audit.pk).filter(_may_be_moderated()).exists(),
        may_moderate=True,
        knows=audit.auditor_id == staff or _has_graded(user).filter(audit=audit).exists(),
    )


def hidden_from(user: Any, prefix: str = "") -> Q:
    """The condition that an audit's grade is held back from this person; the same rule as `hides_grade`.

    `prefix` leads to the audit from another record: `audit__`.
    """
    if not user.may(MODERATE):
        return Q(pk__in=[])
    hidden = Audit.objects.filter(cycle__blind=True, state__in=GIVEN, moderated_grade="")
    hidden = hidden.filter(_may_be_moderated()).exclude(pk__in=_has_graded(user).values("audit"))
    if user.access.staff_id is not None:
        hidden = hidden.exclude(auditor=user.access.staff_id)
    return Q(**{f"{prefix}pk__in": hidden.values("pk")})


def _has_graded(user: Any) -> QuerySet[BlindGrade]:
    return BlindGrade.objects.filter(moderator=user.pk)


def _may_be_moderated() -> Q:
    """Whose cycle is not closed, or whom the rules ask to be moderated."""
    return ~Q(cycle__state=Cycle.State.CLOSED) | asked_for()


def seen_by(audits: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """The audits with `seen_grade` and `seen_final_grade`: what this person may know, else 'hidden'."""
    hidden = When(hidden_from(user), then=Value(HIDDEN))
    return audits.annotate(
        seen_grade=Case(hidden, default=F("grade")),
        seen_final_grade=Case(hidden, default=F("final_grade")),
    )


def held_back_months(user: Any) -> frozenset[dt.date]:
    """The months whose grades are held back from this person: those with an audit that is."""
    if not user.may(MODERATE):
        return frozenset()
    hidden = Audit.objects.monthly().filter(hidden_from(user))
    return frozenset(hidden.order_by().values_list("cycle__month", flat=True).distinct())


def withheld(user: Any) -> list[tuple[frozenset[str], frozenset[dt.date]]]:
    """What `figures` holds back from this person: measures and months."""
    held = held_back_months(user)
    return [(GRADED, held)] if held else []


def history_without_grades(lines: list[Line]) -> list[Line]:
    """An audit's history as somebody reads it from whom the grade is held back.

    A line that says the grade loses it, and its reason too: of a submission that is the rationale.
    """
    return [_without_grade(line) for line in lines]


def _without_grade(line: Line) -> Line:
    kept = [change for change in line.changes if not _says_grade(change.label)]
    if len(kept) == len(line.changes):
        return line
    return Line(
        line.number, line.at, line.who, line.did, kept, "", line.erased, line.erased_on, line.erased_reason
    )


def _says_grade(label: str) -> bool:
    return any(word in label.casefold() for word in SAYING_GRADES)
