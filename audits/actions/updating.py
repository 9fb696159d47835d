"""An action's dated updates: one is added, none is ever changed; and the state that follows from them."""

import datetime as dt

from audits.actions.stale import mark_actions
from audits.models import ActionUpdate, AgreedAction
from core import clock
from core.errors import Conflict, Refused
from core.history import action, record
from organisation.models import User


def locked(agreed: AgreedAction) -> AgreedAction:
    """The action as it is now, held until the end of the transaction."""
    found = AgreedAction.objects.select_for_update(of=("self",)).select_related("audit__cycle", "owner")
    now: AgreedAction = found.get(pk=agreed.pk)
    return now


def check_seen(agreed: AgreedAction, seen: int) -> None:
    """Conflict when somebody else changed the action since this person read it."""
    if agreed.version != seen:
        raise Conflict(agreed, "Somebody else changed this action while you were working on it.")


def said(text: str, otherwise: str) -> str:
    """The text without spaces around it; Refused where there is none."""
    if not text.strip():
        raise Refused(otherwise)
    return text.strip()


@action
def append(
    *, by: User, agreed: AgreedAction, kind: str, text: str, due_before: dt.date | None = None
) -> ActionUpdate:
    """One more update; nothing that was said before is touched."""
    last = agreed.updates.first()
    new: ActionUpdate = agreed.updates.create(
        number=last.number + 1 if last else 1,
        kind=kind,
        text=text,
        by=by,
        on=clock.today(),
        at=clock.now(),
        due_before=due_before,
    )
    return new


def settle(agreed: AgreedAction, state: str, done_on: dt.date | None, verified_on: dt.date | None) -> None:
    """The action's state, with its days."""
    agreed.state, agreed.done_on, agreed.verified_on = state, done_on, verified_on
    agreed.version += 1
    agreed.save(update_fields=["state", "done_on", "verified_on", "version"])


@action
def put_back(*, by: User, agreed: AgreedAction, reason: str) -> AgreedAction:
    """Make a done action, which the caller holds, one to do again."""
    before = {"state": agreed.get_state_display()}
    append(by=by, agreed=agreed, kind=ActionUpdate.Kind.REOPENED, text=reason)
    settle(agreed, AgreedAction.State.OPEN, None, None)
    after = {"state": agreed.get_state_display()}
    record("reopened", agreed, by=by, before=before, after=after, reason=reason)
    mark_actions(by=by, actions=[agreed], cause="an action was reopened")
    return agreed
