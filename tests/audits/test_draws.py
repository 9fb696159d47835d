"""A cycle's audits are drawn from a list of cases, put right one by one, and allocated in one go."""

import datetime as dt

import pytest

from audits.actions.sampling import allocate_draw, draw_again, make_draw
from audits.actions.swapping import give_case, swap_case
from audits.models import Audit, Draw, Expectation, FrameCase
from audits.rules.sample import Case, Wanted
from audits.sampling.drawing import first_day, holds, repeat
from core import history
from core.errors import Conflict, Refused
from figures.models import Stale
from organisation.models import StaffRecord
from tests.audits.drawn import bars_broken, make_council
from tests.factories import AuditFactory, CycleFactory, StaffFactory, UserFactory


@pytest.fixture
def council(db):
    return make_council()


def drawn(draw):
    return list(draw.cases.filter(outcome="drawn").select_related("auditor", "team"))


def test_a_sample_is_in_proportion_spread_over_the_managers_and_breaks_no_bar(council):
    draw = council.draw(total=6)
    cases = drawn(draw)
    assert sorted(case.team.name for case in cases) == sorted(team.name for team in council.teams)
    assert {case.auditor for case in cases} == set(council.managers)
    assert not bars_broken(cases)
    assert draw.state == "proposed"
    assert draw.cases.count() == 60


def test_of_fixed_numbers_each_service_area_has_its_own(council):
    numbers = {council.areas[0].pk: 3, council.areas[2].pk: 1}
    draw = council.draw(wanted=Wanted(first_day(council.cycle), numbers=numbers))
    assert sorted(case.service_area.name for case in drawn(draw)) == ["BIT", "BIT", "BIT", "SWF"]


def test_no_child_audited_within_12_months_is_drawn(council):
    earlier = CycleFactory(month=dt.date(2022, 9, 1), state="closed")
    for case in council.frame():
        recent = not case.case_ref.endswith("1")
        day = dt.date(2022, 10, 1) if recent else dt.date(2022, 9, 30)
        AuditFactory(submitted=True, cycle=earlier, case_ref=case.case_ref, completed_on=day)
    draw = council.draw(total=6)
    assert all(case.case_ref.endswith("1") for case in drawn(draw))
    why = draw.cases.filter(outcome="left_out").values_list("why", flat=True)
    assert list(set(why)) == ["This child was audited on 1 October 2022, within 12 months."]


def test_what_was_never_done_in_a_closed_cycle_bars_nobody_and_what_is_to_be_done_does(council):
    closed = CycleFactory(month=dt.date(2023, 8, 1), state="closed")
    to_come = CycleFactory(month=dt.date(2023, 11, 1))
    AuditFactory(cycle=closed, case_ref="CD100001")
    AuditFactory(cycle=to_come, case_ref="CD100002")
    AuditFactory(cycle=council.cycle, case_ref="CD100003", state="withdrawn")
    AuditFactory(cycle=closed, case_ref="CD100004", state="withdrawn")
    draw = council.draw()
    assert dict(draw.cases.filter(outcome="left_out").values_list("case_ref", "why")) == {
        "CD100002": "This child is to be audited already, by 27 November 2023.",
        "CD100003": "The audit of this child was exempted or withdrawn in this cycle.",
    }


def test_who_leads_the_service_area_gets_no_case_of_it(council):
    area = council.areas[0]
    UserFactory(roles=["service_lead"], roles__service_area=area, staff=council.managers[5])
    numbers = {area.pk: 6}
    draw = council.draw(wanted=Wanted(first_day(council.cycle), numbers=numbers))
    assert council.managers[5] not in {case.auditor for case in drawn(draw)}


def test_a_persons_expectation_stands_in_place_of_their_roles(council):
    first, second, *_ = council.managers
    Expectation.objects.create(staff=first, audits=0, starts_on=dt.date(2023, 1, 1))
    Expectation.objects.create(staff=second, audits=3, starts_on=dt.date(2023, 1, 1))
    loads = [case.auditor for case in drawn(council.draw(total=7))]
    assert loads.count(first) == 0
    assert loads.count(second) == 3


def test_who_has_audits_in_the_cycle_already_gets_fewer(council):
    AuditFactory(cycle=council.cycle, auditor=council.managers[0])
    draw = council.draw(total=5)
    assert council.managers[0] not in {case.auditor for case in drawn(draw)}


def test_where_nothing_is_expected_the_practice_managers_share_evenly(council):
    Expectation.objects.all().delete()
    loads = [case.auditor for case in drawn(council.draw(total=12))]
    assert {loads.count(manager) for manager in council.managers} == {2}


def test_drawing_with_the_same_seed_twice_draws_once(council):
    assert council.draw() == council.draw()
    assert Draw.objects.count() == 1


def test_a_draw_comes_out_the_same_when_it_is_repeated_also_after_a_swap_and_a_later_month(council, settings):
    AuditFactory(submitted=True, cycle=council.cycle, case_ref="CD100002")
    draw = council.draw()
    swap_case(by=council.qa, case=drawn(draw)[0], reason="The file is at court.", seen=1)
    StaffRecord.objects.filter(staff=council.managers[0]).update(team=council.teams[3])
    settings.PLUMBLINE_TODAY = dt.date(2024, 10, 16)
    assert holds(draw, repeat(draw))


def test_a_draw_that_was_changed_behind_our_back_does_not_come_out_the_same(council):
    draw = council.draw()
    FrameCase.objects.filter(draw=draw, position=1).update(case_ref="CD999999")
    assert not holds(draw, repeat(draw))


def test_a_sample_that_was_changed_behind_our_back_does_not_hold(council):
    draw = council.draw()
    FrameCase.objects.filter(pk=drawn(draw)[0].pk).update(outcome="not_drawn")
    assert not holds(draw, repeat(draw))


def test_drawing_again_drops_the_draw_before_and_keeps_it(council):
    old = council.draw()
    new = draw_again(by=council.qa, draw=old, seed="another seed", seen=1)
    assert draw_again(by=council.qa, draw=old, seed="another seed", seen=1) == new
    old.refresh_from_db()
    assert (old.state, new.state, new.number) == ("dropped", "proposed", 2)
    assert old.digest != new.digest
    assert [case.case_ref for case in drawn(old)]
    assert history.of(old)[0].did == "Quinn Mockford dropped the draw."


def test_a_draw_that_somebody_changed_is_not_drawn_again_unseen(council):
    draw = council.draw()
    swap_case(by=council.qa, case=drawn(draw)[0], reason="The file is at court.", seen=1)
    with pytest.raises(Conflict):
        draw_again(by=council.qa, draw=draw, seed="another seed", seen=1)
    with pytest.raises(Conflict):
        allocate_draw(by=council.qa, draw=draw, seen=1)


def test_allocating_makes_every_audit_once_with_its_history(council):
    draw = council.draw()
    allocate_draw(by=council.qa, draw=draw, seen=1)
    allocate_draw(by=council.qa, draw=draw, seen=1)
    audits = council.cycle.audits.select_related("auditor", "team")
    assert {(a.case_ref, a.auditor, a.team) for a in audits} == {
        (case.case_ref, case.auditor, case.team) for case in drawn(draw)
    }
    assert not bars_broken(audits)
    assert [len(history.of(audit)) for audit in audits] == [1] * 6
    assert history.of(council.cycle)[0].did == "Quinn Mockford allocated draw 1 of the cycle."
    assert Stale.objects.filter(month=council.cycle.month, cause="audits were allocated").exists()


def test_what_has_come_up_since_the_draw_stops_the_allocation_and_says_which_case(council):
    draw = council.draw()
    case = drawn(draw)[0]
    AuditFactory(cycle=CycleFactory(month=dt.date(2023, 9, 1)), case_ref=case.case_ref)
    with pytest.raises(Refused, match=f"{case.case_ref} can’t be allocated. This child is to be audited"):
        allocate_draw(by=council.qa, draw=draw, seen=1)
    assert not council.cycle.audits.exists()
    swap_case(by=council.qa, case=case, reason="It is being audited.", seen=1)
    allocate_draw(by=council.qa, draw=draw, seen=2)
    assert council.cycle.audits.count() == 6


def test_an_auditor_who_has_moved_into_the_team_since_the_draw_stops_the_allocation(council):
    draw = council.draw()
    case = drawn(draw)[0]
    StaffRecord.objects.filter(staff=case.auditor).update(team=case.team)
    with pytest.raises(Refused, match="was in its team within 12 months"):
        allocate_draw(by=council.qa, draw=draw, seen=1)


def test_a_closed_cycle_and_a_dropped_draw_are_left_as_they_are(council):
    old = council.draw()
    draw_again(by=council.qa, draw=old, seed="another seed", seen=1)
    with pytest.raises(Refused, match="dropped"):
        allocate_draw(by=council.qa, draw=old, seen=2)
    with pytest.raises(Refused, match="dropped"):
        swap_case(by=council.qa, case=drawn(old)[0], reason="The file is at court.", seen=2)
    with pytest.raises(Refused, match="allocated or dropped"):
        draw_again(by=council.qa, draw=old, seed="a third seed", seen=2)
    council.cycle.state = "closed"
    council.cycle.save()
    with pytest.raises(Refused, match="closed"):
        council.draw(seed="a fourth seed")


def test_swapping_takes_the_next_in_the_teams_random_order_and_keeps_both_with_the_reason(council):
    draw = council.draw()
    old = drawn(draw)[0]
    new = swap_case(by=council.qa, case=old, reason="The file is at court.", seen=1)
    assert swap_case(by=council.qa, case=old, reason="The file is at court.", seen=1) == new
    old.refresh_from_db()
    assert (new.team, new.rank, new.auditor, new.instead_of) == (old.team, old.rank + 1, old.auditor, old)
    assert (old.outcome, old.why) == ("swapped_out", "Swapped out: The file is at court.")
    assert len(drawn(draw)) == 6
    line = history.of(draw)[0]
    assert (line.did, line.reason) == ("Quinn Mockford swapped a case of the draw.", "The file is at court.")


def test_where_a_team_has_none_left_the_next_of_its_service_area_is_taken(council):
    frame = council.frame(each=2)[:4]
    draw = council.draw(frame=frame, total=3)
    old = next(
        case for case in drawn(draw) if draw.cases.filter(team=case.team, outcome="drawn").count() == 2
    )
    StaffRecord.objects.filter(staff=old.auditor).update(team=council.teams[5])
    new = swap_case(by=council.qa, case=old, reason="The file is at court.", seen=1)
    assert (new.service_area, new.team == old.team) == (old.service_area, False)
    with pytest.raises(Refused, match="There is no other case of BIT in this draw"):
        swap_case(by=council.qa, case=new, reason="The file is at court.", seen=2)


def test_after_allocating_a_swap_withdraws_the_audit_and_allocates_another(council):
    draw = allocate_draw(by=council.qa, draw=council.draw(), seen=1)
    old = drawn(draw)[0]
    new = swap_case(by=council.qa, case=old, reason="The file is at court.", seen=2)
    old.refresh_from_db()
    assert (old.audit.state, new.audit.state, new.audit.auditor) == ("withdrawn", "allocated", old.auditor)
    assert history.of(old.audit)[0].reason == "The file is at court."
    assert council.cycle.audits.counted().count() == 6
    Audit.objects.filter(pk=new.audit_id).update(
        state="submitted", grade="good", completed_on=dt.date(2023, 10, 10)
    )
    with pytest.raises(Refused, match="Only a case whose audit is still to do"):
        swap_case(by=council.qa, case=new, reason="The file is at court.", seen=3)


def test_a_case_goes_to_another_auditor_who_may_take_it_and_the_record_says_from_whom_and_why(council):
    draw = allocate_draw(by=council.qa, draw=council.draw(), seen=1)
    case = drawn(draw)[0]
    first, own = case.auditor, council.managers[council.teams.index(case.team)]
    other = next(each for each in council.managers if each not in (first, own))
    given = give_case(by=council.qa, case=case, auditor=other, reason="On leave.", seen=2)
    assert (given.audit.auditor, given.audit.state) == (other, "allocated")
    assert given.why == f"Given to {other} instead of {first}: On leave."
    assert case.audit.pk != given.audit.pk
    assert Audit.objects.get(pk=case.audit_id).state == "withdrawn"
    with pytest.raises(Refused, match="was in its team within 12 months"):
        give_case(by=council.qa, case=case, auditor=own, reason="Knows the child.", seen=3)
    with pytest.raises(Refused, match="had an audit of this case in this cycle already"):
        give_case(by=council.qa, case=case, auditor=first, reason="Back again.", seen=3)
    assert council.cycle.audits.counted().count() == 6


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_a_swap_needs_a_reason(council, reason):
    case = drawn(council.draw())[0]
    with pytest.raises(Refused, match="Enter the reason, in 200 characters or fewer"):
        swap_case(by=council.qa, case=case, reason=reason, seen=1)


def test_what_cannot_be_drawn_at_all_is_refused_with_the_first_reason(council):
    frame = [Case(1, "CD100001", None, None)]
    with pytest.raises(Refused, match="The first was left out: Its team is not known"):
        council.draw(frame=frame)
    StaffRecord.objects.all().delete()
    with pytest.raises(Refused, match="Nobody can audit"):
        council.draw()


def test_a_list_of_nearly_20000_cases_is_drawn_and_kept_whole(council):
    frame = council.frame(each=3_300)
    StaffFactory()
    draw = make_draw(
        by=council.qa, cycle=council.cycle, frame=frame, source="A file", seed="a long list",
        wanted=Wanted(first_day(council.cycle), 40),
    )  # fmt: skip
    assert draw.cases.count() == 19_800
