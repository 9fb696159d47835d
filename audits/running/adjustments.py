"""What an audit's page says of its adjustments, and what its reader may do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from audits.models import Adjustment, Audit, Cycle
from audits.permissions import APPROVE, RUN_CYCLES, SUBMIT
from audits.reading import pages_of
from audits.rules import adjusting
from core.history import Line

ASK = {
    "exempt": "Ask to be exempted",
    "extend": "Ask for more time",
    "reassign": "Ask for another auditor",
    "withdraw": "Ask to withdraw this audit",
}
DO = {
    "exempt": "Exempt the auditor",
    "extend": "Give more time",
    "reassign": "Give to another auditor",
    "withdraw": "Withdraw this audit",
}


@dataclass(frozen=True)
class OnPage:
    """The adjustments, newest first; what can be asked or done, as words and address."""

    known: list[Adjustment]
    can: list[tuple[str, str]]
    asks: bool
    may_decide: bool
    may_reinstate: bool
    may_say_why: bool


def is_own(user: Any, audit: Audit) -> bool:
    """Whether the user is the auditor, and audits."""
    return bool(user.may(SUBMIT) and user.access.staff_id and audit.auditor_id == user.access.staff_id)


def on_page(user: Any, audit: Audit) -> OnPage:
    """One query."""
    own, decides = is_own(user, audit), user.may(APPROVE)
    is_closed = audit.cycle.state == Cycle.State.CLOSED
    words = ASK if own else DO if decides else {}
    barred = adjusting.not_adjustable(
        is_to_do=audit.is_to_do, is_submitted=audit.is_completed, is_closed=is_closed
    )
    return OnPage(
        known=list(audit.adjustments.select_related("asked_by", "decided_by", "auditor")),
        can=[]
        if barred
        else [(said, reverse("audit_adjust", args=[audit.pk, kind])) for kind, said in words.items()],
        asks=own,
        may_decide=decides and not own,
        may_reinstate=decides and not own and audit.state in Audit.LEFT_OUT and not is_closed,
        may_say_why=(own or user.may(RUN_CYCLES))
        and adjusting.may_say_why(is_to_do=audit.is_to_do, is_late=audit.is_late, is_closed=is_closed),
    )


def sees_reason(user: Any, adjustment: Adjustment) -> bool:
    """Whether the reasons are for this person: who asked, who decides, and whom an audit was taken from."""
    staff_id = user.access.staff_id
    taken = staff_id is not None and adjustment.auditor_before_id == staff_id
    return bool(taken or adjustment.asked_by_id == user.pk or user.may(APPROVE))


def history_without_reasons(lines: list[Line], known: Iterable[Adjustment], user: Any) -> list[Line]:
    """An audit's history without the reasons of adjustments that are not for this person."""
    held = {
        words.strip()
        for each in known
        if not sees_reason(user, each)
        for words in (each.reason, each.decision)
        if words.strip()
    }
    return [replace(line, reason="") if line.reason.strip() in held else line for line in lines]


def former_draft(user: Any, adjustment: Adjustment) -> list[tuple[str, str]]:
    """What the auditor before had written, for them alone: each field's label with its text."""
    staff_id = user.access.staff_id
    if staff_id is None or adjustment.auditor_before_id != staff_id:
        return []
    fields = [field for page in pages_of(adjustment.audit) for field in page.fields]
    labels = {field.code: field.label for field in fields}
    options = {field.code: dict(field.options) for field in fields}
    kept = adjustment.draft_before
    pairs = [*kept.get("entries", []), *kept.get("unmerged", [])]
    return [(labels.get(code, code), options.get(code, {}).get(text, text)) for code, text in pairs if text]
