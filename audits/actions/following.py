"""What happens to an action after it was agreed: dated updates, which are never changed, until it is done."""

from audits.actions.agreeing import DAY
from audits.actions.rechecking import draw_rechecks
from audits.actions.stale import mark_actions
from audits.actions.updating import append, check_seen, locked, put_back, said, settle
from audits.agreed.standing import ties_to
from audits.models import ActionUpdate, AgreedAction
from audits.rules.agreed import may_change, may_update, verifying_refused
from core import clock
from core.errors import Conflict, Refused
from core.history import action, record
from organisation.models import User

Kind, State = ActionUpdate.Kind, AgreedAction.State
UPDATES = "The owner of an action, the team’s manager and the quality assurance unit say how it goes on."
CHANGES = (
    "The quality assurance unit, the head or lead of the service area and the team’s manager change actions "
    "and reopen them."
)


@action
def update_action(*, by: User, agreed: AgreedAction, text: str) -> ActionUpdate:
    """Say how it goes on. The same text twice, one right after the other, is one update."""
    now = locked(agreed)
    if not may_update(ties_to(by, now)):
        raise Refused(UPDATES)
    words = said(text, "Enter what has happened.")
    last = now.updates.first()
    if last and (last.kind, last.text, last.by_id) == (Kind.NOTE, words, by.pk):
        return last
    new = append(by=by, agreed=now, kind=Kind.NOTE, text=words)
    record("added an update to", now, by=by, reason=words)
    return new


@action
def mark_done(*, by: User, agreed: AgreedAction, text: str, seen: int) -> AgreedAction:
    """It is done, and this shows it. Chance then picks some of the month's for a re-check."""
    now = locked(agreed)
    if not may_update(ties_to(by, now)):
        raise Refused(UPDATES)
    evidence = said(text, "Enter what shows that it is done.")
    if now.state != State.OPEN:
        if _is_last(now, Kind.DONE, evidence, by):
            return now
        raise Conflict(now, "Somebody else said that this action is done while you were working on it.")
    check_seen(now, seen)
    append(by=by, agreed=now, kind=Kind.DONE, text=evidence)
    settle(now, State.DONE, clock.today(), None)
    record("finished", now, by=by, after={"done_on": f"{clock.today():{DAY}}"}, reason=evidence)
    draw_rechecks(by=by, day=clock.today())
    mark_actions(by=by, actions=[now], cause="an action was done")
    return now


@action
def verify(*, by: User, agreed: AgreedAction, text: str, seen: int) -> AgreedAction:
    """Somebody independent looked: it is done."""
    now = locked(agreed)
    refused = verifying_refused(ties_to(by, now))
    if refused:
        raise Refused(refused)
    words = said(text, "Enter what you looked at.")
    if now.state == State.VERIFIED and _is_last(now, Kind.VERIFIED, words, by):
        return now
    check_seen(now, seen)
    if now.state != State.DONE:
        raise Refused("Only an action that is done, and not yet verified, can be verified.")
    append(by=by, agreed=now, kind=Kind.VERIFIED, text=words)
    settle(now, State.VERIFIED, now.done_on, clock.today())
    record("verified", now, by=by, after={"verified_on": f"{clock.today():{DAY}}"}, reason=words)
    return now


@action
def reopen(*, by: User, agreed: AgreedAction, text: str, seen: int) -> AgreedAction:
    """It is to do again, for a reason. What was said when it was done stays."""
    now = locked(agreed)
    if not may_change(ties_to(by, now)):
        raise Refused(CHANGES)
    reason = said(text, "Enter why it is to do again.")
    if now.state == State.OPEN and _is_last(now, Kind.REOPENED, reason, by):
        return now
    check_seen(now, seen)
    if now.state == State.OPEN:
        raise Refused("This action is not done yet, so there is nothing to reopen.")
    return put_back(by=by, agreed=now, reason=reason)


def _is_last(agreed: AgreedAction, kind: str, text: str, by: User) -> bool:
    last = agreed.updates.exclude(kind=Kind.NOTE).first()
    return last is not None and (last.kind, last.text, last.by_id) == (kind, text, by.pk)
