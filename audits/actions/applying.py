"""What an approved adjustment does to its audit, and what is looked at before."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from audits.actions.stale import mark_cycle
from audits.actions.tasks import drop_task
from audits.models import Adjustment, Audit, Cycle
from audits.rules import adjusting
from audits.standing import WORDS, standing_of, standing_of_staff
from core import clock
from core.errors import Refused
from core.history import record
from organisation.models import Staff, User

REFUSALS = {
    "auditor": "Nobody decides on their own audit.",
    "team": "Nobody decides on the work of a team that they were in within the last 12 months.",
    "service_area": "Nobody decides on the work of a service area that they lead.",
}
REFUSED = {
    "exempt": "refused to exempt the auditor from",
    "extend": "refused more time for",
    "reassign": "refused another auditor of",
    "withdraw": "refused to withdraw",
}
ASK_A_COLLEAGUE = "Ask a colleague in the quality assurance unit to decide."
NEVER_MIND = "Not needed any more: the audit was {}."


def locked(audit: Audit) -> Audit:
    """The audit as it is now. Its cycle is locked first, as allocating and closing do."""
    cycle = Cycle.objects.select_for_update().get(pk=audit.cycle_id)
    now: Audit = (
        Audit.objects.select_for_update(of=("self",)).select_related("auditor", "team").get(pk=audit.pk)
    )
    now.cycle = cycle
    return now


def adjustable(audit: Audit) -> None:
    """Refused where nothing can be adjusted."""
    why = adjusting.not_adjustable(
        is_to_do=audit.is_to_do,
        is_submitted=audit.is_completed,
        is_closed=audit.cycle.state == Cycle.State.CLOSED,
    )
    if why:
        raise Refused(why)


def may_decide(who: User, audit: Audit, new_auditor: Staff | None = None) -> None:
    """Nobody decides where they are the auditor, are to be it, or supervised the work."""
    bar = standing_of(who).bar(audit)
    if bar:
        raise Refused(f"{REFUSALS[bar]} {ASK_A_COLLEAGUE}")
    if new_auditor is not None and new_auditor.pk == who.staff_id:
        raise Refused(f"Nobody gives an audit to themselves. {ASK_A_COLLEAGUE}")


def check(
    audit: Audit,
    kind: str,
    reason: str,
    due_on: dt.date | None,
    auditor: Staff | None,
    *,
    is_asked: bool = False,
) -> None:
    """Refused unless what is asked makes sense. Who asks may leave the new auditor open."""
    if kind not in Adjustment.Kind.values:
        raise Refused("Choose whether to exempt, give more time, give to another auditor or withdraw.")
    if not reason.strip():
        raise Refused("Enter the reason.")
    if kind == Adjustment.Kind.EXTEND:
        wrong = adjusting.wrong_day(due_on, audit.is_due_on, clock.today())
        if wrong:
            raise Refused(wrong)
    if kind == Adjustment.Kind.REASSIGN and not (is_asked and auditor is None):
        _check_auditor(audit, auditor)


def _check_auditor(audit: Audit, auditor: Staff | None) -> None:
    if auditor is None:
        raise Refused("Choose the new auditor.")
    if auditor.pk == audit.auditor_id:
        raise Refused(f"{auditor} is the auditor already. Choose somebody else.")
    if not Staff.objects.practice_managers_on(clock.today()).filter(pk=auditor.pk).exists():
        raise Refused(f"{auditor} is not a practice manager today. Choose somebody who is.")
    bar = standing_of_staff(auditor).bar(audit, as_auditor=True)
    if bar:
        raise Refused(f"{auditor} may not audit this case: {WORDS[bar]}. Choose another auditor.")
    known = Audit.objects.filter(cycle=audit.cycle_id, case_ref=audit.case_ref, auditor=auditor)
    if known.exists():
        raise Refused(f"{auditor} has an audit of this case in this cycle already. Choose another auditor.")


def _exempt(by: User, done: Adjustment) -> None:
    _leave_out(by, done, Audit.State.EXEMPTED, "exempted")


def _withdraw(by: User, done: Adjustment) -> None:
    _leave_out(by, done, Audit.State.WITHDRAWN, "withdrew", "withdrawn")


def _leave_out(by: User, done: Adjustment, state: Audit.State, verb: str, past: str = "") -> None:
    """Out of what the cycle owes; what the auditor wrote stays, in case it is reinstated."""
    audit: Audit = done.audit
    before = {"state": audit.get_state_display()}
    audit.state = state
    _save(audit, "state")
    record(verb, audit, by=by, before=before, after={"state": audit.get_state_display()}, reason=done.reason)
    _never_mind(by, done, past or verb)
    drop_task(by=by, audit=audit, reason=f"The audit was {past or verb}, so no grade stands.")
    mark_cycle(by=by, cycle=audit.cycle, cause=f"an audit was {past or verb}")


def _extend(by: User, done: Adjustment) -> None:
    audit: Audit = done.audit
    before = {"due_on": audit.is_due_on}
    audit.due_on = done.due_on
    _save(audit, "due_on")
    record("gave more time for", audit, by=by, before=before, after={"due_on": audit.due_on},
           reason=done.reason)  # fmt: skip
    mark_cycle(by=by, cycle=audit.cycle, cause="an audit was given more time")


def _reassign(by: User, done: Adjustment) -> None:
    """The new auditor begins with an empty draft; what the one before wrote is kept for them alone."""
    audit: Audit = done.audit
    to = done.auditor
    if to is None:
        raise Refused("Choose the new auditor.")
    done.auditor_before, done.draft_before = audit.auditor, _draft(audit)
    done.save(update_fields=["auditor_before", "draft_before"])
    audit.entries.all().delete()
    audit.unmerged.all().delete()
    before = {"auditor": audit.auditor.name}
    audit.auditor, audit.missed_reason, audit.missed_note = to, "", ""
    _save(audit, "auditor", "missed_reason", "missed_note")
    record("reassigned", audit, by=by, before=before, after={"auditor": to.name}, reason=done.reason)
    _never_mind(by, done, "given to another auditor")
    mark_cycle(by=by, cycle=audit.cycle, cause="an audit was given to another auditor")


APPLIED: dict[str, Callable[[User, Adjustment], None]] = {
    "exempt": _exempt,
    "extend": _extend,
    "reassign": _reassign,
    "withdraw": _withdraw,
}


def _save(audit: Audit, *fields: str) -> None:
    audit.version += 1
    audit.save(update_fields=[*fields, "version"])


def _draft(audit: Audit) -> dict[str, Any]:
    """Every text of the auditor's, in pairs of field and text; empty where nothing was written."""
    pairs = {
        "entries": audit.entries.order_by("pk").values_list("field", "value"),
        "unmerged": audit.unmerged.values_list("field", "value"),
    }
    return {name: [list(pair) for pair in rows] for name, rows in pairs.items() if rows}


def _never_mind(by: User, done: Adjustment, past: str) -> None:
    """What else its auditor asked for this audit is settled with it."""
    decision = NEVER_MIND.format(past)
    for other in done.audit.adjustments.filter(state=Adjustment.State.ASKED).exclude(pk=done.pk):
        other.state, other.decision = Adjustment.State.REFUSED, decision
        other.decided_by, other.decided_at = by, clock.now()
        other.save()
        record(REFUSED[other.kind], done.audit, by=by, reason=decision)
