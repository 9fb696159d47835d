"""Drawing a fair sample of cases: the same seed, frame and settings give the same sample. Pure."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from random import Random

from audits.rules.quotas import apportion, largest_remainder
from audits.rules.sample import (
    DRAWN,
    LEFT_OUT,
    NO_AUDITOR,
    NO_TEAM,
    NOT_DRAWN,
    Auditor,
    Case,
    Earlier,
    Placed,
    Sample,
    Stratum,
    Wanted,
    digest,
)
from audits.rules.spreading import spread

Strata = dict[tuple[int, int], list[Case]]


def draw(
    frame: Sequence[Case],
    wanted: Wanted,
    auditors: Sequence[Auditor],
    earlier: Mapping[str, Earlier],
    seed: str,
) -> Sample:
    """Draw a sample by service area and team.

    Never the same child within 12 months, nor twice in a draw; never by an auditor who was in the case's
    team within 12 months or leads its service area; spread over auditors by their room. In proportion,
    each service area, and in it each team, has its share of the list; where one has too few cases, others
    make up for it. Of fixed numbers what is missing is missing.
    """
    chance = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    out, listed, able = _sieve(frame, wanted.since, auditors, earlier)
    for key in sorted(able):
        able[key].sort(key=lambda case: (case.case_ref, case.position))
        chance.shuffle(able[key])
    strata = _strata(wanted, listed, {key: len(cases) for key, cases in able.items()}, chance)
    ranked = [(case, rank) for key in sorted(able) for rank, case in enumerate(able[key], start=1)]
    numbers = {(each.area, each.team): each.drawn for each in strata}
    sample = [case for case, rank in ranked if rank <= numbers[case.area or 0, case.team]]
    holders = _holders(sample, auditors, chance)
    for case, rank in ranked:
        holder = holders.get(case.position)
        outcome = NOT_DRAWN if holder is None else DRAWN
        out[case.position] = Placed(case, outcome, rank=rank, auditor=holder)
    cases = tuple(out[position] for position in sorted(out))
    return Sample(cases, tuple(strata), digest(cases))


def _sieve(
    frame: Sequence[Case],
    since: dt.date,
    auditors: Sequence[Auditor],
    earlier: Mapping[str, Earlier],
) -> tuple[dict[int, Placed], Counter[tuple[int, int]], Strata]:
    """Who is left out and why; how many children each team has in the list, and which could be drawn."""
    out: dict[int, Placed] = {}
    first: dict[str, int] = {}
    listed: Counter[tuple[int, int]] = Counter()
    able: Strata = defaultdict(list)
    reached: dict[tuple[int, int], bool] = {}
    for case in sorted(frame, key=lambda each: each.position):
        why = ""
        if case.team is None or case.area is None:
            why = NO_TEAM
        elif case.case_ref in first:
            why = f"This child is in the list already, at place {first[case.case_ref]}."
        else:
            key = (case.area, case.team)
            first[case.case_ref] = case.position
            listed[key] += 1
            if key not in reached:
                reached[key] = any(each.may_take(case) for each in auditors)
            before = earlier.get(case.case_ref)
            why = (before.bars(since) if before else "") or ("" if reached[key] else NO_AUDITOR)
            if not why:
                able[key].append(case)
        if why:
            out[case.position] = Placed(case, LEFT_OUT, why)
    return out, listed, able


def _strata(
    wanted: Wanted,
    listed: Mapping[tuple[int, int], int],
    able: Mapping[tuple[int, int], int],
    chance: Random,
) -> list[Stratum]:
    """How many of each team: by service area first, then by team in it."""
    there: Counter[int] = Counter()
    weights: dict[int, dict[int, int]] = defaultdict(dict)
    for area, team in sorted(listed):
        there[area] += able.get((area, team), 0)
        weights[area][team] = listed[area, team]
    areas = {area: sum(teams.values()) for area, teams in weights.items()}
    asked, given = _by_area(wanted, areas, there, {area: chance.random() for area in sorted(areas)})
    found = []
    for area, teams in weights.items():
        ties = {team: chance.random() for team in teams}
        held = {team: able.get((area, team), 0) for team in teams}
        ideal = largest_remainder(asked.get(area, 0), teams, ties)
        drawn = apportion(given.get(area, 0), teams, held, ties)
        found += [
            Stratum(area, team, number, held[team], ideal[team], drawn[team])
            for team, number in teams.items()
        ]
    found += [Stratum(area, None, 0, 0, asked[area], 0) for area in sorted(asked) if area not in areas]
    return found


def _by_area(
    wanted: Wanted, areas: Mapping[int, int], there: Mapping[int, int], ties: Mapping[int, float]
) -> tuple[dict[int, int], dict[int, int]]:
    """How many are wanted of each service area, and how many are to be had."""
    if wanted.total is None:
        asked = {area: number for area, number in wanted.numbers.items() if number}
        return asked, {area: min(number, there[area]) for area, number in asked.items() if area in areas}
    ideal = largest_remainder(wanted.total, areas, ties)
    return ideal, apportion(wanted.total, areas, there, ties)


def _holders(sample: Sequence[Case], auditors: Sequence[Auditor], chance: Random) -> dict[int, int]:
    """Who audits each case of the sample, by its place in the list."""
    may: dict[tuple[int | None, int | None], frozenset[int]] = {}
    for case in sample:
        if (case.area, case.team) not in may:
            allowed = frozenset(each.key for each in auditors if each.may_take(case))
            may[case.area, case.team] = allowed
    rooms = {each.key: each.room for each in auditors}
    found = spread([may[case.area, case.team] for case in sample], rooms, chance)
    return {case.position: holder for case, holder in zip(sample, found, strict=True) if holder is not None}
