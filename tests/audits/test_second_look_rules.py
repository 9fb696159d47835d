"""Which audits get a second look: the rules as pure functions."""

from collections import Counter
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.rules import second_looks as rules

ALL = {"inadequate", "outstanding", "new_auditor", "share"}
KEYS = [f"CD{number:06}/S{number % 9}" for number in range(34)]
SEEDS = 1_000


class TestWhy:
    """Every inadequate, every outstanding, every first audit by a new auditor, as far as a rule says so."""

    @pytest.mark.parametrize("grade", ["inadequate", "outstanding"])
    def test_every_inadequate_and_every_outstanding_is_asked_for(self, grade):
        assert rules.why(grade, first_by_auditor=False, kinds=ALL) == grade

    def test_a_first_audit_by_a_new_auditor_is_asked_for(self):
        assert rules.why("good", first_by_auditor=True, kinds=ALL) == "new_auditor"

    def test_an_audit_that_several_rules_ask_for_is_counted_under_the_first(self):
        assert rules.why("inadequate", first_by_auditor=True, kinds=ALL) == "inadequate"

    @given(st.sampled_from(["outstanding", "good", "requires_improvement", "inadequate"]), st.booleans())
    def test_a_rule_that_is_not_in_force_asks_for_nothing(self, grade, first):
        assert rules.why(grade, first_by_auditor=first, kinds={"share"}) == ""


@given(st.integers(1, 100), st.integers(0, 500))
def test_a_share_is_rounded_up(share, number):
    assert rules.asked(share, number) == ceil(round(share * number / 100, 6))


@given(st.text(max_size=8), st.integers(1, 100), st.integers(0, 500))
def test_while_more_may_come_the_share_is_rounded_down_or_up(seed, share, number):
    assert share * number // 100 <= rules.asked_so_far(seed, share, number) <= rules.asked(share, number)


def one_after_another(seed, share, keys=KEYS):
    """Those picked in a cycle to which the audits come one by one, and that is then closed."""
    picked = []
    for number, key in enumerate(keys, start=1):
        picked += rules.draw(seed=seed, share=share, rest=keys[:number], picked=picked, newcomers=[key])
    return picked + rules.draw(seed=seed, share=share, rest=keys, picked=picked, all_in=True)


def all_at_once(seed, share, keys=KEYS):
    """Those picked in a cycle that one file brings."""
    picked = rules.draw(seed=seed, share=share, rest=keys, picked=[], newcomers=keys)
    return picked + rules.draw(seed=seed, share=share, rest=keys, picked=picked, all_in=True)


@pytest.mark.parametrize("share", [1, 10, 20, 33, 50, 86, 100])
@pytest.mark.parametrize("drawn", [one_after_another, all_at_once])
def test_over_1000_seeds_the_share_is_exact_and_every_audit_has_the_same_chance(drawn, share):
    times, wanted = Counter(), ceil(share * len(KEYS) / 100)
    for seed in range(SEEDS):
        picked = drawn(f"seed {seed}", share)
        assert len(picked) == len(set(picked)) == wanted
        times.update(picked)
    chance = wanted / len(KEYS)
    spread = (SEEDS * chance * (1 - chance)) ** 0.5
    assert all(abs(times[key] - SEEDS * chance) <= 4.5 * spread for key in KEYS)


def test_the_first_audit_of_a_cycle_is_no_surer_to_be_picked_than_the_others():
    firsts = sum(
        bool(rules.draw(seed=f"{seed}", share=20, rest=KEYS[:1], picked=[], newcomers=KEYS[:1]))
        for seed in range(SEEDS)
    )
    assert 150 < firsts < 250


@given(st.text(max_size=8), st.integers(1, 100), st.permutations(KEYS[:12]))
def test_the_same_seed_draws_the_same_whatever_the_order_in_which_they_are_read(seed, share, keys):
    drawn = rules.draw(seed=seed, share=share, rest=keys, picked=[], all_in=True)
    assert drawn == rules.draw(seed=seed, share=share, rest=sorted(keys), picked=[], all_in=True)


@given(st.integers(1, 100), st.sets(st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS)))
def test_what_is_picked_stays_and_nothing_is_picked_twice(share, rest, picked):
    drawn = rules.draw(seed="s", share=share, rest=rest, picked=picked, all_in=True)
    assert not set(drawn) & picked
    assert set(drawn) <= rest
    assert len(drawn) == max(rules.asked(share, len(rest)) - len(picked & rest), 0)
