"""The addresses of draws and of samples outside the month."""

import datetime as dt

from audits.models import Cycle, Draw, FrameCase
from core import clock
from tests.factories import CycleFactory
from tests.permissions.row import PM, QA, Row, allow

RUNNERS = allow(PM, QA)
UNIT = allow(QA)


def a_draw(cycle, side, by):
    """A proposed draw of one case, with nothing kept that could not be shown."""
    draw = Draw.objects.create(
        cycle=cycle, number=1, seed="a seed", source="Typed", digest="0" * 64, drawn_by=by,
        drawn_at=clock.now(), asked={
            "since": "2022-10-01", "total": 1, "numbers": {}, "auditors": [], "earlier": [], "strata": [],
        },
    )  # fmt: skip
    case = FrameCase.objects.create(
        draw=draw, position=1, case_ref="CD111111", service_area=side.area, team=side.team, rank=1,
        outcome="drawn", auditor=side.staff,
    )  # fmt: skip
    return draw, case


def furnish(world):
    """A dip sample of the practice manager's own, and one of somebody else's, each with a draw."""
    tool = CycleFactory().tool
    for side, owner in ((world.own, world.users[PM]), (world.other, world.stranger)):
        cycle = Cycle.objects.create(
            kind="dip_sample", title="A dip sample", owner=owner, tool=tool, month=dt.date(2023, 10, 1),
            due_on=dt.date(2023, 10, 30), state="open",
        )  # fmt: skip
        draw, case = a_draw(cycle, side, owner)
        side.more |= {"sample": cycle, "draw": draw, "drawn": case}


def sample(side, *more):
    """The dip sample of a side."""
    return lambda world, user: [getattr(world, side).sample.key, *more]


def draw(side):
    """Its draw."""
    return lambda world, user: [getattr(world, side).draw.pk]


def case(side):
    """Its draw's case."""
    return lambda world, user: [getattr(world, side).draw.pk, getattr(world, side).drawn.pk]


def both(of, *more):
    """The arguments for one's own row and for somebody else's."""
    return {"own": of("own", *more), "other": of("other", *more), "get_other": UNIT}


NO_PAGE = {"get": allow(PM, QA, status=405), "get_other": allow(PM, QA, status=405)}
BUTTON = {**NO_PAGE, "post": allow(PM, QA, status=302), "post_other": {PM: 404, QA: 302}}

ROWS = [
    Row("samples", get=RUNNERS),
    Row("sample_new", get=RUNNERS),
    Row("cycle", note="sample", **both(sample), get=RUNNERS),
    Row("cycle_revise", note="sample", **both(sample), get=RUNNERS),
    Row("cycle_allocate", note="sample", **both(sample), get=RUNNERS),
    Row("cycle_draw", **both(sample), get=RUNNERS),
    Row(
        "cycle_draw",
        note="month",
        own=lambda w, u: ["2023-10"],
        get={**UNIT, **allow(PM, status=404)},
    ),
    Row("cycle_move", note="sample", **{**both(sample, "close"), **BUTTON}),
    Row("draw", **both(draw), get=RUNNERS),
    Row("draw_cases", **both(draw), get=RUNNERS, post=RUNNERS, post_other={PM: 404, QA: 200}),
    Row("draw_repeat", **both(draw), get=RUNNERS),
    Row("draw_swap", **both(case), get=RUNNERS),
    Row("draw_again", **{**both(draw), **BUTTON}),
    Row("draw_allocate", **{**both(draw), **BUTTON}),
]
