"""A share of what is done is looked at on the case again, drawn by chance that can be repeated."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits import actions
from audits.agreed.shown import rechecked
from audits.models import AgreedAction, Recheck, SecondLookRule
from audits.rules.second_looks import draw, rank
from core import history
from core.errors import Refused
from tests.audits import agreed_world
from tests.audits.agreed_world import agree, done
from tests.factories import StaffFactory, UserFactory

TODAY = dt.date(2023, 10, 16)


@pytest.fixture
def made(db):
    return agreed_world.submitted()


def rule(share):
    return SecondLookRule.objects.create(kind="recheck", share=share)


def finish(made, count, prefix="Action"):
    return [done(made, agree(made, what=f"{prefix} {number}")) for number in range(count)]


def record(made, picked, lasted, by=None, words="The chronology goes on.", day=TODAY):
    return actions.record_recheck(by=by or made.qa, picked=picked, lasted=lasted, words=words, day=day)


def test_without_a_rule_nothing_is_rechecked(made):
    finish(made, 3)
    assert not Recheck.objects.exists()


@pytest.mark.parametrize(("share", "picked"), [(1, 1), (10, 1), (25, 2), (50, 3), (100, 5)])
def test_the_share_is_rounded_up(made, share, picked):
    rule(share)
    finish(made, 5)
    assert Recheck.objects.count() == picked


def test_the_draw_keeps_the_months_seed_and_what_is_picked_stays_picked(made):
    rule(30)
    before = set()
    for number in range(10):
        done(made, agree(made, what=f"Action {number}"))
        picked = set(Recheck.objects.values_list("action", flat=True))
        assert before <= picked
        assert len(picked) == -(-30 * (number + 1) // 100)
        before = picked
    (seed,) = Recheck.objects.order_by().values_list("seed", flat=True).distinct()
    assert seed.startswith("2023-10/")


@given(st.sets(st.integers(1, 500), min_size=1, max_size=30), st.integers(1, 100))
def test_the_next_that_is_picked_is_the_one_with_the_lowest_rank(pks, share):
    there = []
    for count in range(1, len(pks) + 1):
        rest = [str(pk) for pk in sorted(pks)[:count]]
        new = draw(seed="2023-10/ab", share=share, rest=rest, picked=there, all_in=True)
        left = sorted(set(rest) - set(there), key=lambda key: rank("2023-10/ab", key))
        assert new == left[: len(new)]
        there += new
        assert len(there) == -(-share * count // 100)


def test_another_month_has_a_draw_of_its_own(made, settings):
    rule(50)
    finish(made, 4)
    settings.PLUMBLINE_TODAY = dt.date(2023, 11, 2)
    finish(made, 1, "Later")
    seeds = Recheck.objects.order_by("pk").values_list("seed", flat=True)
    assert [seed[:8] for seed in seeds] == ["2023-10/", "2023-10/", "2023-11/"]


def test_the_rule_of_the_day_counts(made):
    SecondLookRule.objects.create(kind="recheck", share=100, ends_on=TODAY)
    SecondLookRule.objects.create(kind="recheck", share=1, starts_on=TODAY)
    finish(made, 3)
    assert Recheck.objects.count() == 1


class TestRecording:
    @pytest.fixture
    def picked(self, made):
        rule(100)
        return finish(made, 1)[0].rechecks.get()

    def test_what_lasted_stays_done_and_is_counted(self, made, picked):
        record(made, picked, True)
        agreed = AgreedAction.objects.get()
        assert (agreed.state, agreed.rechecks.get().lasted) == ("done", True)
        assert rechecked(made.qa) == "Of 1 action re-checked on the case, 1 lasted."
        assert rechecked(made.elsewhere) == "No action has been re-checked on the case yet."

    def test_what_did_not_last_is_to_do_again_and_an_update_says_so(self, made, picked):
        record(made, picked, False, words="Nothing since September.")
        agreed = AgreedAction.objects.get()
        assert (agreed.state, agreed.done_on) == ("open", None)
        assert agreed.updates.first().text == (
            "Re-checked on the case on 16 October 2023: it did not last. Nothing since September."
        )
        assert any("re-checked the agreed action" in line.did for line in history.of(agreed))

    def test_done_again_it_is_drawn_again(self, made, picked):
        record(made, picked, False)
        done(made, AgreedAction.objects.get(), text="This time for good.")
        assert list(Recheck.objects.values_list("lasted", flat=True)) == [False, None]

    def test_reopened_while_it_waits_it_waits_on_until_it_is_done_again(self, made, picked):
        agreed_world.reopened(made, picked.action)
        with pytest.raises(Refused, match="This action was reopened"):
            record(made, picked, True)
        done(made, AgreedAction.objects.get(), text="Again.")
        assert Recheck.objects.count() == 1
        assert record(made, picked, True).lasted

    @pytest.mark.parametrize("who", ["lead", "manager", "elsewhere", "auditor"])
    def test_only_the_unit_rechecks(self, made, picked, who):
        with pytest.raises(Refused, match="re-checked by the quality assurance unit"):
            record(made, picked, True, by=getattr(made, who))

    def test_not_who_said_that_it_is_done(self, made):
        rule(100)
        picked = done(made, agree(made), by=made.qa).rechecks.get()
        with pytest.raises(Refused, match="Nobody re-checks what they said themselves is done"):
            record(made, picked, True)
        assert record(made, picked, True, by=made.other_qa).lasted

    def test_not_who_was_in_the_team_within_twelve_months(self, made, picked):
        was_there = UserFactory(roles=["qa"], staff=StaffFactory(record=made.audit.team))
        with pytest.raises(Refused, match=r"Nobody re-checks .*you were in its team within"):
            record(made, picked, True, by=was_there)
        assert record(made, picked, True).lasted

    def test_the_day_is_not_before_it_was_done_nor_to_come_and_it_says_what_the_case_shows(
        self, made, picked
    ):
        with pytest.raises(Refused, match="must be today or in the past"):
            record(made, picked, True, day=dt.date(2023, 10, 17))
        with pytest.raises(Refused, match="was done on 16 October 2023"):
            record(made, picked, True, day=dt.date(2023, 10, 15))
        with pytest.raises(Refused, match="Enter what the case shows"):
            record(made, picked, True, words=" ")

    def test_the_same_twice_is_once_and_somebody_elses_is_not_overwritten(self, made, picked):
        assert record(made, picked, True) == record(made, picked, True)
        with pytest.raises(Refused, match="recorded this re-check already"):
            record(made, picked, False, by=made.other_qa)
