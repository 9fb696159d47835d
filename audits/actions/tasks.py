"""Inadequate, by either grade: somebody gets a task at once, and closes it once an action is agreed."""

from collections.abc import Iterable

from audits import rules
from audits.actions.stale import mark_actions
from audits.agreed.owners import Owner, Owners
from audits.agreed.standing import ties_to_audit
from audits.blinding import hides_grade
from audits.models import AgreedAction, Audit, Cycle, Grade, InadequateTask
from audits.rules.agreed import may_agree, task_change
from core import clock, mail
from core.errors import Conflict, Refused
from core.history import Actor, action, record
from organisation.models import RoleHolding, User
from organisation.roles import Role

State = InadequateTask.State
SUBJECT = "An audit was graded inadequate: agree what is to be done"
BODY = """An audit was graded inadequate, and the task to agree on what is done about it is {whose}.

Read the audit, agree on at least one action, then close the task:
{link}
"""
RAISED = "The moderated grade is {grade}."
CAME_BACK = "The audit came back with another grade: {grade}."
CORRECTED = "The grade was corrected to {grade}."
ENDED = "This task was {state} while you were writing, so yours is not saved."


@action
def follow_grade(*, by: Actor, audit: Audit, anew: bool, because: str = RAISED) -> InadequateTask | None:
    """Raise the task of an audit that is now inadequate; withdraw it when the grade rises above that.

    Called where a grade is given, with the audit locked. `anew`: the grade was another just before.
    """
    grade = rules.final_grade(audit.grade, audit.moderated_grade)
    last: InadequateTask | None = InadequateTask.objects.filter(audit=audit).first()
    change = task_change(inadequate=grade == Grade.INADEQUATE, anew=anew, last=last.state if last else "")
    if change == "raise":
        return _raise(by, audit, Owners())
    if change == "withdraw" and last:
        _end(by, last, State.WITHDRAWN, because.format(grade=Grade(grade).label), "withdrew")
        return last
    if last and last.state == State.OPEN:
        _tell(by, last)  # those from whom the grade was held back until now
    return last


@action
def follow_import(*, by: Actor, audits: Iterable[Audit]) -> None:
    """The same for audits that a file brought or corrected. Those of closed cycles are history: no task."""
    done = {audit.pk: audit for audit in audits if audit.is_completed}
    last = {
        task.audit_id: task
        for task in InadequateTask.objects.filter(audit__in=done).order_by("raised_at", "pk")
    }
    closed = set(Cycle.objects.filter(state=Cycle.State.CLOSED).values_list("pk", flat=True))
    owners = None
    for pk, audit in done.items():
        grade = rules.final_grade(audit.grade, audit.moderated_grade)
        there = last[pk].state if pk in last else ""
        change = task_change(inadequate=grade == Grade.INADEQUATE, anew=False, last=there)
        if change == "withdraw":
            words = CORRECTED.format(grade=Grade(grade).label)
            _end(by, last[pk], State.WITHDRAWN, words, "withdrew")
        elif change == "raise" and audit.cycle_id not in closed:
            owners = owners or Owners()
            _raise(by, audit, owners)
    moved = AgreedAction.objects.filter(audit__in=done).select_related("audit__cycle")
    mark_actions(by=by, actions=moved, cause="audits were imported")


@action
def drop_task(*, by: Actor, audit: Audit, reason: str) -> None:
    """Withdraw the open task of an audit that was sent back and then left out, if it has one."""
    task = InadequateTask.objects.open().filter(audit=audit).first()
    if task is not None:
        _end(by, task, State.WITHDRAWN, reason, "withdrew")


@action
def close_task(*, by: User, task: InadequateTask, reason: str) -> InadequateTask:
    """Close the task: what is agreed is enough. Refused while nothing is.

    Conflict, with the task as it is now, when it ended meanwhile; the same words of the same person are once.
    """
    now: InadequateTask = (
        InadequateTask.objects.select_for_update(of=("self",)).select_related("audit").get(pk=task.pk)
    )
    ties = ties_to_audit(by, now.audit)
    if not (may_agree(ties) or now.assigned_to_id == by.pk):
        raise Refused(
            "This task is closed by whom it is for, the quality assurance unit, the head or lead of the "
            "service area or the team’s manager."
        )
    if ties.audited:
        raise Refused("You did this audit. Somebody else has to close its task.")
    words = reason.strip()
    if now.state != State.OPEN:
        if (now.state, now.reason, now.ended_by_id) == (State.CLOSED, words, by.pk):
            return now
        raise Conflict(now, ENDED.format(state=now.get_state_display().lower()))
    if not now.audit.agreed_actions.exists():
        raise Refused("Agree on at least one action before you close this task. Add it below.")
    if not words:
        raise Refused("Enter what was agreed, and why that is enough.")
    _end(by, now, State.CLOSED, words, "closed")
    return now


def _raise(by: Actor, audit: Audit, owners: Owners) -> InadequateTask:
    owner = owners.of(audit, but=audit.auditor_id)
    task = InadequateTask.objects.create(
        audit=audit, assigned_as=owner.kind, assigned_to=owner.user, raised_at=clock.now()
    )
    record("raised", task, by=by, after={"for": owner.words})
    _tell(by, task)
    return task


def _end(by: Actor, task: InadequateTask, state: State, reason: str, verb: str) -> None:
    before = {"state": task.get_state_display()}
    task.state, task.reason = state, reason
    task.ended_by_id, task.ended_at = by.pk, clock.now()
    task.save(update_fields=["state", "reason", "ended_by", "ended_at"])
    record(verb, task, by=by, before=before, after={"state": task.get_state_display()}, reason=reason)


def _tell(by: Actor, task: InadequateTask) -> None:
    """One e-mail a person and task; none to whom the grade is still held back."""
    whose = "yours" if task.assigned_to_id else Owner(task.assigned_as).words.lower() + "’s"
    for user in _told(task):
        if not hides_grade(user, task.audit):
            mail.post(
                by=by,
                key=f"audits.inadequate:{task.pk}:person {user.pk}",
                to=user,
                subject=SUBJECT,
                body=BODY.format(whose=whose, link=mail.link(task.get_absolute_url())),
            )


def _told(task: InadequateTask) -> list[User]:
    if task.assigned_to:
        return [task.assigned_to]
    held = RoleHolding.objects.on(clock.today()).filter(role=Role.QA, user__is_active=True)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))
