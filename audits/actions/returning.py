"""Sending an audit back to its auditor with questions, and what it says when it comes back."""

from typing import Any

from django.urls import reverse

from audits.actions.stale import mark_cycle
from audits.models import Audit, Cycle, Return
from audits.rules.returning import due_again
from audits.running.reminding import called
from audits.standing import OWN_WORDS, standing_of
from audits.urgent.snapshots import snapshot, values_of
from core import clock, mail
from core.errors import Conflict, Refused
from core.history import action, record
from organisation.models import User

EMPTY: dict[str, Any] = {
    "completed_on": None,
    "grade": "",
    "moderated_grade": "",
    "rationale": "",
    "discussion": None,
    "discussion_with": "",
    "discussion_on": None,
    "discussion_said": "",
    "discussion_quotable": False,
    "feedback": None,
    "feedback_from": "",
    "feedback_how": "",
    "feedback_words": "",
    "feedback_quotable": False,
}
"""The record of an audit that nobody has submitted."""

SUBJECT = "An audit was sent back to you with questions"
BODY = """{by} sent one of your audits of {cycle} back to you, with questions.

Read the questions, change what needs to be changed and submit it again. Everything that you wrote is there:
{link}

Until you submit it again, it counts as not completed. It is due on {due}.
"""


@action
def return_audit(*, by: User, audit: Audit, questions: str, seen: int) -> Return:
    """Send a submitted audit back to its auditor. What it said is kept, word by word, and so is the draft.

    `seen` is the audit's version that was read: Conflict, with the audit as it is now, when it was moderated
    or sent back since. The same questions sent twice by the same person are one return. A moderation that
    was in force is so no longer; it stays in the record. It is due in a week, if it was due sooner.
    """
    now: Audit = (
        Audit.objects.select_for_update(of=("self",)).select_related("cycle", "tool").get(pk=audit.pk)
    )
    waiting: Return | None = now.returns.filter(came_back_at__isnull=True).first()
    if waiting and (waiting.returned_by_id, waiting.questions) == (by.pk, questions.strip()):
        return waiting
    _check(by, now, questions)
    if now.version != seen:
        raise Conflict(now, "Somebody else moderated this audit or sent it back while you were reading it.")
    last = now.returns.first()
    sent = Return.objects.create(
        audit=now,
        number=last.number + 1 if last else 1,
        questions=questions.strip(),
        returned_by=by,
        returned_at=clock.now(),
        before=snapshot(now),
    )
    before = _described(now)
    _keep_as_draft(by, now)
    _empty(now)
    after = _described(now)
    record("sent back", now, by=by, before=before, after=after, reason=sent.questions)
    mark_cycle(by=by, cycle=now.cycle, cause="an audit was sent back")
    _tell(by, now, sent)
    return sent


def _described(audit: Audit) -> dict[str, Any]:
    return {
        "state": audit.get_state_display(),
        "moderated_grade": audit.get_moderated_grade_display(),
        "due_on": audit.is_due_on,
    }


def _check(by: User, audit: Audit, questions: str) -> None:
    if not audit.is_completed:
        raise Refused(
            f"Only a submitted audit is sent back. The state of this one is: {audit.get_state_display()}."
        )
    bar = standing_of(by).bar(audit)
    if bar:
        raise Refused(f"You may not send this audit back: {OWN_WORDS[bar]}. Ask a colleague in the unit.")
    if audit.cycle.state != Cycle.State.OPEN:
        raise Refused(
            f"The cycle {audit.cycle} is not open, so the auditor could not submit again. Open it first."
        )
    if not questions.strip():
        raise Refused("Enter the questions that the auditor is to answer.")


def _keep_as_draft(by: User, audit: Audit) -> None:
    """What came from a file becomes the draft, so that the auditor finds it filled in.

    A text that the auditor had begun and that says something else is kept beside it.
    """
    if audit.submitted_at is not None:
        return
    entries = {entry.field: entry for entry in audit.entries.all()}
    stamp = {"saved_by": by, "saved_at": clock.now()}
    for field, value in values_of(audit).items():
        entry = entries.get(field)
        if entry is None:
            if value:
                audit.entries.create(field=field, value=value, **stamp)
        elif value and entry.value != value:
            if entry.value:
                audit.unmerged.create(
                    field=field, value=entry.value, tab="", saved_by=entry.saved_by, saved_at=entry.saved_at
                )
            entry.value, entry.version = value, entry.version + 1
            entry.saved_by, entry.saved_at = by, clock.now()
            entry.save(update_fields=["value", "version", "saved_by", "saved_at"])


def _empty(audit: Audit) -> None:
    """Nothing stands but the points whose tags somebody corrected: `write_points` goes by them when the audit
    is submitted again. Nobody sees them until then, since points are read of completed audits only."""
    audit.answers.all().delete()
    audit.findings.filter(tagged_by__isnull=True).delete()
    for name, value in EMPTY.items():
        setattr(audit, name, value)
    due = due_again(audit.is_due_on, clock.today())
    if due != audit.is_due_on:
        audit.due_on = due
    audit.state, audit.version = Audit.State.RETURNED, audit.version + 1
    audit.save(update_fields=[*EMPTY, "due_on", "state", "version"])


def _tell(by: User, audit: Audit, sent: Return) -> None:
    """E-mail the auditor, who may have no account."""
    auditor = User.objects.filter(staff=audit.auditor_id).first()
    if auditor is None:
        return
    due = f"{audit.is_due_on.day} {audit.is_due_on:%B %Y}"
    link = mail.link(reverse("audit_start", args=[audit.pk]))
    body = BODY.format(by=by.name, cycle=called(audit.cycle), link=link, due=due)
    mail.post(by=by, key=f"audits.returned:{sent.pk}", to=auditor, subject=SUBJECT, body=body)


@action
def came_back(*, by: User, audit: Audit) -> bool:
    """Note what a submitted audit says now, if it had been sent back; whether it had."""
    waiting: Return | None = audit.returns.filter(came_back_at__isnull=True).first()
    if waiting is None:
        return False
    waiting.came_back_at, waiting.after = clock.now(), snapshot(audit)
    waiting.save(update_fields=["came_back_at", "after"])
    return True
