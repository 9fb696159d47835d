"""Over 1,000 seeds: no bar is ever broken, and the shares lie within what chance allows."""

import datetime as dt
from collections import Counter
from math import sqrt
from statistics import NormalDist

import pytest

from audits.rules.sample import DRAWN, Auditor, Case, Earlier, Wanted
from audits.rules.sampling import draw

SEEDS = 1_000
SINCE = dt.date(2022, 10, 1)
UNLIKELY = 1e-6
"""So rarely would chance alone go beyond the bounds."""

SIZES = {(1, 11): 60, (1, 12): 25, (2, 21): 40, (2, 22): 40, (3, 31): 25, (4, 41): 10}
TOTAL = 20


def chi_square_bound(freedom):
    """What chi-square exceeds so rarely, after Wilson and Hilferty."""
    z = NormalDist().inv_cdf(1 - UNLIKELY)
    spread = 2 / (9 * freedom)
    return freedom * (1 - spread + z * sqrt(spread)) ** 3


def chi_square(counts, share):
    """How far the counts of those that each had the same chance in every draw are from equal."""
    n, expected = len(counts), SEEDS * share
    far = sum((count - expected) ** 2 for count in counts) / (expected * (1 - share))
    return far * (n - 1) / n


def binomial_bound(chance):
    """How far a count of the seeds lies from what is expected of it, at most."""
    return NormalDist().inv_cdf(1 - UNLIKELY / 2) * sqrt(SEEDS * chance * (1 - chance)) + 1


@pytest.fixture(scope="module")
def world():
    """200 cases in 6 teams; some audited of late, some without a team, some twice; 14 auditors."""
    frame = []
    for (area, team), size in SIZES.items():
        frame += [Case(len(frame) + n, f"CD{team}{n:04}", area, team) for n in range(1, size + 1)]
    frame += [Case(len(frame) + n, f"CD99{n:04}", 1, None) for n in range(1, 6)]
    frame += [Case(len(frame) + n, each.case_ref, 4, 41) for n, each in enumerate(frame[:5], start=1)]
    seen = {each.case_ref: Earlier(dt.date(2023, 3, 1)) for each in frame[10:20] + frame[100:110]}
    teams = [team for _, team in SIZES]
    auditors = [Auditor(n, 1 + n % 2, frozenset({teams[n % 6]})) for n in range(12)]
    auditors += [Auditor(12, 2, areas=frozenset({1})), Auditor(13, 2, areas=frozenset({2}))]
    return frame, auditors, seen


@pytest.fixture(scope="module")
def samples(world):
    frame, auditors, seen = world
    return [draw(frame, Wanted(SINCE, TOTAL), auditors, seen, str(seed)) for seed in range(SEEDS)]


def drawn(sample):
    return [each for each in sample.cases if each.outcome == DRAWN]


def test_no_bar_is_ever_broken(world, samples):
    _, auditors, seen = world
    by_key = {each.key: each for each in auditors}
    for sample in samples:
        sampled = drawn(sample)
        assert len(sampled) == TOTAL
        assert len({each.case.case_ref for each in sampled}) == TOTAL
        assert not seen.keys() & {each.case.case_ref for each in sampled}
        assert all(each.case.team for each in sampled)
        assert all(by_key[each.auditor].may_take(each.case) for each in sampled)


def test_nobody_gets_more_than_their_room(world, samples):
    rooms = {each.key: each.room for each in world[1]}
    for sample in samples:
        loads = Counter(each.auditor for each in drawn(sample))
        assert all(load <= rooms[key] for key, load in loads.items())


def test_each_service_area_and_team_has_its_share(samples):
    """Never a whole case away; where remainders are equal, each wins as often as chance allows."""
    whole = sum(SIZES.values())
    numbers = [{(each.area, each.team): each.drawn for each in sample.strata} for sample in samples]
    for each in numbers:
        for area in (1, 2, 3, 4):
            share = TOTAL * sum(size for key, size in SIZES.items() if key[0] == area) / whole
            assert abs(sum(n for key, n in each.items() if key[0] == area) - share) < 1
    equal = [sum(each[key] for each in numbers) for key in ((2, 21), (2, 22))]
    assert sum(equal) == 8 * SEEDS
    ties = sum(each[3, 31] == 3 for each in numbers)  # 2.5, as is 8.5 of service area 1
    assert abs(ties - SEEDS / 2) <= binomial_bound(0.5)


def test_each_case_of_a_team_has_the_same_chance(samples):
    able = {(each.area, each.team): each.able for each in samples[0].strata}
    counts = Counter(each.case for sample in samples for each in drawn(sample))
    for key, size in able.items():
        cases = [
            each.case for each in samples[0].cases if each.rank and (each.case.area, each.case.team) == key
        ]
        assert len(cases) == size
        share = sum(counts[case] for case in cases) / size / SEEDS
        assert chi_square([counts[case] for case in cases], share) <= chi_square_bound(size - 1)


def test_auditors_of_the_same_room_and_bars_have_the_same_chance():
    frame = [Case(n, f"CD{n:06}", 1, 11) for n in range(1, 31)]
    auditors = [Auditor(n, 2) for n in range(10)]
    loads = Counter()
    pairs = Counter()
    for seed in range(SEEDS):
        for each in drawn(draw(frame, Wanted(SINCE, 4), auditors, {}, f"a{seed}")):
            loads[each.auditor] += 1
            pairs[each.case.position, each.auditor] += 1
    assert max(pairs.values()) <= 40
    assert chi_square([loads[n] for n in range(10)], 0.4) <= chi_square_bound(9)
