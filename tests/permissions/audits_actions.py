"""The addresses of agreed actions and of inadequates' tasks."""

from audits.models import ActionUpdate, AgreedAction, InadequateTask, Recheck
from core import clock
from tests.permissions.row import HEAD, LEAD, PM, QA, Row, allow

READERS = allow(PM, QA, HEAD, LEAD)
UNIT = allow(QA)


def furnish(world):
    """On either side: an action to do, one that is done and waits for a re-check, and a task."""
    today = clock.today()
    for side in (world.own, world.other):
        said = {"audit": side.done, "what": "Update the plan", "for_whom": "The child", "agreed_on": today}
        agreed = AgreedAction.objects.create(number=1, due_on=today, **said)
        finished = AgreedAction.objects.create(number=2, due_on=today, state="done", done_on=today, **said)
        ActionUpdate.objects.create(
            action=finished, number=1, kind="done", text="Seen.", by=world.stranger, on=today, at=clock.now()
        )
        Recheck.objects.create(action=finished, seed="2023-10/ab", picked_at=clock.now())
        task = InadequateTask.objects.create(audit=side.done, assigned_as="qa", raised_at=clock.now())
        side.more |= {"agreed": agreed, "finished": finished, "task": task}


def of(what, *more):
    """The rows of either side under this name, as arguments of an address."""
    return {
        "own": lambda world, user: [getattr(world.own, what).pk, *more],
        "other": lambda world, user: [getattr(world.other, what).pk, *more],
    }


def act(what, verb, *roles):
    """One thing that only these roles do with an action; for others it is not there, or not theirs to do."""
    beyond = allow(PM, HEAD, LEAD, status=404)
    return Row(
        "action_act",
        note=verb,
        get=allow(*roles),
        get_other={**beyond, QA: 200},
        **of(what, verb),
    )


ROWS = [
    Row("agreed_actions", get=READERS),
    Row("action_themes", get=READERS),
    Row("agreed_action", get=READERS, get_other=UNIT, **of("agreed")),
    act("agreed", "update", PM, QA),
    act("agreed", "done", PM, QA),
    act("finished", "verify", QA),
    act("finished", "reopen", PM, QA, HEAD, LEAD),
    act("agreed", "change", PM, QA, HEAD, LEAD),
    act("finished", "recheck", QA),
    Row("action_new", get=READERS, get_other=UNIT, **of("done")),
    Row("inadequate_tasks", get=READERS),
    Row("inadequate_task", get=READERS, get_other=UNIT, **of("task")),
]
