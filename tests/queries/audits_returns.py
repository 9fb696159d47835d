"""How often the pages of returns, concerns and the tool ask the database."""

from audits.models import Audit, Concern, Question, Return
from core import clock
from tests.factories import QuestionFactory, SectionFactory
from tests.permissions.row import HEAD, PM, QA
from tests.queries.audits import audits, first, to_do
from tests.queries.page import Page

SAID = [["grade", "Grade", "Good"], ["note", "Notes", "One"]]
SAID_NOW = [["grade", "Grade", "Good"], ["note", "Notes", "Two"]]


def concerns(world, numbers):
    """Concerns of one's own team's audits, not answered."""
    if not Audit.objects.exists():
        audits(world, range(1))
    audit = Audit.objects.get()
    Concern.objects.bulk_create(
        Concern(audit=audit, words=f"Found {n}", raised_by=world.users[PM], raised_at=clock.now())
        for n in numbers
    )


def returned(world, numbers):
    """Audits that were sent back to the practice manager."""
    audits(world, numbers)
    now, by = clock.now(), world.users[QA]
    new = Audit.objects.filter(returns__isnull=True)
    Return.objects.bulk_create(
        Return(audit=audit, number=1, questions="Why?", returned_by=by, returned_at=now, before=SAID)
        for audit in new
    )
    Audit.objects.update(state=Audit.State.RETURNED, completed_on=None, grade="", rationale="")


def often_returned(world, numbers):
    """One audit that was sent back as often, and came back."""
    if not Audit.objects.exists():
        audits(world, range(1))
    audit, now = Audit.objects.get(), clock.now()
    said = {"questions": "Why?", "returned_by": world.users[QA], "returned_at": now, "came_back_at": now}
    Return.objects.bulk_create(
        Return(audit=audit, number=n + 1, before=SAID, after=SAID_NOW, **said) for n in numbers
    )


def questions(world, numbers):
    """A version of the tool with as many questions."""
    if not Question.objects.exists():
        audits(world, range(1))
        QuestionFactory(section=SectionFactory(version=world.more["cycle"].tool, code="part"), code="first")
    section = Question.objects.get(code="first").section
    Question.objects.bulk_create(
        Question(
            section=section,
            version=section.version,
            code=f"q{n}",
            text=f"Q {n}",
            kind="yes_no_na",
            position=n,
        )
        for n in numbers
    )


def version(world):
    return [world.more["cycle"].tool.pk]


def one_concern(world):
    return [Concern.objects.order_by("pk").values_list("pk", flat=True)[0]]


PAGES = [
    Page("concerns", QA, 6, concerns, note="quality-assurance"),
    Page("concerns", HEAD, 6, concerns, note="head-of-service"),
    Page("concerns", PM, 8, concerns, note="practice-manager"),
    Page("concern", QA, 8, concerns, args=one_concern),
    Page("audit", QA, 15, concerns, args=first, note="concerns"),
    Page("audit", QA, 15, often_returned, args=first, note="returns"),
    Page("audit_moderate", QA, 15, often_returned, args=first, note="returns"),
    Page("audit_return", QA, 6, often_returned, args=first),
    Page("audit_concern", PM, 8, to_do, args=first),
    Page("home", QA, 17, concerns, note="concerns"),
    Page("home", PM, 31, returned, note="returned"),
    Page("tool_version", QA, 9, questions, args=version),
    Page("tool_use", QA, 5, questions, args=version),
    Page("tool_theme", QA, 7, questions, args=version),
    Page("tool_download", QA, 7, questions, args=version),
]
