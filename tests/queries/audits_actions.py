"""How often the pages of agreed actions and of tasks ask the database."""

from audits.models import ActionUpdate, AgreedAction, Audit, InadequateTask, Recheck, Tag
from core import clock
from tests.permissions.row import HEAD, PM, QA
from tests.queries.audits import audits, first
from tests.queries.page import Page


def agreed(world, numbers):
    """Audits with an action each, tagged, and a task each; those with an even number wait for a re-check."""
    audits(world, numbers)
    tag, _ = Tag.objects.get_or_create(name="Chronology")
    new = list(Audit.objects.filter(agreed_actions__isnull=True))
    today = clock.today()
    made = AgreedAction.objects.bulk_create(
        AgreedAction(
            audit=audit, number=1, what="Update the plan", for_whom="The child", due_on=today,
            agreed_on=today, owner=world.users[PM], state="done" if audit.pk % 2 else "open",
            done_on=today if audit.pk % 2 else None,
        )
        for audit in new
    )  # fmt: skip
    AgreedAction.tags.through.objects.bulk_create(
        AgreedAction.tags.through(agreedaction=each, tag=tag) for each in made
    )
    Recheck.objects.bulk_create(
        Recheck(action=each, seed="2023-10/ab", picked_at=clock.now()) for each in made if each.done_on
    )
    InadequateTask.objects.bulk_create(
        InadequateTask(audit=audit, assigned_as="qa", raised_at=clock.now()) for audit in new
    )


def updates(world, numbers):
    """An action with as many updates."""
    if not AgreedAction.objects.exists():
        agreed(world, range(2))
    ActionUpdate.objects.bulk_create(
        ActionUpdate(
            action=AgreedAction.objects.filter(state="open").earliest("pk"), number=n + 1, text="Begun.",
            by=world.users[QA], on=clock.today(), at=clock.now(),
        )
        for n in numbers
    )  # fmt: skip


def many_of_one(world, numbers):
    """A task whose audit has as many actions."""
    if not AgreedAction.objects.exists():
        agreed(world, range(1))
    AgreedAction.objects.bulk_create(
        AgreedAction(
            audit=Audit.objects.get(), number=n + 10, what="Update the plan", for_whom="The child",
            due_on=clock.today(), agreed_on=clock.today(), owner=world.users[PM],
        )
        for n in numbers
    )  # fmt: skip


def an_action(world):
    return [AgreedAction.objects.filter(state="open").earliest("pk").pk]


def a_task(world):
    return [InadequateTask.objects.earliest("pk").pk]


PAGES = [
    Page("agreed_actions", QA, 10, agreed, note="quality-assurance"),
    Page("agreed_actions", HEAD, 10, agreed, note="head-of-service"),
    Page("agreed_actions", PM, 12, agreed, note="practice-manager"),
    Page("agreed_actions", QA, 9, agreed, query={"figure": "overdue"}, note="of-a-figure"),
    Page("agreed_action", PM, 13, updates, args=an_action),
    Page("action_themes", QA, 5, agreed),
    Page("action_act", QA, 10, updates, args=lambda world: [*an_action(world), "change"]),
    Page("inadequate_tasks", QA, 7, agreed),
    Page("inadequate_task", QA, 10, many_of_one, args=a_task),
    Page("action_new", QA, 7, many_of_one, args=first),
    Page("home", QA, 19, agreed, note="with-actions"),
]
