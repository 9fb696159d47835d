"""What pages show of agreed actions: beside their audit, of one of them, of what was re-checked."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from audits.agreed.standing import ties_to_audit
from audits.models import AgreedAction, Audit, InadequateTask, Recheck
from audits.permissions import ACT
from audits.rules import agreed as rules


@dataclass(frozen=True)
class Offer:
    """Something that can be done with an action from its page."""

    words: str
    url: str


def beside(user: Any, audit: Audit) -> dict[str, Any]:
    """For a page about an audit: its actions, whether one may be added, its task. Two queries."""
    if not user.may(ACT) or not (audit.is_completed or audit.state == Audit.State.RETURNED):
        return {}
    tasks = InadequateTask.objects.visible_to(user).filter(audit=audit)
    return {
        "agreed_actions": list(audit.agreed_actions.select_related("owner").order_by("number")),
        "may_agree": rules.may_agree(ties_to_audit(user, audit)),
        "open_task": tasks.open().first(),
        "shows_actions": True,
    }


def offers(agreed: AgreedAction, ties: rules.Ties, waiting: Recheck | None) -> list[Offer]:
    """What this person can do with the action as it stands, the likeliest first."""
    is_open, is_done = agreed.state == rules.OPEN, agreed.state == rules.DONE
    wanted = [
        (waiting is not None and not rules.rechecking_refused(ties), "recheck", "Record the re-check"),
        (is_done and not rules.verifying_refused(ties), "verify", "Verify"),
        (rules.may_update(ties), "update", "Add an update"),
        (is_open and rules.may_update(ties), "done", "Mark as done"),
        (rules.may_change(ties), "change", "Change owner or due date"),
        (not is_open and rules.may_change(ties), "reopen", "Reopen"),
    ]
    return [Offer(words, reverse("action_act", args=[agreed.pk, verb])) for may, verb, words in wanted if may]


def rechecked(user: Any) -> str:
    """'Of 12 actions re-checked on the case, 9 lasted', of those that the user may see. One query."""
    seen = AgreedAction.objects.visible_to(user).values("pk")
    looked = Recheck.objects.filter(action__in=seen, lasted__isnull=False).order_by()
    counts = looked.aggregate(of=Count("pk"), lasted=Count("pk", filter=Q(lasted=True)))
    return rules.rechecked(counts["lasted"], counts["of"])
