"""What the rules of moderation ask for in each cycle, and how much of it is done, counted from records."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from audits.blinding import HIDDEN, hidden_from
from audits.models import Audit, Cycle, SecondLookRule
from audits.rules import second_looks as rules
from audits.rules.agreement import decimal
from figures.shown import per_cent

Kind = SecondLookRule.Kind


@dataclass(frozen=True)
class Row:
    """One rule in one cycle."""

    cycle: Cycle
    rule: str
    asked: int | None
    picked: int | None
    moderated: int
    share_asked: str = ""
    share_drawn: str = ""


@dataclass(frozen=True)
class Coverage:
    """A cycle's rules, or for those from whom grades are held back all rules as one."""

    cycle: Cycle
    rows: list[Row] = field(default_factory=list)
    held_back: bool = False

    @property
    def seed(self) -> str:
        """What chance went by, shown when nothing hangs on it any more."""
        over = self.cycle.state == Cycle.State.CLOSED and not self.held_back
        return self.cycle.seed if over else ""


@dataclass(frozen=True)
class Group:
    """Audits completed on one day, picked under one rule or under none."""

    day: dt.date
    kind: str
    number: int
    moderated: int


def of_cycles(cycles: Sequence[Cycle], user: Any) -> list[Coverage]:
    """The coverage of each cycle, in three queries however many."""
    groups = _groups(cycles)
    in_force = list(SecondLookRule.objects.exclude(kind=Kind.RECHECK).order_by("starts_on"))
    hidden = Audit.objects.filter(hidden_from(user), cycle__in=cycles)
    held_back = set(hidden.order_by().values_list("cycle_id", flat=True).distinct())
    found = []
    for cycle in cycles:
        rows = _rows(cycle, groups.get(cycle.pk, []), in_force)
        held = cycle.pk in held_back
        found.append(Coverage(cycle, _as_one(cycle, rows) if held else rows, held))
    return found


def _groups(cycles: Sequence[Cycle]) -> dict[int, list[Group]]:
    done = Audit.objects.completed().filter(cycle__in=cycles).order_by()
    counted = done.values_list("cycle_id", "completed_on", "pick__kind").annotate(
        number=Count("pk"), moderated=Count("pk", filter=~Q(moderated_grade=""))
    )
    found: dict[int, list[Group]] = {}
    for cycle, day, kind, number, moderated in counted:
        found.setdefault(cycle, []).append(Group(day, kind or "", number, moderated))
    return found


def _rows(cycle: Cycle, groups: list[Group], in_force: list[SecondLookRule]) -> list[Row]:
    rows = [_certain(cycle, Kind(kind), groups, in_force) for kind in rules.CERTAIN]
    shares = [rule for rule in in_force if rule.kind == Kind.SHARE]
    return [row for row in (*rows, *(_share(cycle, rule, groups) for rule in shares)) if row]


def _certain(cycle: Cycle, kind: Kind, groups: list[Group], in_force: list[SecondLookRule]) -> Row | None:
    """A rule that asks for every audit of a kind: what it asks for is what it picked."""
    held = any(_holds(rule, group.day) for rule in in_force if rule.kind == kind for group in groups)
    mine = [group for group in groups if group.kind == kind]
    picked = sum(group.number for group in mine)
    if not held and not picked:
        return None
    return Row(cycle, kind.label, picked, picked, sum(group.moderated for group in mine))


def _share(cycle: Cycle, rule: SecondLookRule, groups: list[Group]) -> Row | None:
    """A share of the audits completed while the rule held and which no other rule asks for."""
    pool = [group for group in groups if group.kind in ("", Kind.SHARE) and _holds(rule, group.day)]
    mine = [group for group in pool if group.kind == Kind.SHARE]
    rest = sum(group.number for group in pool)
    if not rest:
        return None
    picked = sum(group.number for group in mine)
    return Row(
        cycle,
        str(rule.get_kind_display()),
        rules.asked(rule.share or 0, rest),
        picked,
        sum(group.moderated for group in mine),
        f"{rule.share}% of {rest}",
        per_cent(decimal(Fraction(100 * picked, rest))),
    )


def _holds(rule: SecondLookRule, day: dt.date) -> bool:
    return bool(rule.starts_on <= day and (rule.ends_on is None or day < rule.ends_on))


def _as_one(cycle: Cycle, rows: list[Row]) -> list[Row]:
    """What is moderated alone: from how many the rules ask for, an auditor's grade could be worked out."""
    return [Row(cycle, "All rules together", None, None, sum(row.moderated for row in rows))] if rows else []


def with_reasons(audits: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """The audits with `seen_why`: the rule that picked them, or 'hidden' where the grade could follow."""
    hidden = When(hidden_from(user), then=Value(HIDDEN))
    return audits.annotate(seen_why=Case(hidden, default=F("pick__kind")))
