"""The records of the case that the small world audits: a child in need, when visited and discussed."""

import datetime as dt

from audits.models import Answer, Question
from caseloads.models import Supervision, Visit
from tests.factories import ChildFactory, QuestionFactory, StaffFactory

DAY = dt.timedelta(days=1)
TODAY = dt.date(2023, 10, 16)


def record(audit, *, visited=None, discussed=None, status="CIN", day=TODAY, team=None):
    """A child of the audit's case reference, held in its team, visited so many days before the day."""
    child = ChildFactory(
        case_ref=audit.case_ref, status=status, worker=StaffFactory(record=team or audit.team)
    )
    if visited is not None:
        Visit.objects.create(child=child, visited_on=day - visited * DAY)
    if discussed is not None:
        Supervision.objects.create(child=child, held_on=day - discussed * DAY)
    return child


def answer(audit, **answers):
    """Its answers to Focus 5 questions: `visit="yes"`."""
    section = audit.tool.sections.get(code="focus5")
    for code, value in answers.items():
        question = Question.objects.filter(section=section, code=code).first()
        question = question or QuestionFactory(section=section, code=code, text=code.capitalize())
        Answer.objects.update_or_create(audit=audit, question=question, defaults={"value": value})
