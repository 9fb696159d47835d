"""Draws: a sample is drawn, drawn again, put right case by case, and allocated as a whole."""

from collections.abc import Collection, Sequence

from audits.actions.allotting import allot
from audits.actions.stale import mark_cycle
from audits.models import Cycle, Draw, FrameCase
from audits.rules.sample import Case, Placed, Sample, Wanted
from audits.rules.sampling import draw as draw_sample
from audits.sampling import drawing
from core import clock
from core.errors import Conflict, Refused
from core.history import Actor, action, record

NOTHING = "None of these cases can be drawn. "


@action
def make_draw(
    *,
    by: Actor,
    cycle: Cycle,
    frame: Sequence[Case],
    source: str,
    wanted: Wanted,
    seed: str,
    chosen: Collection[int] | None = None,
) -> Draw:
    """Draw a sample for a cycle and propose it. A draw that was proposed before is dropped, and kept.

    Without `chosen` auditors, those expected to audit when the cycle is due do. Drawing with the same
    seed twice answers the draw that is there.
    """
    now = _open(cycle)
    same = now.draws.filter(seed=seed).first()
    if same is not None:
        return same
    asked, sample = _sample(now, frame, wanted, seed, chosen)
    for old in now.draws.filter(state=Draw.State.PROPOSED):
        _drop(by, old)
    said = {"cases_in_the_list": len(frame), "drawn": sum(each.drawn for each in sample.strata)}
    new: Draw = Draw.objects.create(
        cycle=now,
        number=(now.draws.order_by("-number").values_list("number", flat=True).first() or 0) + 1,
        seed=seed,
        source=source,
        asked=drawing.kept(asked, frame, sample),
        digest=sample.digest,
        drawn_by_id=by.pk,
        drawn_at=clock.now(),
    )
    FrameCase.objects.bulk_create([_case(new, each) for each in sample.cases], batch_size=2_000)
    record("made", new, by=by, after={**said, "seed": seed})
    record(f"made draw {new.number} for", now, by=by, after=said)
    return new


def _sample(
    cycle: Cycle, frame: Sequence[Case], wanted: Wanted, seed: str, chosen: Collection[int] | None
) -> tuple[drawing.Asked, Sample]:
    """The sample, and what it was drawn from besides the cases; refused where nothing can be drawn."""
    asked = drawing.ask(cycle, wanted, chosen)
    if not asked.auditors:
        raise Refused(
            "Nobody can audit: no practice manager is recorded or expected to audit on "
            f"{cycle.due_on:%-d %B %Y}. Record what is expected, or choose auditors."
        )
    sample = draw_sample(frame, wanted, asked.auditors, asked.earlier, seed)
    if not any(each.drawn for each in sample.strata):
        raise Refused(NOTHING + _why_nothing(sample))
    return asked, sample


def _open(cycle: Cycle) -> Cycle:
    """The cycle as it is now, locked; refused where it is closed."""
    now: Cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if now.state == Cycle.State.CLOSED:
        raise Refused("This cycle is closed. Open it again before you draw or allocate audits.")
    return now


def _case(of: Draw, placed: Placed) -> FrameCase:
    return FrameCase(
        draw=of,
        position=placed.case.position,
        case_ref=placed.case.case_ref,
        service_area_id=placed.case.area,
        team_id=placed.case.team,
        rank=placed.rank,
        outcome=placed.outcome,
        why=placed.why,
        auditor_id=placed.auditor,
    )


def _why_nothing(sample: Sample) -> str:
    first = next((each.why for each in sample.cases if each.why), "")
    return f"The first was left out: {first}" if first else "The list has none of what you asked for."


def _drop(by: Actor, draw: Draw) -> None:
    draw.state, draw.version = Draw.State.DROPPED, draw.version + 1
    draw.save(update_fields=["state", "version"])
    record("dropped", draw, by=by)


@action
def draw_again(*, by: Actor, draw: Draw, seed: str, seen: int) -> Draw:
    """The same list and settings with another seed; who audits and what bars are read anew."""
    cycle = _open(Cycle.objects.get(pk=draw.cycle_id))
    same = cycle.draws.filter(seed=seed).first()
    if same is not None:
        return same
    old: Draw = Draw.objects.select_for_update().get(pk=draw.pk)
    if old.state != Draw.State.PROPOSED:
        raise Refused("This draw is allocated or dropped. Make a new draw on the page of its cycle.")
    if old.version != seen:
        raise Conflict(old, "Somebody else changed this draw while you were looking at it.")
    said, frame, asked = old.asked, drawing.frame_of(old), drawing.wanted_of(old)
    chosen = None if cycle.is_monthly else [each["staff"] for each in said["auditors"]]
    wanted = Wanted(drawing.first_day(cycle), asked.total, asked.numbers)
    source = old.source
    return make_draw(by=by, cycle=cycle, frame=frame, source=source, wanted=wanted, seed=seed, chosen=chosen)


@action
def allocate_draw(*, by: Actor, draw: Draw, seen: int) -> Draw:
    """Allocate all that was drawn, in one go. Twice allocates once.

    Conflict if the draw changed since it was read; refused, naming the case, if something has barred one
    of the cases since it was drawn.
    """
    cycle = _open(Cycle.objects.get(pk=draw.cycle_id))
    now: Draw = Draw.objects.select_for_update().get(pk=draw.pk)
    if now.state == Draw.State.TAKEN:
        return now
    if now.state == Draw.State.DROPPED:
        raise Refused("This draw was dropped. Allocate the newest draw of the cycle.")
    if now.version != seen:
        raise Conflict(now, "Somebody else changed this draw while you were looking at it.")
    cases = list(now.cases.filter(outcome=FrameCase.Outcome.DRAWN).select_related("auditor", "service_area"))
    allot(by=by, cycle=cycle, cases=cases)
    now.state, now.version = Draw.State.TAKEN, now.version + 1
    now.save(update_fields=["state", "version"])
    record("allocated", now, by=by, after={"audits": len(cases)})
    record(f"allocated draw {now.number} of", cycle, by=by, after={"audits": len(cases)})
    mark_cycle(by=by, cycle=cycle, cause="audits were allocated")
    return now
