"""Cases are spread over auditors so that bars hold, and nobody gets more than others need them to."""

import time
from collections import Counter
from itertools import chain, combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from audits.rules.spreading import spread

people = st.dictionaries(st.integers(1, 5), st.integers(-2, 4), max_size=5)
cases = st.lists(st.frozensets(st.integers(1, 5)), max_size=14)


def most_within_rooms(allowed, rooms):
    """How many cases can be audited with nobody above their room: the least of all cuts (Ford, Fulkerson)."""
    subsets = chain.from_iterable(combinations(rooms, size) for size in range(len(rooms) + 1))
    may = [each & rooms.keys() for each in allowed]
    return min(
        sum(max(rooms[key], 0) for key in cut) + sum(not each <= set(cut) for each in may) for cut in subsets
    )


@given(cases, people, st.integers())
def test_every_case_that_somebody_may_take_is_taken_by_one_who_may(allowed, rooms, seed):
    holders = spread(allowed, rooms, Random(seed))
    for may, holder in zip(allowed, holders, strict=True):
        assert holder in may & rooms.keys() if may & rooms.keys() else holder is None


@given(cases, people, st.integers())
def test_nobody_gets_more_than_their_room_unless_there_is_no_other_way(allowed, rooms, seed):
    loads = Counter(each for each in spread(allowed, rooms, Random(seed)) if each is not None)
    within = sum(min(load, max(rooms[key], 0)) for key, load in loads.items())
    assert within == most_within_rooms(allowed, rooms)


@given(st.integers(0, 30), people.filter(bool), st.integers())
def test_what_is_over_is_spread_evenly(number, rooms, seed):
    holders = spread([frozenset(rooms)] * number, rooms, Random(seed))
    loads = Counter(holders)
    within = sum(max(room, 0) for room in rooms.values())
    over = {key: loads[key] - rooms[key] for key in rooms if loads[key] > max(rooms[key], 0)}
    assert sum(max(loads[key] - max(rooms[key], 0), 0) for key in rooms) == max(number - within, 0)
    for key in over:  # nobody has two more than somebody who could have had one more
        assert all(over[key] <= loads[other] - rooms[other] + 1 for other in rooms)


def test_auditors_fill_up_in_proportion_to_their_rooms():
    loads = Counter(spread([frozenset({1, 2})] * 6, {1: 8, 2: 4}, Random(1)))
    assert loads == {1: 4, 2: 2}


def test_who_alone_may_take_a_case_is_kept_free_for_it():
    for seed in range(50):
        holders = spread([frozenset({1, 2}), frozenset({1})], {1: 1, 2: 1}, Random(seed))
        assert holders == [2, 1]


def test_a_large_month_is_spread_at_once():
    chance = Random(1)
    allowed = [frozenset(chance.sample(range(32), 28)) for _ in range(400)]
    began = time.perf_counter()
    holders = spread(allowed, dict.fromkeys(range(32), 5), chance)
    assert time.perf_counter() - began < 2
    assert max(Counter(holders).values()) <= 13
