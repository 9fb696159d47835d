"""How often the pages that compare Focus 5 with the record ask the database."""

import datetime as dt

from audits.models import Answer, Audit, Cycle, Question, Section
from caseloads.models import Allocation, Child, ChildStatus, Supervision, Visit
from core.history import Service
from figures.actions import roll_up
from tests.factories import BEGINNING, QuestionFactory, SectionFactory
from tests.permissions.row import PM, QA
from tests.queries.audits import audits, first
from tests.queries.page import Page


def compared(world, numbers):
    """Completed audits, each on a day of its own, of children with a status, visits and supervisions."""
    before = set(Audit.objects.values_list("pk", flat=True))
    audits(world, numbers)
    new = list(Audit.objects.exclude(pk__in=before))
    questions = _questions(world.more["cycle"])
    for place, audit in enumerate(new):
        audit.completed_on = dt.date(2023, 10, 1) + dt.timedelta(days=place % 15)
    Audit.objects.bulk_update(new, ["completed_on"])
    Answer.objects.bulk_create(
        Answer(audit=audit, question=question, value="yes") for audit in new for question in questions
    )
    _recorded(world, new)
    roll_up(by=Service("a test"), asked=[dt.date(2023, 10, 1)])


def _questions(cycle: Cycle) -> list[Question]:
    focus = Section.objects.filter(version=cycle.tool, code="focus5").first() or SectionFactory(
        version=cycle.tool, code="focus5", audience="case_holding"
    )
    there = {question.code: question for question in focus.questions.all()}
    return [there.get(code) or QuestionFactory(section=focus, code=code) for code in ("visit", "supervision")]


def _recorded(world, new):
    """Of each audit a child, held in the team, visited every month and discussed every other one."""
    children = Child.objects.bulk_create(Child(case_ref=audit.case_ref) for audit in new)
    since = {"starts_on": BEGINNING}
    ChildStatus.objects.bulk_create(ChildStatus(child=child, status="CIN", **since) for child in children)
    Allocation.objects.bulk_create(
        Allocation(child=child, staff=world.own.staff, **since) for child in children
    )
    months = [dt.date(2023, month, 5) for month in range(1, 10)]
    Visit.objects.bulk_create(Visit(child=child, visited_on=day) for child in children for day in months)
    Supervision.objects.bulk_create(
        Supervision(child=child, held_on=day) for child in children for day in months[::2]
    )


def to_write(world, numbers):
    """The same, not submitted yet."""
    compared(world, numbers)
    Answer.objects.all().delete()
    Audit.objects.update(state=Audit.State.ALLOCATED, completed_on=None, grade="", rationale="")


def month(world):
    return [world.more["cycle"].month]


PAGES = [
    Page("summary", QA, 24, compared, args=month, note="with-the-record"),
    Page("summary_record", QA, 13, compared, args=month),
    Page("audit", QA, 24, compared, args=first, note="with-the-record"),
    Page("audit", PM, 28, compared, args=first, note="with-the-record-of-ones-team"),
    Page("audit_moderate", QA, 24, compared, args=first, note="with-the-record"),
    Page("audit_write", PM, 23, to_write, args=lambda w: [*first(w), "focus5"], note="with-the-record"),
]
