"""Cycles and allocations: what the QA unit sets up each month."""

import datetime as dt
from secrets import token_hex

from django.db.models import Q

from audits.actions.second_looks import complete_draw
from audits.actions.stale import mark_cycle
from audits.models import Audit, Cycle, ToolVersion
from audits.standing import WORDS, standing_of_staff
from core import months
from core.errors import Conflict, Refused
from core.history import Actor, action, record
from organisation.models import ServiceArea, Staff, Team

SEEN_BY_SOMEBODY = Q(state=Audit.State.SUBMITTED) | Q(returns__isnull=False)
"""The condition that an auditor has given a grade."""


@action
def plan_cycle(
    *, by: Actor, month: dt.date, theme: str, due_on: dt.date, tool: ToolVersion, blind: bool = False
) -> Cycle:
    """A new cycle for a month. Planning the same month twice answers the cycle that is there."""
    cycle, new = Cycle.objects.get_or_create(
        month=months.first_of(month),
        kind=Cycle.Kind.MONTHLY,
        defaults={"theme": theme, "due_on": due_on, "tool": tool, "blind": blind, "seed": token_hex(8)},
    )
    if new:
        record("planned", cycle, by=by, after=described(cycle))
    return cycle


@action
def revise_cycle(
    *,
    by: Actor,
    cycle: Cycle,
    theme: str,
    due_on: dt.date,
    tool: ToolVersion,
    seen: dict[str, str],
    blind: bool = False,
) -> Cycle:
    """Change a cycle that is not closed. Its audits not yet begun move to the new version of the tool.

    `seen` is what the person saw when they began; Conflict when somebody has changed it since.
    """
    now = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if now.state == Cycle.State.CLOSED:
        raise Refused("This cycle is closed. Open it again before you change it.")
    before, after = described(now), _described(theme, due_on, tool, blind)
    if before == after:
        return now
    if seen != before:
        raise Conflict(now)
    if blind != now.blind and now.audits.filter(SEEN_BY_SOMEBODY).exists():
        raise Refused(
            "Blind moderation is set or taken off before the first audit of the cycle is submitted: "
            "afterwards, grades would have been shown to who is to judge without them."
        )
    now.theme, now.due_on, now.tool, now.blind = theme, due_on, tool, blind
    now.save(update_fields=["theme", "due_on", "tool", "blind"])
    now.audits.to_do().filter(entries__isnull=True, returns__isnull=True).update(tool=tool)
    record("changed", now, by=by, before=before, after=after)
    return now


def described(cycle: Cycle) -> dict[str, str]:
    """A cycle as its history words it."""
    return _described(cycle.theme, cycle.due_on, cycle.tool, cycle.blind)


def _described(theme: str, due_on: dt.date, tool: ToolVersion, blind: bool) -> dict[str, str]:
    said = {"theme": theme, "due_on": f"{due_on:%-d %B %Y}", "tool": tool.code}
    return {**said, "blind_moderation": "yes" if blind else "no"}


@action
def open_cycle(*, by: Actor, cycle: Cycle) -> Cycle:
    """Auditors may fill in and submit from now on. A closed cycle may be opened again."""
    return _move(by, cycle, Cycle.State.OPEN, "opened")


@action
def close_cycle(*, by: Actor, cycle: Cycle) -> Cycle:
    """No more submissions; what is not completed counts as not completed."""
    return _move(by, cycle, Cycle.State.CLOSED, "closed")


def _move(by: Actor, cycle: Cycle, to: Cycle.State, verb: str) -> Cycle:
    now = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if now.state == Cycle.State.CLOSED and to == Cycle.State.OPEN and _has_shown_grades(now):
        raise Refused(
            "This cycle is moderated blind. When it was closed, the grades of audits that nobody was to "
            "moderate were shown, so it is not opened again."
        )
    if now.state != to:
        before = {"state": now.get_state_display()}
        now.state = to
        now.save(update_fields=["state"])
        record(verb, now, by=by, before=before, after={"state": now.get_state_display()})
        if to == Cycle.State.CLOSED:
            complete_draw(by=by, cycle=now)
    return now


def _has_shown_grades(cycle: Cycle) -> bool:
    """Whether closing a blind cycle has shown moderators a grade that nobody has judged."""
    unjudged = cycle.audits.completed().filter(moderated_grade="")
    return cycle.blind and bool(unjudged.exclude(pk__in=unjudged.asked_for().values("pk")).exists())


@action
def allocate(
    *, by: Actor, cycle: Cycle, case_ref: str, service_area: ServiceArea, team: Team | None, auditor: Staff
) -> Audit:
    """Give a case to an auditor. The same allocation twice answers the audit that is there."""
    now = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if now.state == Cycle.State.CLOSED:
        raise Refused("This cycle is closed. Open it again before you allocate audits.")
    _check_free(case_ref, service_area, team, auditor)
    audit, new = Audit.objects.get_or_create(
        cycle=now,
        case_ref=case_ref.strip().upper(),
        auditor=auditor,
        defaults={"service_area": service_area, "team": team, "tool": now.tool},
    )
    if new:
        record("allocated", audit, by=by, after={"auditor": auditor.name, "service_area": service_area.name})
        mark_cycle(by=by, cycle=now, cause="an audit was allocated")
    return audit


def _check_free(case_ref: str, service_area: ServiceArea, team: Team | None, auditor: Staff) -> None:
    """Nobody audits the work of their own team or service area."""
    asked = Audit(case_ref=case_ref, service_area=service_area, team=team, auditor=auditor)
    bar = standing_of_staff(auditor).bar(asked, as_auditor=True)
    if bar:
        raise Refused(f"{auditor} may not audit this case: {WORDS[bar]}. Choose another auditor.")
