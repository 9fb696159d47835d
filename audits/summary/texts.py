"""The month's texts: points and quotations of the audits that the reader may see, and answers counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from audits.measures import FOCUS_5_CODES
from audits.models import Answer, Audit, Cycle, Finding, Question

# fmt: off
FAMILY = frozenset({
    "mother", "father", "parent", "parents", "child",
    "young person", "carer", "foster carer", "grandparent", "grandmother",
    "grandfather", "sibling", "relative", "guardian",
})
# fmt: on
"""All that a summary repeats of who gave feedback: anything else that was typed could be a name."""


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


def family_member(typed: str) -> str:
    """Whose words they are, in a word that names nobody: 'Foster carer', else 'The family'."""
    word = " ".join(typed.casefold().split())
    return word.capitalize() if word in FAMILY else "The family"


def quotations(cycle: Cycle, names: Mapping[int, str], user: Any) -> list[Quotation]:
    """What families and practitioners said that may be quoted, of audits within the user's reach.

    `names` are the service areas' in the cycle's month.
    """
    rows = (
        Audit.objects.visible_to(user)
        .completed()
        .filter(cycle=cycle)
        .filter(Q(feedback_quotable=True) | Q(discussion_quotable=True))
        .order_by("case_ref", "pk")
    )
    found = []
    for audit in sorted(rows, key=lambda audit: names[audit.service_area_id]):
        place = (audit.case_ref, names[audit.service_area_id])
        if audit.feedback_quotable and audit.feedback_words:
            found.append(Quotation(audit.feedback_words, family_member(audit.feedback_from), *place))
        if audit.discussion_quotable and audit.discussion_said:
            found.append(Quotation(audit.discussion_said, "The practitioner", *place))
    return found
