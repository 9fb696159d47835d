"""Giving an action to somebody else, putting it off, filing it under other words: each with a reason."""

import datetime as dt
from collections.abc import Collection

from audits.actions.agreeing import DAY, chosen
from audits.actions.following import CHANGES
from audits.actions.stale import mark_actions
from audits.actions.updating import append, check_seen, locked, said
from audits.agreed.owners import Owner
from audits.agreed.standing import ties_to
from audits.models import ActionUpdate, AgreedAction, Tag
from audits.rules.agreed import may_change
from core import clock
from core.errors import Refused
from core.history import action, record
from organisation.models import User


@action
def change_action(
    *,
    by: User,
    agreed: AgreedAction,
    owner_kind: str,
    person: User | None,
    due_on: dt.date,
    tags: Collection[Tag],
    reason: str,
    seen: int,
) -> AgreedAction:
    """Change owner, due date or tags of an action. One that changes nothing says nothing."""
    now = locked(agreed)
    if not may_change(ties_to(by, now)):
        raise Refused(CHANGES)
    kept = owner_kind == now.owner_kind and (person is None or person == now.owner)
    owner = Owner(now.owner_kind, now.owner) if kept else chosen(now.audit, owner_kind, person)
    tags = [*tags, *(tag for tag in now.tags.all() if not tag.active)]  # which nobody can choose
    before, after = described(now), _described(owner, due_on, tags)
    if before == after:
        return now
    check_seen(now, seen)
    words = said(reason, "Enter why it is changed.")
    if due_on != now.due_on:
        _check_due(now, due_on)
    _write(now, owner, due_on, tags, by, before, after, words)
    return now


def _check_due(agreed: AgreedAction, due_on: dt.date) -> None:
    if agreed.state != AgreedAction.State.OPEN:
        raise Refused("This action is done. Reopen it before you change the day on which it is due.")
    if due_on < clock.today():
        raise Refused("The new day on which it is due must be today or later.")


def described(agreed: AgreedAction) -> dict[str, str]:
    """What can be changed of an action, in words."""
    return _described(Owner(agreed.owner_kind, agreed.owner), agreed.due_on, agreed.tags.all())


def _described(owner: Owner, due_on: dt.date, tags: Collection[Tag]) -> dict[str, str]:
    names = ", ".join(sorted(tag.name for tag in tags))
    return {"owner": owner.words, "due_on": due_on.strftime(DAY), "tags": names}


def _write(
    agreed: AgreedAction,
    owner: Owner,
    due_on: dt.date,
    tags: Collection[Tag],
    by: User,
    before: dict[str, str],
    after: dict[str, str],
    reason: str,
) -> None:
    due_before = agreed.due_on if due_on != agreed.due_on else None
    agreed.owner_kind, agreed.owner, agreed.due_on = owner.kind, owner.user, due_on
    agreed.version += 1
    agreed.save(update_fields=["owner_kind", "owner", "due_on", "version"])
    agreed.tags.set(tags)
    changed = {name: words for name, words in after.items() if before[name] != words}
    named = {"owner": "Owner", "due_on": "Due", "tags": "Tags"}
    moves = [f"{named[name]}: {before[name] or 'none'} → {to or 'none'}" for name, to in changed.items()]
    kind = ActionUpdate.Kind.CHANGED
    append(by=by, agreed=agreed, kind=kind, text="\n".join([reason, *moves]), due_before=due_before)
    record("changed", agreed, by=by, before=before, after=after, reason=reason)
    if due_before:
        mark_actions(by=by, actions=[agreed], cause="an action’s due date was changed")
