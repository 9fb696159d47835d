"""Submitting an audit: the draft is checked whole and becomes the record, in one transaction."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from audits import rules
from audits.actions.agreeing import agree_drafted, agreed_before
from audits.actions.learning import write_points
from audits.actions.returning import came_back
from audits.actions.second_looks import pick
from audits.actions.stale import mark_cycle
from audits.actions.tasks import CAME_BACK, follow_grade
from audits.models import Answer, Audit, Finding
from audits.reading import pages_of
from audits.standing import OWN_WORDS, standing_of
from core import clock
from core.errors import Conflict, Refused
from core.history import action, record
from organisation.models import User


class Incomplete(Exception):
    """What is missing or wrong, by field, in words."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = dict(problems)


@action
def submit(*, by: User, audit: Audit, seen: str) -> Audit:
    """Submit the auditor's own audit as its draft stands.

    `seen` is the digest of the draft that the auditor checked (`Draft.digest`): Conflict when
    it has changed since. Incomplete names each problem. Submitting twice answers the submitted audit.
    """
    now: Audit = (
        Audit.objects.select_for_update(of=("self",)).select_related("cycle", "tool").get(pk=audit.pk)
    )
    if by.staff_id is None or now.auditor_id != by.staff_id:
        raise Refused("Only the auditor submits an audit.")
    if now.is_completed:
        return now
    _check_may_submit(by, now)
    draft = Draft(now)
    if draft.digest != seen:
        raise Conflict(now, "Your answers have changed since you checked them. Check them again.")
    found = rules.problems(draft.fields, draft.values, clock.today(), draft.agreed)
    if found:
        raise Incomplete(found)
    _write(now, draft)
    verb = "resubmitted" if came_back(by=by, audit=now) else "submitted"
    record(verb, now, by=by, after={"grade": now.get_grade_display()}, reason=now.rationale)
    pick(by=by, audits=[now])
    agree_drafted(by=by, audit=now, values=draft.values)
    follow_grade(by=by, audit=now, anew=False, because=CAME_BACK)
    mark_cycle(by=by, cycle=now.cycle, cause="an audit was submitted")
    return now


def _check_may_submit(by: User, now: Audit) -> None:
    """Refused where the audit's state, its cycle or the auditor's standing does not allow it."""
    if now.state in Audit.LEFT_OUT:
        raise Refused(f"This audit was {now.get_state_display().lower()}, so it is not submitted any more.")
    bar = standing_of(by).bar(now, as_auditor=True)
    if bar:
        raise Refused(
            f"You may not grade this work: {OWN_WORDS[bar]}. Ask the quality assurance unit to "
            "give the audit to somebody else. What you wrote is kept."
        )
    if now.cycle.state != "open":
        raise Refused(f"The cycle {now.cycle} is not open. Ask the quality assurance unit to open it.")
    if now.unmerged.exists():
        raise Refused("Some of what you wrote has two versions. Choose which to keep before you submit.")


class Draft:
    """An audit's draft: its fields in order, the texts of those that are asked, and a digest of them."""

    def __init__(self, audit: Audit) -> None:
        self.pages = pages_of(audit)
        self.fields = [field for page in self.pages for field in page.fields]
        entries = dict(audit.entries.values_list("field", "value"))
        self.values = {field.code: entries.get(field.code, "").strip() for field in self.fields}
        self.versions = dict(audit.entries.values_list("field", "version"))
        self.digest = digest(self.values)
        self.agreed = agreed_before(audit)


def digest(values: Mapping[str, str]) -> str:
    """What stands for a draft's texts: equal for equal texts."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _write(audit: Audit, draft: Draft) -> None:
    values = draft.values
    audit.discussion = values["discussion"] == "yes"
    if audit.discussion:
        audit.discussion_with = values["discussion_with"]
        audit.discussion_on = rules.day_written(values["discussion_on"])
        audit.discussion_said = values["discussion_said"]
        audit.discussion_quotable = values["discussion_quotable"] == "yes"
    audit.feedback = values["feedback"] == "yes"
    if audit.feedback:
        audit.feedback_from = values["feedback_from"]
        audit.feedback_how = values["feedback_how"]
        audit.feedback_words = values["feedback_words"]
        audit.feedback_quotable = values["feedback_quotable"] == "yes"
    audit.grade, audit.rationale = values["grade"], values["rationale"]
    audit.state, audit.version = Audit.State.SUBMITTED, audit.version + 1
    audit.submitted_at, audit.completed_on = clock.now(), clock.today()
    audit.save()
    _write_answers(audit, values)
    write_findings(audit, Finding.Kind.GOOD_PRACTICE, rules.points(values["good_practice"]))
    write_findings(audit, Finding.Kind.IMPROVEMENT, rules.points(values["improvement"]))


def _write_answers(audit: Audit, values: Mapping[str, str]) -> None:
    audit.answers.all().delete()
    questions = audit.tool.questions.filter(code__in=[code for code, value in values.items() if value])
    Answer.objects.bulk_create(
        Answer(audit=audit, question=question, value=values[question.code]) for question in questions
    )


def write_findings(audit: Audit, kind: Finding.Kind, texts: Iterable[str]) -> None:
    """The points of one kind, in the order written."""
    points = [
        Finding(audit=audit, kind=kind, text=text, position=position)
        for position, text in enumerate(texts, start=1)
    ]
    write_points(points, in_place_of=audit.findings.filter(kind=kind))
