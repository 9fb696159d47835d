"""Moderation: the QA unit agrees or changes the grade, and says why. The auditor's grade stays."""

from audits import rules
from audits.actions.stale import mark_cycle
from audits.actions.tasks import follow_grade
from audits.blinding import blind_grade_of, hides_grade
from audits.models import Audit, BlindGrade, Moderation
from audits.standing import standing_of
from core import clock
from core.errors import Conflict, Refused
from core.history import action, record
from organisation.models import User

REFUSALS = {
    "auditor": "Nobody moderates their own audit.",
    "team": "Nobody moderates the work of a team that they were in within the last 12 months.",
    "service_area": "Nobody moderates the work of a service area that they lead.",
}
VERBS = {
    "agreed": "moderated, and agreed with the grade of,",
    "raised": "moderated, and raised the grade of,",
    "lowered": "moderated, and lowered the grade of,",
}


@action
def moderate(*, by: User, audit: Audit, grade: str, reason: str, seen: int) -> Moderation:
    """Give the moderated grade. `seen` is the audit's version that the moderator read.

    Conflict, with the audit as it is now, when another moderator was there first; the same
    moderation twice answers the one that is there. Both grades stay for ever, and so does every
    moderation: the newest is the one in force.
    """
    now: Audit = Audit.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=audit.pk)
    _check(by, now, grade, reason)
    last = now.moderations.first()
    said = (last.moderator_id, last.grade, last.reason) if last and now.moderated_grade else None
    if last and said == (by.pk, grade, reason):
        return last
    if now.version != seen:
        raise Conflict(now, "Somebody else moderated this audit while you were reading it.")
    effect = rules.moderation_effect(now.final_grade, grade)  # as the history says it: from what stood
    moderation = Moderation.objects.create(
        audit=now,
        number=last.number + 1 if last else 1,
        moderator=by,
        auditor_grade=now.grade,
        grade=grade,
        reason=reason,
        at=clock.now(),
    )
    before = {"grade": now.get_final_grade_display()}
    now.moderated_grade, now.version = grade, now.version + 1
    now.save(update_fields=["moderated_grade", "version"])
    after = {"grade": moderation.get_grade_display()}
    record(VERBS[effect], now, by=by, before=before, after=after, reason=reason)
    follow_grade(by=by, audit=now, anew=effect != "agreed")
    mark_cycle(by=by, cycle=now.cycle, cause="an audit was moderated")
    return moderation


def _check(by: User, audit: Audit, grade: str, reason: str) -> None:
    if not audit.is_completed:
        raise Refused("This audit has not been submitted, so it cannot be moderated yet.")
    bar = standing_of(by).bar(audit)
    if bar:
        raise Refused(f"{REFUSALS[bar]} Ask a colleague in the unit to moderate this one.")
    _check_words(grade, reason)
    if hides_grade(by, audit):
        raise Refused("Moderation is blind in this cycle: give your own grade before you see the auditor’s.")
    if audit.cycle.blind and not audit.moderated_grade and blind_grade_of(by, audit) is None:
        raise Refused(
            "Moderation is blind in this cycle, and the grade of this audit has been shown: "
            "nobody can give an independent second opinion of it any more."
        )


def _check_words(grade: str, reason: str) -> None:
    if grade not in rules.GRADES:
        raise Refused("Choose one of the four grades.")
    if not reason.strip():
        raise Refused("Enter the reason for the grade.")


@action
def grade_blind(*, by: User, audit: Audit, grade: str, reason: str) -> BlindGrade:
    """The moderator's grade before they see the auditor's; given once, and never changed.

    Asking again answers the grade that they gave first. Refused where nothing is blind to them.
    """
    now: Audit = Audit.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=audit.pk)
    given = blind_grade_of(by, now)
    if given:
        return given
    if not now.is_completed:
        raise Refused("This audit has not been submitted, so it cannot be graded yet.")
    bar = standing_of(by).bar(now)
    if bar:
        raise Refused(f"{REFUSALS[bar]} Ask a colleague in the unit to moderate this one.")
    if not hides_grade(by, now):
        raise Refused("The auditor’s grade of this audit is known, so it is not graded blind any more.")
    _check_words(grade, reason)
    given = BlindGrade.objects.create(audit=now, moderator=by, grade=grade, reason=reason, at=clock.now())
    record(
        "gave a blind grade to", now, by=by, after={"blind_grade": given.get_grade_display()}, reason=reason
    )
    return given
