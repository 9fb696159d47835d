"""Second looks: the rules that say which audits are moderated, and the picks that follow from them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from audits.blinding import PICKED
from audits.models import Audit, Cycle, Pick, SecondLookRule
from audits.rules import second_looks as rules
from core import clock
from core.errors import Refused
from core.history import Actor, Service, action, record
from core.importing.lines import AT_MOST
from organisation import dated

BY = Service("the rules of moderation")
Kind = SecondLookRule.Kind


@action
def begin_rule(
    *, by: Actor, kind: str, starts_on: dt.date, share: int | None = None, reason: str = ""
) -> SecondLookRule:
    """From the day on, today or later, this kind of audit gets a second look.

    Refused while another rule of the kind holds on some of these days; the same again changes nothing.
    """
    share = share if kind in SecondLookRule.SHARES else None
    same = SecondLookRule.objects.filter(kind=kind, starts_on=starts_on, share=share, ends_on=None)
    if found := same.first():
        return found
    if starts_on < clock.today():
        raise Refused("A rule begins today or later: what was completed before keeps the rules of its day.")
    if kind in SecondLookRule.SHARES and share is None:
        raise Refused("Enter a share from 1 to 100 per cent.")
    if not reason.strip():
        raise Refused("Enter the reason for the rule.")
    new = SecondLookRule(kind=kind, starts_on=starts_on, share=share, reason=reason)
    rule: SecondLookRule = dated.save(new, {})
    record("set", rule, by=by, after=_described(rule), reason=reason)
    if kind != SecondLookRule.Kind.RECHECK:
        pick(by=by, audits=list(Audit.objects.completed().filter(completed_on__gte=starts_on)))
    return rule


@action
def end_rule(*, by: Actor, rule: SecondLookRule, on: dt.date, reason: str) -> None:
    """The rule holds no more from the day on, today or later. One not begun by then is taken back whole."""
    now = SecondLookRule.objects.select_for_update().filter(pk=rule.pk).first()
    if now is None or now.ends_on == on:
        return
    if now.ends_on is not None and now.ends_on <= clock.today():
        raise Refused(f"This rule ended on {dated.words(now.ends_on)}.")
    if on < clock.today():
        raise Refused("A rule ends today or later: what was completed before keeps the rules of its day.")
    if not reason.strip():
        raise Refused("Enter the reason for its end.")
    record("ended", now, by=by, after={"ended_on": dated.words(on)}, reason=reason)
    if on <= now.starts_on and now.starts_on >= clock.today():
        now.delete()
    else:
        dated.save(now, {"ends_on": on})


def _described(rule: SecondLookRule) -> dict[str, Any]:
    share = {"share": f"{rule.share}%"} if rule.share else {}
    return {"rule": str(rule), **share, "from": dated.words(rule.starts_on)}


@action
def pick(*, by: Actor, audits: Collection[Audit]) -> list[Pick]:
    """Pick those of the audits, just completed, that the rules of their day ask for.

    A pick stays, whatever becomes of the audit; one that has none may gain one. The same number of queries
    however many audits.
    """
    return _picked({audit.cycle_id for audit in audits}, {audit.pk for audit in audits})


@action
def complete_draw(*, by: Actor, cycle: Cycle) -> list[Pick]:
    """No more audits come: make the share drawn from a cycle whole."""
    return _picked({cycle.pk}, set(), all_in=True)


@dataclass(frozen=True)
class Done:
    """A completed audit as the rules see it."""

    pk: int
    cycle: int
    key: str
    auditor: int
    day: dt.date
    grade: str
    picked: str


def _picked(cycles: Collection[int], new: Collection[int], *, all_in: bool = False) -> list[Pick]:
    """The rules are locked, in one order: picking goes on in one transaction at a time."""
    kinds = SecondLookRule.objects.exclude(kind=Kind.RECHECK).order_by("pk")
    in_force = list(kinds.select_for_update()) if cycles else []
    if not in_force:
        return []
    done = _completed(cycles)
    picks = _certain([each for each in done if each.pk in new and not each.picked], in_force)
    certain = {one.audit_id for one in picks}
    rest = [each for each in done if each.picked in ("", Kind.SHARE) and each.pk not in certain]
    picks += _drawn(rest, in_force, new, all_in=all_in)
    Pick.objects.bulk_create(picks, batch_size=500)
    _record(picks)
    return picks


def _completed(cycles: Iterable[int]) -> list[Done]:
    rows = Audit.objects.completed().filter(cycle__in=cycles).order_by("completed_on", "pk")
    found: Any = rows.values_list(
        "pk", "cycle_id", "case_ref", "auditor__staff_id", "auditor_id", "completed_on", "grade", "pick__kind"
    )
    return [
        Done(pk, cycle, f"{case_ref}/{staff}", auditor, day, grade, picked or "")
        for pk, cycle, case_ref, staff, auditor, day, grade, picked in found
    ]


def _holding(rules_set: Iterable[SecondLookRule], day: dt.date) -> list[SecondLookRule]:
    return [
        rule for rule in rules_set if rule.starts_on <= day and (rule.ends_on is None or day < rule.ends_on)
    ]


def _certain(new: list[Done], in_force: list[SecondLookRule]) -> list[Pick]:
    firsts = _firsts(new)
    picks = []
    for each in new:
        kinds = {rule.kind for rule in _holding(in_force, each.day)}
        kind = rules.why(each.grade, first_by_auditor=each.pk in firsts, kinds=kinds)
        if kind:
            picks.append(Pick(audit_id=each.pk, kind=kind, at=clock.now()))
    return picks


def _firsts(new: list[Done]) -> set[int]:
    """Those that are the first of an auditor who had completed none before; sent back is completed once."""
    auditors = {each.auditor for each in new}
    before = (
        Audit.objects.filter(auditor__in=auditors)
        .filter(state__in=[Audit.State.SUBMITTED, Audit.State.RETURNED])
        .exclude(pk__in=[each.pk for each in new])
    )
    known = set(before.order_by().values_list("auditor_id", flat=True).distinct())
    first: dict[int, int] = {}
    for each in new:
        first.setdefault(each.auditor, each.pk)
    return {pk for auditor, pk in first.items() if auditor not in known}


def _drawn(
    rest: list[Done], in_force: list[SecondLookRule], new: Collection[int], *, all_in: bool
) -> list[Pick]:
    """What chance picks, for each cycle by the share that held on the day of completion."""
    pools: dict[tuple[int, int], list[Done]] = defaultdict(list)
    shares = [rule for rule in in_force if rule.kind == Kind.SHARE]
    for each in rest:
        for rule in _holding(shares, each.day):
            pools[each.cycle, rule.pk].append(each)
    seeds = _seeds({cycle for cycle, _ in pools})
    share_of = {rule.pk: rule.share or 0 for rule in shares}
    picks = []
    for (cycle, share), pool in pools.items():
        keys = {each.key: each.pk for each in pool}
        drawn = rules.draw(
            seed=seeds[cycle],
            share=share_of[share],
            rest=list(keys),
            picked=[each.key for each in pool if each.picked],
            newcomers=[each.key for each in pool if each.pk in new],
            all_in=all_in,
        )
        picks += [
            Pick(audit_id=keys[key], kind=Kind.SHARE, seed=seeds[cycle], at=clock.now()) for key in drawn
        ]
    return picks


def _seeds(cycles: Iterable[int]) -> dict[int, str]:
    """Each cycle's seed; one that has none gets its own, for good."""
    found = list(Cycle.objects.filter(pk__in=cycles))
    without = [cycle for cycle in found if not cycle.seed]
    for cycle in without:
        cycle.seed = token_hex(8)
    Cycle.objects.bulk_update(without, ["seed"], batch_size=500)
    return {cycle.pk: cycle.seed for cycle in found}


def _record(picks: list[Pick]) -> None:
    """A line on each audit's own page, which does not say why: that may follow from a grade held back."""
    if len(picks) > AT_MOST:
        return
    audits = Audit.objects.select_related("cycle").in_bulk([one.audit_id for one in picks])
    for one in picks:
        record(PICKED, audits[one.audit_id], by=BY)
