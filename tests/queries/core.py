"""How often core's pages ask the database."""

from core import clock
from core.models import Import, Job, Message
from core.models.jobs import State
from organisation.models import User
from tests.permissions.row import ADMIN, PERF
from tests.queries.page import Page


def jobs(world, numbers):
    """Jobs of the performance team's user, that are done."""
    user = world.users[PERF]
    Job.objects.bulk_create(
        Job(
            kind="test",
            title=f"Job {n}",
            by=user,
            by_name=user.name,
            state=State.DONE,
            finished_at=clock.now(),
        )
        for n in numbers
    )


def imports(world, numbers):
    """Files that were taken."""
    Import.objects.bulk_create(
        Import(
            kind="teams", title="Teams", name=f"teams {n}.csv", sha256="0" * 64, by=world.stranger,
            by_name="The stranger", at=clock.now(), added=1, corrected=0, unchanged=0,
        )
        for n in numbers
    )  # fmt: skip


def messages(world, numbers):
    """E-mails to many people."""
    people = User.objects.bulk_create(
        User(name=f"Person {n}", email=f"person{n}@mail.example") for n in numbers
    )
    Message.objects.bulk_create(
        Message(key=person.email, to=person, subject="Audits are due", body="Friday.") for person in people
    )


PAGES = [
    Page("jobs", PERF, 5, jobs),
    Page("imports", ADMIN, 5, imports),
    Page("mail", ADMIN, 5, messages),
    Page("mail", ADMIN, 5, messages, query={"called": "person"}, note="by-name"),
]
