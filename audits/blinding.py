"""Whose grades are held back from whom while moderation is blind: the one place that every page asks.

`audits.rules.blinding` is the policy; here it is said of an audit, and as a condition of a query.
"""

import datetime as dt
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from audits.models import Audit, BlindGrade, Cycle, Return
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
"""The states in which an auditor has given a grade; one who was sent back has, whatever became of it."""

PICKED = "picked, for moderation,"
"""What history says of an audit that the rules picked: of some rules, its grade follows."""

SAYING_GRADES = ("grade", "rationale")


def hides_grade(user: Any, audit: Audit) -> bool:
    """Whether the auditor's grade and rationale are held back from this person. At most two queries."""
    if not (audit.cycle.blind and user.may(MODERATE)):
        return False
    staff = user.access.staff_id
    return hides(
        blind=audit.cycle.blind,
        given=audit.state in GIVEN or audit.returns.exists(),
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
    given = Q(state__in=GIVEN) | Q(Exists(Return.objects.filter(audit=OuterRef("pk"))))
    hidden = Audit.objects.filter(given, cycle__blind=True, moderated_grade="")
    hidden = hidden.filter(_may_be_moderated()).exclude(pk__in=_has_graded(user).values("audit"))
    if user.access.staff_id is not None:
        hidden = hidden.exclude(auditor=user.access.staff_id)
    return Q(**{f"{prefix}pk__in": hidden.values("pk")})


def blind_grade_of(user: Any, audit: Audit) -> BlindGrade | None:
    """The blind grade that they gave since the audit last came in, if any."""
    return _has_graded(user).filter(audit=audit).first()


def _has_graded(user: Any) -> QuerySet[BlindGrade]:
    """The blind grades that they gave since the audit last came in."""
    later = Return.objects.filter(audit=OuterRef("audit"), came_back_at__gt=OuterRef("at"))
    return BlindGrade.objects.filter(~Exists(later), moderator=user.pk)


def _may_be_moderated() -> Q:
    """Whose cycle is not closed, or whom the rules ask to be moderated and nobody has left out."""
    return ~Q(cycle__state=Cycle.State.CLOSED) | (asked_for() & ~Q(state__in=Audit.LEFT_OUT))


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
    return [_without_grade(line) for line in lines if PICKED not in line.did]


def _without_grade(line: Line) -> Line:
    kept = [change for change in line.changes if not _says_grade(change.label)]
    if len(kept) == len(line.changes):
        return line
    return Line(
        line.number, line.at, line.who, line.did, kept, "", line.erased, line.erased_on, line.erased_reason
    )


def _says_grade(label: str) -> bool:
    return any(word in label.casefold() for word in SAYING_GRADES)
