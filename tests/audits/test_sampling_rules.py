"""A draw breaks no bar, gives each its share, and is the same again for the same seed, frame and settings."""

import datetime as dt
import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from audits.rules.quotas import apportion, largest_remainder
from audits.rules.sample import DRAWN, LEFT_OUT, NOT_DRAWN, Auditor, Case, Earlier, Wanted
from audits.rules.sampling import draw

SINCE = dt.date(2022, 10, 1)
EARLIER = {
    "CD1002": Earlier(dt.date(2022, 10, 1)),
    "CD1003": Earlier(dt.date(2022, 9, 30)),
    "CD1004": Earlier(dt.date(2023, 10, 27), "to_do"),
    "CD1005": Earlier(dt.date(2023, 10, 27), "excused"),
}
ANYBODY = [Auditor(1, 5), Auditor(2, 5)]


def a_case(position, ref=None, area=1, team=11):
    return Case(position, ref or f"CD{1000 + position}", area, team)


@st.composite
def asks(draw_, fixed=None):
    """A frame of a few teams with doubled and teamless cases, auditors with bars, earlier audits, a wish."""
    teams = {11: 1, 12: 1, 21: 2, 31: 3, None: 1}
    held = draw_(st.lists(st.tuples(st.integers(1, 40), st.sampled_from(list(teams))), max_size=40))
    frame = [Case(n, f"CD{1000 + ref}", teams[team], team) for n, (ref, team) in enumerate(held, start=1)]
    barred = st.frozensets(st.sampled_from([11, 12, 21, 31]), max_size=3)
    led = st.frozensets(st.sampled_from([1, 2, 3]), max_size=1)
    auditors = draw_(st.lists(st.tuples(st.integers(-2, 4), barred, led), max_size=5))
    number = st.integers(0, 30)
    wanted = Wanted(SINCE, draw_(number))
    if fixed or (fixed is None and draw_(st.booleans())):
        wanted = Wanted(SINCE, numbers=draw_(st.dictionaries(st.sampled_from([1, 2, 3, 4]), number)))
    people = [Auditor(key, *each) for key, each in enumerate(auditors, start=101)]
    return frame, wanted, people, EARLIER, draw_(st.text(max_size=8))


def drawn(sample):
    return [each for each in sample.cases if each.outcome == DRAWN]


def broken(sample, auditors):
    """Every bar that the sample breaks."""
    by_key = {each.key: each for each in auditors}
    refs = Counter(each.case.case_ref for each in drawn(sample))
    for each in drawn(sample):
        auditor = by_key[each.auditor]
        if each.case.team in auditor.teams or each.case.area in auditor.areas:
            yield f"{each} is audited by who may not"
        if each.case.team is None or each.case.case_ref in ("CD1002", "CD1004", "CD1005"):
            yield f"{each} should be left out"
        if refs[each.case.case_ref] > 1:
            yield f"{each} is drawn twice"


@given(asks())
def test_no_draw_breaks_a_bar_and_every_case_has_one_outcome(ask):
    sample = draw(*ask)
    assert not list(broken(sample, ask[2]))
    assert sorted(each.case.position for each in sample.cases) == [each.position for each in ask[0]]
    assert all(bool(each.why) == (each.outcome == LEFT_OUT) for each in sample.cases)
    assert all((each.rank is None) == (each.outcome == LEFT_OUT) for each in sample.cases)


@given(asks(), st.randoms())
def test_the_order_of_auditors_and_of_what_is_known_changes_nothing(ask, order):
    frame, wanted, auditors, earlier, seed = ask
    mixed, known = order.sample(auditors, len(auditors)), order.sample(list(earlier), len(earlier))
    other = Wanted(wanted.since, wanted.total, dict(reversed(wanted.numbers.items())))
    again = draw(frame, other, mixed, {ref: earlier[ref] for ref in known}, seed)
    assert again == draw(*ask)


@given(asks(fixed=False))
def test_in_proportion_as_many_are_drawn_as_were_asked_if_there_are_so_many(ask):
    sample = draw(*ask)
    able = sum(each.able for each in sample.strata)
    assert len(drawn(sample)) == sum(each.drawn for each in sample.strata) == min(ask[1].total, able)


@given(asks(fixed=True))
def test_of_fixed_numbers_what_is_missing_is_missing_and_nobody_makes_up_for_it(ask):
    sample, numbers = draw(*ask), ask[1].numbers
    for area in (1, 2, 3, 4):
        able = sum(each.able for each in sample.strata if each.area == area)
        got = sum(each.case.area == area for each in drawn(sample))
        assert got == min(numbers.get(area, 0), able)
        assert sum(each.wanted for each in sample.strata if each.area == area) == numbers.get(area, 0)


@given(asks())
def test_who_is_drawn_stands_before_who_is_not_in_the_teams_random_order(ask):
    sample = draw(*ask)
    for stratum in sample.strata:
        placed = [each for each in sample.cases if each.rank and each.case.team == stratum.team]
        assert sorted(each.rank for each in placed) == list(range(1, stratum.able + 1))
        assert {each.rank <= stratum.drawn for each in placed if each.outcome == DRAWN} <= {True}
        assert {each.rank <= stratum.drawn for each in placed if each.outcome == NOT_DRAWN} <= {False}


@given(
    st.integers(0, 60), st.dictionaries(st.integers(1, 6), st.tuples(st.integers(1, 30), st.integers(0, 30)))
)
def test_nobody_gets_more_than_there_are_nor_less_than_the_whole_part_of_their_share(total, strata):
    weights = {key: weight for key, (weight, _) in strata.items()}
    there = {key: min(weight, able) for key, (weight, able) in strata.items()}
    ties = dict.fromkeys(strata, 0.5)
    given_ = apportion(total, weights, there, ties)
    whole = sum(weights.values())
    assert sum(given_.values()) == min(total, sum(there.values()))
    for key in strata:
        assert given_[key] <= there[key]
        assert given_[key] >= min(total * weights[key] // whole, there[key])


def test_the_largest_remainder_by_hand():
    weights, ties = {1: 53, 2: 24, 3: 23}, {1: 0.1, 2: 0.2, 3: 0.3}
    assert largest_remainder(10, weights, ties) == {1: 5, 2: 3, 3: 2}
    assert largest_remainder(3, {1: 1, 2: 1}, {1: 0.9, 2: 0.1}) == {1: 1, 2: 2}


def test_each_case_that_is_left_out_says_why():
    frame = [
        a_case(2), a_case(4), a_case(5), a_case(6, team=None), a_case(7), a_case(8, "CD1007"),
        a_case(9, area=2, team=21),
    ]  # fmt: skip
    auditors = [Auditor(1, 1, teams=frozenset({21})), Auditor(2, 1, areas=frozenset({2}))]
    sample = draw(frame, Wanted(SINCE, 5), auditors, EARLIER, "seed")
    assert {each.case.position: each.why for each in sample.cases if each.outcome == LEFT_OUT} == {
        2: "This child was audited on 1 October 2022, within 12 months.",
        4: "This child is to be audited already, by 27 October 2023.",
        5: "The audit of this child was exempted or withdrawn in this cycle.",
        6: "Its team is not known, so nobody can say who may not audit it.",
        8: "This child is in the list already, at place 7.",
        9: "Nobody may audit it: each auditor was in its team within 12 months or leads its service area.",
    }
    assert [each.case.position for each in drawn(sample)] == [7]


def test_what_a_team_lacks_goes_to_others_and_is_said():
    frame = [a_case(n, f"CD{2000 + n}", area=1 + n % 2, team=11 + 10 * (n % 2)) for n in range(1, 21)]
    seen = {f"CD{2000 + n}": Earlier(SINCE) for n in range(1, 18, 2)}  # all but one of service area 2
    sample = draw(frame, Wanted(SINCE, 10), ANYBODY, seen, "seed")
    assert {each.area: (each.wanted, each.drawn) for each in sample.strata} == {1: (5, 9), 2: (5, 1)}


def test_a_list_without_a_service_area_that_was_asked_for_says_so():
    sample = draw([a_case(1)], Wanted(SINCE, numbers={1: 1, 9: 2}), ANYBODY, {}, "seed")
    assert [(each.area, each.team, each.wanted, each.drawn) for each in sample.strata] == [
        (1, 11, 1, 1),
        (9, None, 2, 0),
    ]


def test_the_same_seed_gives_what_it_gave_before():
    """The order of chance is kept for ever: a draw of years ago can be repeated and defended."""
    frame = [a_case(n, area=1 + n % 3, team=11 + 10 * (n % 3)) for n in range(1, 31)]
    auditors = [Auditor(n, 2, teams=frozenset({11 + 10 * (n % 3)})) for n in range(1, 6)]
    sample = draw(frame, Wanted(SINCE, 8), auditors, EARLIER, "2f9a")
    assert [each.case.position for each in drawn(sample)] == [8, 13, 14, 24, 25, 28, 29, 30]
    assert sample.digest == "5c80615a4b932530b11eb2103ec225c85cc1b2ad3abbff3b040d333f14a59b30"


def test_the_order_of_the_list_changes_no_childs_chance():
    frame = [a_case(n) for n in range(6, 26)]
    mixed = [Case(n, each.case_ref, 1, 11) for n, each in enumerate(random.Random(1).sample(frame, 20))]
    one, other = (draw(each, Wanted(SINCE, 6), ANYBODY, {}, "seed") for each in (frame, mixed))
    assert {each.case.case_ref for each in drawn(one)} == {each.case.case_ref for each in drawn(other)}
