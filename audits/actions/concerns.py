"""A child is at risk now: the auditor says so, those who lead and QA are told at once, somebody answers."""

from django.urls import reverse

from audits.models import Audit, Concern
from audits.permissions import ANSWER_CONCERNS
from audits.urgent.concerned import who_is_told
from core import clock, mail
from core.errors import Conflict, Refused
from core.history import action, record
from organisation.models import User

SUBJECT = "Safeguarding: an auditor says that a child is at risk now"
BODY = """An auditor has said that a child is at risk now.

Read what they found, see that the council's safeguarding procedure is followed, and record what was done:
{link}

It stays at the top of your home page until somebody has recorded that.
"""
ANSWERED_SUBJECT = "Safeguarding: what was done about your concern is recorded"
ANSWERED_BODY = """What was done about the concern that you raised in an audit is recorded:
{link}
"""


@action
def raise_concern(*, by: User, audit: Audit, words: str) -> Concern:
    """Say that a child is at risk now, whatever the state of the audit or of its cycle.

    Heads and leads of the audit's service area and all of the QA unit are told by e-mail and on their
    home page. The same words sent twice by the same person, while nobody has answered, are one concern.
    """
    now: Audit = Audit.objects.select_for_update(of=("self",)).select_related("service_area").get(pk=audit.pk)
    if by.staff_id is None or now.auditor_id != by.staff_id:
        raise Refused(
            "Only the auditor raises a concern in an audit. Ring the duty line, and tell the service lead "
            "and the quality assurance unit."
        )
    said = words.strip()
    if not said:
        raise Refused("Enter what you found.")
    there: Concern | None = now.concerns.unanswered().filter(raised_by=by, words=said).first()
    if there:
        return there
    concern = Concern.objects.create(audit=now, words=said, raised_by=by, raised_at=clock.now())
    told = who_is_told(now.service_area_id)
    record("raised", concern, by=by, after={"told": [user.name for user in told]})
    link = mail.link(reverse("concern", args=[concern.pk]))
    for user in told:
        key = f"audits.concern:{concern.pk}:person {user.pk}"
        mail.post(by=by, key=key, to=user, subject=SUBJECT, body=BODY.format(link=link))
    return concern


@action
def answer_concern(*, by: User, concern: Concern, done: str) -> Concern:
    """Record what was done. Once: Conflict, with the concern as it is now, when somebody else has.

    The same words sent twice by the same person are one answer.
    """
    if not by.may(ANSWER_CONCERNS):
        raise Refused(
            "What was done is recorded by the quality assurance unit and the service area’s head or lead."
        )
    now: Concern = (
        Concern.objects.select_for_update(of=("self",)).select_related("raised_by").get(pk=concern.pk)
    )
    said = done.strip()
    if now.answered_at is not None:
        if (now.answered_by_id, now.done) == (by.pk, said):
            return now
        raise Conflict(now, "Somebody else has recorded what was done while you were writing.")
    if not said:
        raise Refused("Enter what was done.")
    now.done, now.answered_by, now.answered_at = said, by, clock.now()
    now.save(update_fields=["done", "answered_by", "answered_at"])
    record("answered", now, by=by, reason=said)
    body = ANSWERED_BODY.format(link=mail.link(reverse("concern", args=[now.pk])))
    key = f"audits.concern:{now.pk}:answered"
    mail.post(by=by, key=key, to=now.raised_by, subject=ANSWERED_SUBJECT, body=body)
    return now
