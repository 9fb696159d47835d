"""The month's texts: points and quotations of the audits that the reader may see, and answers counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from audits.measures import FOCUS_5_CODES
from audits.models import Answer, Audit, Cycle, Finding, Question


@dataclass(frozen=True)
class Point:
    """One point with the case that it comes from."""

    text: str
    case_ref: str
    audit_id: int


@dataclass(frozen=True)
class Quotation:
    """Words that may be quoted, and whose they are: never a name."""

    words: str
    who: str
    case_ref: str
    service_area: str


@dataclass(frozen=True)
class AreaTexts:
    """One service area's part: what its audits answered, what was good, what to improve."""

    pk: int
    name: str
    answers: list[tuple[str, str]]
    good_practice: list[Point]
    improvement: list[Point]


def by_area(cycle: Cycle, areas: Sequence[tuple[int, str]], user: Any) -> list[AreaTexts]:
    """Each service area's answers (all of them) and points (of audits within the user's reach)."""
    answers, findings = _answers(cycle), _findings(cycle, user)
    return [
        AreaTexts(
            pk,
            name,
            answers.get(pk, []),
            findings.get((pk, Finding.Kind.GOOD_PRACTICE), []),
            findings.get((pk, Finding.Kind.IMPROVEMENT), []),
        )
        for pk, name in areas
    ]


def _answers(cycle: Cycle) -> dict[int, list[tuple[str, str]]]:
    """Every other yes/no question, by service area, as 'n of m'; not applicable is left out."""
    rows = (
        Answer.objects.filter(
            audit__cycle=cycle,
            audit__state=Audit.State.SUBMITTED,
            question__kind=Question.Kind.YES_NO_NA,
            value__in=["yes", "no"],
        )
        .exclude(question__code__in=FOCUS_5_CODES)
        .order_by("question__section__position", "question__position")
        .values_list("audit__service_area", "question__text")
        .annotate(yes=Count("pk", filter=Q(value="yes")), asked=Count("pk"))
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for area, text, yes, asked in rows:
        found.setdefault(area, []).append((text, f"{yes} of {asked}"))
    return found


def _findings(cycle: Cycle, user: Any) -> dict[tuple[int, str], list[Point]]:
    visible = Audit.objects.visible_to(user).completed().filter(cycle=cycle)
    rows = (
        Finding.objects.filter(audit__in=visible)
        .order_by("audit__case_ref", "position")
        .values_list("audit__service_area", "kind", "text", "audit__case_ref", "audit_id")
    )
    found: dict[tuple[int, str], list[Point]] = {}
    for area, kind, text, case_ref, pk in rows:
        found.setdefault((area, kind), []).append(Point(text, case_ref, pk))
    return found


def quotations(cycle: Cycle, user: Any) -> list[Quotation]:
    """What families and practitioners said that may be quoted, of audits within the user's reach."""
    rows = (
        Audit.objects.visible_to(user)
        .completed()
        .filter(cycle=cycle)
        .filter(Q(feedback_quotable=True) | Q(discussion_quotable=True))
        .select_related("service_area")
        .order_by("service_area__name", "case_ref")
    )
    found = []
    for audit in rows:
        place = (audit.case_ref, audit.service_area.name)
        if audit.feedback_quotable and audit.feedback_words:
            found.append(Quotation(audit.feedback_words, audit.feedback_from or "The family", *place))
        if audit.discussion_quotable and audit.discussion_said:
            found.append(Quotation(audit.discussion_said, audit.discussion_with or "A practitioner", *place))
    return found
