"""How often the pages of draws and samples ask the database."""

import datetime as dt

from audits.actions.sampling import make_draw
from audits.models import Cycle, Draw, FrameCase
from audits.rules.sample import Case, Wanted
from audits.sampling.drawing import first_day
from tests.factories import CycleFactory, StaffFactory
from tests.permissions.row import PM, QA
from tests.queries.page import Page


def a_draw(world, numbers):
    """A draw of which as many cases were drawn, and as many left out."""
    draw = Draw.objects.first() or first_draw(world)
    values = {"draw": draw, "service_area": world.own.area, "team": world.own.team}
    FrameCase.objects.bulk_create(
        FrameCase(
            position=2 * n + 10, case_ref=f"CD{n:06}", rank=n + 10, outcome="drawn",
            auditor=world.other.staff, **values,
        )
        for n in numbers
    )  # fmt: skip
    FrameCase.objects.bulk_create(
        FrameCase(position=2 * n + 11, case_ref=f"CF{n:06}", outcome="left_out", why=f"Why {n}.", **values)
        for n in numbers
    )


def first_draw(world):
    """A draw of one case for the practice manager's own dip sample, kept in full."""
    cycle = Cycle.objects.create(
        kind="dip_sample", title="A dip sample", owner=world.users[PM], tool=CycleFactory().tool,
        month=dt.date(2023, 10, 1), due_on=dt.date(2023, 10, 30), state="open",
    )  # fmt: skip
    return make_draw(
        by=world.users[PM], cycle=cycle, frame=[Case(1, "CA000001", world.own.area.pk, world.own.team.pk)],
        source="Typed", wanted=Wanted(first_day(cycle), 1), seed="a seed of a test",
        chosen=[world.other.staff.pk],
    )  # fmt: skip


def samples(world, numbers):
    """As many dip samples of the practice manager's own."""
    tool = (Cycle.objects.monthly().first() or CycleFactory()).tool
    Cycle.objects.bulk_create(
        Cycle(
            kind="dip_sample", title=f"Sample {n}", owner=world.users[PM], tool=tool, state="open",
            month=dt.date(2023, 10, 1), due_on=dt.date(2023, 10, 30),
        )
        for n in numbers
    )  # fmt: skip


def managers(world, numbers):
    """As many practice managers who could audit."""
    CycleFactory()
    for _ in numbers if len(numbers) < 100 else range(20):
        StaffFactory(record=world.other.team)


def draw(world):
    return [Draw.objects.get().pk]


def case(world):
    found = FrameCase.objects.filter(outcome="drawn").first()
    return [found.draw_id, found.pk]


def month(world):
    return ["2023-10"]


PAGES = [
    Page("samples", QA, 5, samples),
    Page("samples", PM, 7, samples, note="practice-manager"),
    Page("cycle_draw", QA, 9, managers, month),
    Page("draw", QA, 12, a_draw, draw),
    Page("draw", PM, 14, a_draw, draw, note="practice-manager"),
    Page("draw_cases", QA, 9, a_draw, draw),
    Page("draw_repeat", QA, 6, a_draw, draw),
    Page("draw_swap", QA, 12, a_draw, case),
]
