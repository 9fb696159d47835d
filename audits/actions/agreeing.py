"""Agreeing on actions: on the audit form, at moderation, later."""

import datetime as dt
from collections.abc import Mapping

from audits.actions.stale import mark_actions
from audits.agreed.owners import Owner, Owners
from audits.agreed.standing import may_own, ties_to_audit
from audits.models import AgreedAction, Audit, Tag
from audits.rules import agreeing
from audits.rules.agreed import may_agree
from audits.rules.learning import tags_of
from core import clock
from core.errors import Refused
from core.history import action, record
from organisation.models import User

Origin, Kind = AgreedAction.Origin, AgreedAction.OwnerKind
DAY = "%-d %B %Y"


def agreed_before(audit: Audit) -> frozenset[str]:
    """The texts of what had been agreed when an audit was sent back; nothing of any other."""
    if audit.state != Audit.State.RETURNED:
        return frozenset()
    return frozenset(agreeing.same(what) for what in audit.agreed_actions.values_list("what", flat=True))


@action
def agree_drafted(*, by: User, audit: Audit, values: Mapping[str, str]) -> list[AgreedAction]:
    """The actions of a form that is submitted, each with its owner. What the audit had already stays."""
    there = audit.agreed_actions.values_list("what", flat=True)
    wanted = agreeing.agreed_in(values)
    new = agreeing.not_yet_agreed(wanted, list(there)) if wanted else []
    owners = Owners() if new else None
    return [
        _add(by, audit, each.what, each.for_whom, owners.of(audit, each.owner), each.due_on, Origin.AUDIT)
        for each in new
        if owners
    ]


@action
def agree(
    *,
    by: User,
    audit: Audit,
    what: str,
    for_whom: str,
    owner_kind: str,
    due_on: dt.date,
    person: User | None = None,
    origin: str = Origin.LATER,
) -> AgreedAction:
    """Add an action to a submitted audit. The same one twice answers the one that is there."""
    now: Audit = Audit.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=audit.pk)
    if not may_agree(ties_to_audit(by, now)):
        raise Refused(
            "Actions are added by the quality assurance unit, the head or lead of the service area and the "
            "team’s manager."
        )
    if not now.is_completed and now.state != Audit.State.RETURNED:
        raise Refused("This audit has not been submitted. Its auditor writes its actions on the form.")
    owner = chosen(now, owner_kind, person)
    same = now.agreed_actions.filter(
        what=what.strip(), for_whom=for_whom.strip(), due_on=due_on, owner=owner.user
    )
    there: AgreedAction | None = same.first()
    if there is not None:
        return there
    if not (what.strip() and for_whom.strip()):
        raise Refused("Say what is to be done, and for whom.")
    if due_on <= clock.today():
        raise Refused("The day on which an action is due must be after today.")
    return _add(by, now, what.strip(), for_whom.strip(), owner, due_on, origin)


def chosen(audit: Audit, kind: str, person: User | None) -> Owner:
    """The owner that was chosen: a person who may see to it, or whoever holds the post."""
    if kind != Kind.PERSON:
        return Owners().of(audit, kind)
    if person is None or not may_own(person):
        raise Refused("Choose somebody who may see and update actions.")
    return Owner(Kind.PERSON, person)


def _add(
    by: User, audit: Audit, what: str, for_whom: str, owner: Owner, due_on: dt.date, origin: str
) -> AgreedAction:
    last = audit.agreed_actions.order_by("-number").values_list("number", flat=True).first() or 0
    new = AgreedAction.objects.create(
        audit=audit,
        number=last + 1,
        what=what,
        for_whom=for_whom,
        owner_kind=owner.kind,
        owner=owner.user,
        due_on=due_on,
        origin=origin,
        agreed_on=clock.today(),
    )
    words = dict(Tag.objects.filter(active=True).values_list("pk", "words"))
    new.tags.set(tags_of(what, words))
    after = {"what": what, "for_whom": for_whom, "owner": owner.words, "due_on": due_on.strftime(DAY)}
    record("added", new, by=by, after=after)
    mark_actions(by=by, actions=[new], cause="an action was agreed")
    return new
