"""The addresses of returns, of safeguarding concerns and of what is done with a version of the tool."""

from audits.models import Concern
from core import clock
from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow

READERS = allow(PM, QA, HEAD, LEAD)
ANSWERERS = allow(QA, HEAD, LEAD)
UNIT = allow(QA)
IMPORTERS = allow(QA, PERF)


def furnish(world):
    """On either side a concern: of one's own side raised by the practice manager, else by a stranger."""
    for side, by in ((world.own, world.users[PM]), (world.other, world.stranger)):
        side.more["concern"] = Concern.objects.create(
            audit=side.audit, words="The child was alone.", raised_by=by, raised_at=clock.now()
        )


def of(what):
    """The rows of either side under this name, as arguments of an address."""
    return {
        "own": lambda world, user: [getattr(world.own, what).pk],
        "other": lambda world, user: [getattr(world.other, what).pk],
    }


def version(world, user):
    """The version of the tool."""
    return [world.cycle.tool.pk]


def questions(world, user):
    """What sends the submitted audit back."""
    return {"questions": "Who saw the child?", "seen": world.own.done.version}


def month(world, user):
    """October 2023."""
    return {"month_0": "10", "month_1": "2023"}


ROWS = [
    Row(
        "audit_return",
        get=UNIT,
        get_other=UNIT,
        post=allow(QA, status=302),
        data=questions,
        **of("done"),
    ),
    Row(
        "audit_concern",
        get=allow(PM),
        post=allow(PM, status=302),
        data=lambda world, user: {"words": "The door was open."},
        **of("audit"),
    ),
    Row("concerns", get=READERS),
    Row("concern", get=READERS, get_other=UNIT, **of("concern")),
    Row(
        "concern_answer",
        get=ANSWERERS,
        get_other=UNIT,
        post=allow(QA, HEAD, LEAD, status=302),
        data=lambda world, user: {"done": "The duty team visited."},
        **of("concern"),
    ),
    Row("tool_compare", get=IMPORTERS),
    Row("tool_preview", own=version, get=IMPORTERS),
    Row("tool_download", own=version, get=IMPORTERS),
    Row("tool_use", own=version, get=UNIT, post=allow(QA, status=302), data=month),
    Row("tool_theme", own=version, get=IMPORTERS),
]
