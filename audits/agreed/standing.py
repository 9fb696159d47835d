"""Where somebody stands to an action agreed after an audit: what the rules ask about them."""

from typing import Any

from audits.models import ActionUpdate, AgreedAction, Audit
from audits.permissions import ACT
from audits.rules.agreed import Ties
from audits.standing import OWN_WORDS, standing_of
from organisation.models import User
from organisation.roles import Role


def ties_to_audit(user: Any, audit: Audit) -> Ties:
    """What ties the user to the audit itself; whoever may not act at all is tied to nothing."""
    if not user.may(ACT):
        return Ties()
    access = user.access
    return Ties(
        manages=audit.team_id in access.team_ids,
        leads=audit.service_area_id in access.service_area_ids,
        in_unit=Role.QA in access.roles,
        audited=access.staff_id is not None and audit.auditor_id == access.staff_id,
    )


def ties_to(user: Any, action: AgreedAction) -> Ties:
    """What ties the user to the action. At most three queries.

    Whether they supervised the work is asked of whom might verify: the QA unit, of what is done.
    """
    ties = ties_to_audit(user, action.audit)
    if not user.may(ACT):
        return ties
    done = action.updates.filter(kind=ActionUpdate.Kind.DONE).first() if action.done_on else None
    verifies = ties.in_unit and action.done_on is not None
    bar = standing_of(user).bar(action.audit) if verifies else ""
    return Ties(
        owns=action.owner_id == user.pk,
        manages=ties.manages,
        leads=ties.leads,
        in_unit=ties.in_unit,
        audited=ties.audited,
        did_it=done is not None and done.by_id == user.pk,
        supervised=OWN_WORDS.get(bar, "") if bar != "auditor" else "",
    )


def may_own(user: User) -> bool:
    """Whether somebody can see to an action: they may sign in and open it."""
    return user.is_active and user.may(ACT)
