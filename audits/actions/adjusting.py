"""Adjustments: an audit is exempted, given more time, given to somebody else or withdrawn, with a reason.

The auditor asks, and somebody of the QA unit decides; or the unit does it straight away.
"""

import datetime as dt

from audits.actions.applying import APPLIED, REFUSED, adjustable, check, locked, may_decide
from audits.models import Adjustment, Audit
from core import clock
from core.errors import Conflict, Refused
from core.history import action, record
from organisation.models import Staff, User

ASKED = {
    "exempt": "asked to be exempted from",
    "extend": "asked for more time for",
    "reassign": "asked for another auditor of",
    "withdraw": "asked to withdraw",
}
ELSEWHERE = "Somebody else changed this audit while you were reading it. It is shown as it is now."


@action
def ask_adjustment(
    *,
    by: User,
    audit: Audit,
    kind: str,
    reason: str,
    due_on: dt.date | None = None,
    auditor: Staff | None = None,
) -> Adjustment:
    """The auditor asks for one of their audits. Asking the same twice asks once.

    They may leave it to the unit who is to audit instead of them.
    """
    now = locked(audit)
    if by.staff_id is None or now.auditor_id != by.staff_id:
        raise Refused("Only the auditor asks for this.")
    adjustable(now)
    check(now, kind, reason, due_on, auditor, is_asked=True)
    waiting: Adjustment | None = now.adjustments.filter(kind=kind, state=Adjustment.State.ASKED).first()
    if waiting and (waiting.reason, waiting.due_on, waiting.auditor) == (reason, due_on, auditor):
        return waiting
    if waiting:
        raise Refused("You asked for this already, and it waits for a decision.")
    asked: Adjustment = now.adjustments.create(
        kind=kind, reason=reason, due_on=due_on, auditor=auditor, asked_by=by, asked_at=clock.now()
    )
    record(ASKED[kind], now, by=by, after=_wanted(asked), reason=reason)
    return asked


@action
def decide_adjustment(
    *,
    by: User,
    adjustment: Adjustment,
    approve: bool,
    decision: str,
    due_on: dt.date | None = None,
    auditor: Staff | None = None,
) -> Adjustment:
    """Approve or refuse what was asked for, and say why. A day or auditor given here stands for the one
    asked for.

    Conflict, with the decision that is there, when somebody else decided first; the same decision twice
    answers the first.
    """
    audit = locked(adjustment.audit)
    now: Adjustment = (
        Adjustment.objects.select_for_update(of=("self",))
        .select_related("decided_by", "auditor")
        .get(pk=adjustment.pk)
    )
    to = Adjustment.State.APPROVED if approve else Adjustment.State.REFUSED
    if now.state != Adjustment.State.ASKED:
        if (now.state, now.decided_by_id, now.decision) == (to, by.pk, decision):
            return now
        raise Conflict(now, f"{now.decided_by} decided on this while you were reading it.")
    if not decision.strip():
        raise Refused("Enter the reason for your decision.")
    may_decide(by, audit, (auditor or now.auditor) if approve else None)
    if approve:
        now.due_on, now.auditor = due_on or now.due_on, auditor or now.auditor
        adjustable(audit)
        check(audit, now.kind, now.reason, now.due_on, now.auditor)
    _decided(by, now, to, decision)
    if approve:
        now.audit = audit
        APPLIED[now.kind](by, now)
    else:
        record(REFUSED[now.kind], audit, by=by, reason=decision)
    return now


@action
def adjust(
    *,
    by: User,
    audit: Audit,
    kind: str,
    reason: str,
    seen: int,
    due_on: dt.date | None = None,
    auditor: Staff | None = None,
) -> Adjustment:
    """Exempt, extend, reassign or withdraw straight away: who asks is who decides.

    `seen` is the version of the audit that was read: Conflict when it has changed since. The same twice
    answers the first. Refused while the auditor's own request waits, which is to be decided instead.
    """
    now = locked(audit)
    last = now.adjustments.filter(kind=kind, asked_by=by, decided_by=by, reason=reason).first()
    if last and now.version != seen and (last.due_on, last.auditor) == (due_on, auditor):
        return last
    if now.version != seen:
        raise Conflict(now, ELSEWHERE)
    adjustable(now)
    may_decide(by, now, auditor)
    check(now, kind, reason, due_on, auditor)
    waiting = now.adjustments.filter(kind=kind, state=Adjustment.State.ASKED).select_related("asked_by")
    if waiting.exists():
        raise Refused(f"{waiting[0].asked_by} has asked for this already. Decide on that request instead.")
    done = Adjustment(audit=now, kind=kind, reason=reason, due_on=due_on, auditor=auditor, asked_by=by)
    done.asked_at = clock.now()
    _decided(by, done, Adjustment.State.APPROVED, "")
    APPLIED[kind](by, done)
    return done


def _decided(by: User, adjustment: Adjustment, state: str, decision: str) -> None:
    adjustment.state, adjustment.decision = state, decision
    adjustment.decided_by, adjustment.decided_at = by, clock.now()
    adjustment.save()


def _wanted(asked: Adjustment) -> dict[str, str]:
    if asked.kind == Adjustment.Kind.EXTEND and asked.due_on:
        return {"new_due_date": f"{asked.due_on:%-d %B %Y}"}
    return {"new_auditor": asked.auditor.name} if asked.auditor else {}
