"""The audits there are, as the columns of a file would say them."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from audits.models import Answer, Audit, Entry, Finding, Grade, Moderation
from organisation.names import fold

GRADES = {grade.value: str(grade.label) for grade in Grade}


@dataclass(frozen=True)
class Recorded:
    """An audit: what it says, and whether a person submitted or moderated it in Plumbline itself."""

    pk: int
    values: Mapping[str, Any]
    tool: int
    submitted_here: bool = False
    moderated_here: bool = False
    blind: bool = False
    """Whether its grade is held back from moderators: a file neither tells it nor changes it."""

    begun: bool = False
    """Whether its auditor has written something of it."""

    moderations: frozenset[tuple[str, str]] = frozenset()
    """Every moderated grade, in words, and its reason that it ever had."""

    def was_moderated(self, grade: str, reason: str | None) -> bool:
        """Whether it has, or had, this moderated grade, in words, for this reason (None: for any)."""
        return any(each == grade and reason in (None, why) for each, why in self.moderations)


def recorded_audits() -> dict[Hashable, Recorded]:
    """Every audit by cycle, case reference and auditor, in five queries."""
    answers, findings, moderations = _answers(), _findings(), _moderations()
    begun = set(Entry.objects.exclude(value="").values_list("audit_id", flat=True).distinct())
    found: dict[Hashable, Recorded] = {}
    for audit in Audit.objects.monthly().select_related("cycle", "service_area", "team", "auditor"):
        moderated = moderations.get(audit.pk, [])
        _, reason, here = moderated[-1] if moderated else ("", "", False)
        values = _said(audit, reason if audit.moderated_grade else "")
        values["answers"] = answers.get(audit.pk, {})
        for kind in Finding.Kind:
            values[kind.value] = "\n".join(findings.get((audit.pk, kind.value), []))
        key = (audit.cycle.month, audit.case_ref, fold(audit.auditor.staff_id))
        found[key] = Recorded(
            pk=audit.pk,
            values=values,
            tool=audit.tool_id,
            submitted_here=audit.is_kept_here,
            moderated_here=here,
            blind=audit.cycle.blind and audit.is_completed and not audit.moderated_grade,
            begun=audit.pk in begun,
            moderations=frozenset((GRADES[grade], why) for grade, why, _ in moderated),
        )
    return found


def _answers() -> dict[int, dict[str, str]]:
    answers: dict[int, dict[str, str]] = defaultdict(dict)
    for audit_id, code, value in Answer.objects.values_list("audit_id", "question__code", "value"):
        answers[audit_id][code] = value
    return answers


def _findings() -> dict[tuple[int, str], list[str]]:
    findings: dict[tuple[int, str], list[str]] = defaultdict(list)
    shown = Finding.objects.filter(audit__state=Audit.State.SUBMITTED).order_by("position")
    for audit_id, kind, text in shown.values_list("audit_id", "kind", "text"):
        findings[audit_id, kind].append(text)
    return findings


def _moderations() -> dict[int, list[tuple[str, str, bool]]]:
    """By audit, oldest first: the grade, the reason, whether a person gave it here."""
    found: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
    rows = Moderation.objects.order_by("number").values_list("audit_id", "grade", "reason", "moderator_id")
    for audit_id, grade, reason, moderator in rows:
        found[audit_id].append((grade, reason, moderator is not None))
    return found


def _said(audit: Audit, reason: str) -> dict[str, Any]:
    quoted = audit.feedback_words if audit.feedback_quotable else ""
    return {
        "service_area": audit.service_area.name,
        "team": audit.team.name if audit.team else "",
        "completed_on": audit.completed_on,
        "grade": audit.get_grade_display(),
        "moderated_grade": audit.get_moderated_grade_display(),
        "moderation_reason": reason,
        "discussion": audit.discussion,
        "family_feedback": audit.feedback,
        "quotation": quoted or (audit.discussion_said if audit.discussion_quotable else ""),
    }
