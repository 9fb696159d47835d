"""The audits there are, as the columns of a file would say them."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from audits.models import Answer, Audit, Finding, Moderation
from organisation.names import fold


@dataclass(frozen=True)
class Recorded:
    """An audit: what it says, and whether a person submitted or moderated it in Plumbline itself."""

    pk: int
    values: Mapping[str, Any]
    submitted_here: bool
    moderated_here: bool


def recorded_audits() -> dict[Hashable, Recorded]:
    """Every audit by cycle, case reference and auditor, in four queries."""
    answers: dict[int, dict[str, str]] = defaultdict(dict)
    for audit_id, code, value in Answer.objects.values_list("audit_id", "question__code", "value"):
        answers[audit_id][code] = value
    findings: dict[tuple[int, str], list[str]] = defaultdict(list)
    for audit_id, kind, text in Finding.objects.order_by("position").values_list("audit_id", "kind", "text"):
        findings[audit_id, kind].append(text)
    moderated: dict[int, tuple[str, bool]] = {}
    for audit_id, reason, moderator in Moderation.objects.order_by("number").values_list(
        "audit_id", "reason", "moderator_id"
    ):
        moderated[audit_id] = (reason, moderator is not None)
    found: dict[Hashable, Recorded] = {}
    for audit in Audit.objects.select_related("cycle", "service_area", "team", "auditor"):
        reason, here = moderated.get(audit.pk, ("", False))
        values = _said(audit, reason if audit.moderated_grade else "")
        values["answers"] = answers.get(audit.pk, {})
        for kind in Finding.Kind:
            values[kind.value] = "\n".join(findings.get((audit.pk, kind.value), []))
        key = (audit.cycle.month, audit.case_ref, fold(audit.auditor.staff_id))
        found[key] = Recorded(audit.pk, values, audit.submitted_at is not None, here)
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
