"""Putting right: an audit that was exempted or withdrawn by mistake; and why one was not completed."""

from audits.actions.applying import locked, may_decide
from audits.actions.stale import mark_cycle
from audits.models import Audit, Cycle
from audits.permissions import RUN_CYCLES
from audits.rules import adjusting
from core.errors import Refused
from core.history import Actor, action, record
from organisation.models import User


@action
def reinstate(*, by: User, audit: Audit, reason: str) -> Audit:
    """An exempted or withdrawn audit is to do again, as it was; one that is to do already stays so."""
    now = locked(audit)
    if now.is_to_do:
        return now
    if now.state not in Audit.LEFT_OUT:
        raise Refused("This audit was neither exempted nor withdrawn, so there is nothing to reinstate.")
    if now.cycle.state == Cycle.State.CLOSED:
        raise Refused("The cycle is closed. Open it again before you change what is owed in it.")
    may_decide(by, now)
    if not reason.strip():
        raise Refused("Enter the reason.")
    before = {"state": now.get_state_display()}
    is_back = now.returns.filter(came_back_at__isnull=True).exists()
    now.state = Audit.State.RETURNED if is_back else Audit.State.ALLOCATED
    now.version += 1
    now.save(update_fields=["state", "version"])
    record("reinstated", now, by=by, before=before, after={"state": now.get_state_display()}, reason=reason)
    mark_cycle(by=by, cycle=now.cycle, cause="an audit was reinstated")
    return now


@action
def say_why_missed(*, by: Actor, audit: Audit, reason: str, note: str = "") -> Audit:
    """Say why an overdue audit, or one of a closed cycle, was not completed: its auditor, or the unit.

    Saying the same twice says it once. Nothing is counted otherwise for it.
    """
    now = locked(audit)
    own = getattr(by, "staff_id", None)
    if not by.may(RUN_CYCLES) and (own is None or now.auditor_id != own):
        raise Refused("Only its auditor or the quality assurance unit says why an audit was not completed.")
    if not adjusting.may_say_why(
        is_to_do=now.is_to_do, is_late=now.is_late, is_closed=now.cycle.state == Cycle.State.CLOSED
    ):
        raise Refused("This is asked once the due date has passed, of an audit that is still to do.")
    problem = adjusting.reason_problem(reason, note, frozenset(Audit.Missed.values))
    if problem:
        raise Refused(problem)
    note = note.strip()
    if (now.missed_reason, now.missed_note) == (reason, note):
        return now
    before = {"why": now.get_missed_reason_display()} if now.missed_reason else None
    now.missed_reason, now.missed_note = reason, note
    now.save(update_fields=["missed_reason", "missed_note"])
    after = {"why": now.get_missed_reason_display(), **({"note": note} if note else {})}
    record("said why nobody completed", now, by=by, before=before, after=after)
    return now
