"""Calibration: several people grade the same audits, each alone; then all who took part see the spread."""

import datetime as dt
from fractions import Fraction
from statistics import median

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audits import actions
from audits.models import CalibrationGrade
from audits.rules.auditing import GRADES
from audits.rules.calibrating import spread
from core import history
from core.errors import Refused
from tests.factories import AuditFactory, StaffFactory, TeamFactory, UserFactory

DAY = dt.date(2023, 10, 16)
RATIONALE = "What the auditor thought of it all."
REASON = "The child’s voice is not in the plan."


@given(st.lists(st.sampled_from(GRADES), max_size=12))
def test_the_spread_is_counts_range_and_how_many_are_within_a_grade_of_the_median(grades):
    found, places = spread(grades), sorted(GRADES.index(grade) for grade in grades)
    assert found.counts == tuple(places.count(place) for place in range(4))
    if places:
        middle = Fraction(median([Fraction(place) for place in places]))
        assert found.apart == places[-1] - places[0]
        assert found.within_one == len([place for place in places if abs(place - middle) <= 1])


def test_between_two_middle_grades_the_median_names_both():
    assert spread(["good", "inadequate"]).middle == ("good", "inadequate")
    assert spread(["good", "good", "inadequate"]).middle == ("good",)


@pytest.fixture
def session(world):
    """Two cases: one in the practice manager's own area's team, one elsewhere; three people grade."""
    world.outsider = UserFactory(
        name="Outi Outside", roles=["practice_manager"], staff=StaffFactory(name="Outi Outside")
    )
    world.near = AuditFactory(
        submitted=True, cycle=world.cycle, auditor=StaffFactory(),
        team=TeamFactory(record=world.audit.service_area),
        service_area=world.audit.service_area, rationale=RATIONALE, discussion_with="Sam Secretname",
        discussion_said="We went through the plan.",
    )  # fmt: skip
    world.own = AuditFactory(
        submitted=True,
        cycle=world.cycle,
        auditor=world.manager.staff,
        grade="inadequate",
        rationale=RATIONALE,
    )
    world.session = actions.make_calibration(
        by=world.qa,
        title="Neglect",
        held_on=DAY,
        audits=[world.near, world.own],
        people=[world.manager, world.outsider, world.other_qa],
    )
    return world


def grade(world, who, position=1, given="good"):
    case = world.session.cases.get(position=position)
    return actions.grade_case(by=who, case=case, grade=given, reason=REASON)


def url(world, position=1):
    return reverse("calibration_case", args=[world.session.pk, position])


class TestActions:
    def test_setting_up_the_same_session_twice_makes_one(self, session):
        again = actions.make_calibration(
            by=session.qa,
            title="Neglect",
            held_on=DAY,
            audits=[session.own, session.near],
            people=[session.other_qa, session.manager, session.outsider],
        )
        assert again == session.session

    def test_only_completed_audits_and_people_with_the_right_are_taken(self, session):
        asked = {"by": session.qa, "title": "Other", "held_on": DAY}
        with pytest.raises(Refused, match="Only completed audits"):
            actions.make_calibration(audits=[session.audit], people=[session.qa], **asked)
        head = UserFactory(roles=["head_of_service"])
        with pytest.raises(Refused, match="Ask only people who may take part"):
            actions.make_calibration(audits=[session.own], people=[head], **asked)

    def test_a_grade_may_be_changed_until_the_session_is_closed(self, session):
        grade(session, session.outsider)
        given = grade(session, session.outsider, given="inadequate")
        assert CalibrationGrade.objects.get() == given
        assert "Grade went from Good to Inadequate" in history.of(given)[0].sentence
        for _ in range(2):
            actions.close_calibration(by=session.qa, calibration=session.session)
        with pytest.raises(Refused, match="This session is closed"):
            grade(session, session.outsider)

    def test_the_same_grade_twice_is_one(self, session):
        assert grade(session, session.outsider) == grade(session, session.outsider)
        assert len(history.of(CalibrationGrade.objects.get())) == 1

    def test_nobody_grades_a_case_that_they_audited(self, session):
        with pytest.raises(Refused, match="You audited this case"):
            grade(session, session.manager, position=2)

    def test_nobody_grades_a_case_of_a_team_that_was_theirs(self, session):
        session.near.team = session.manager.staff.records.get().team
        session.near.save()
        with pytest.raises(Refused, match="You were in the team of this case"):
            grade(session, session.manager)

    def test_who_takes_no_part_does_not_grade(self, session):
        with pytest.raises(Refused, match="You do not take part"):
            grade(session, session.qa)

    @pytest.mark.parametrize(("given", "reason"), [("fine", REASON), ("good", " ")])
    def test_a_grade_of_the_four_and_a_reason_are_asked_for(self, session, given, reason):
        with pytest.raises(Refused):
            actions.grade_case(
                by=session.outsider, case=session.session.cases.get(position=1), grade=given, reason=reason
            )


class TestCasePage:
    def test_it_shows_the_audit_without_grade_rationale_and_names(self, session, client):
        client.force_login(session.outsider)
        page = client.get(url(session)).content.decode()
        assert "We went through the plan." in page
        for kept_back in (RATIONALE, "Sam Secretname", session.near.case_ref, session.near.auditor.name):
            assert kept_back not in page

    def test_it_does_not_show_what_others_gave(self, session, client):
        grade(session, session.other_qa, given="outstanding")
        client.force_login(session.outsider)
        assert REASON not in client.get(url(session)).content.decode()
        assert REASON not in client.get(session.session.get_absolute_url()).content.decode()

    def test_it_saves_ones_grade_and_shows_it_again(self, session, client):
        client.force_login(session.outsider)
        client.post(url(session), {"grade": "inadequate", "reason": REASON})
        page = client.get(url(session))
        assert page.context["form"].initial == {"grade": "inadequate", "reason": REASON}
        assert "you graded it Inadequate" in client.get(session.session.get_absolute_url()).content.decode()

    def test_a_case_is_not_offered_to_its_auditor_and_the_address_refuses(self, session, client):
        client.force_login(session.manager)
        assert url(session, 2) not in client.get(session.session.get_absolute_url()).content.decode()
        assert client.get(url(session, 2)).status_code == 403
        assert client.post(url(session, 2), {"grade": "good", "reason": REASON}).status_code == 403

    def test_it_is_not_there_for_who_takes_no_part(self, session, client):
        client.force_login(session.qa)
        assert client.get(url(session)).status_code == 404

    def test_of_a_case_elsewhere_the_audit_itself_stays_out_of_reach(self, session, client):
        client.force_login(session.outsider)
        assert client.get(url(session)).status_code == 200
        assert client.get(session.near.get_absolute_url()).status_code == 404

    def test_once_the_session_is_closed_it_leads_to_the_spread(self, session, client):
        actions.close_calibration(by=session.qa, calibration=session.session)
        client.force_login(session.outsider)
        assert client.get(url(session)).url == session.session.get_absolute_url()


class TestSpread:
    def test_all_who_took_part_see_it_once_the_session_is_closed(self, session, client):
        grade(session, session.manager)
        grade(session, session.outsider, given="inadequate")
        grade(session, session.other_qa)
        actions.close_calibration(by=session.qa, calibration=session.session)
        for who in (session.manager, session.outsider, session.other_qa, session.qa):
            client.force_login(who)
            page = client.get(session.session.get_absolute_url())
            first, second = page.context["found"]
            assert (first.spread.counts, first.range, first.middle) == (
                (0, 2, 0, 1),
                "2 grades apart",
                "Good",
            )
            assert (first.near, first.final_grade) == ("2 of 3 (67%)", "Good")
            assert (second.spread.number, second.final_grade) == (0, "Inadequate")
            assert page.context["overall"].final == "2 of 3 (67%)"
            assert REASON in page.content.decode()

    def test_a_grade_that_is_held_back_stays_so(self, session, client):
        type(session.cycle).objects.update(blind=True)
        actions.close_calibration(by=session.qa, calibration=session.session)
        client.force_login(session.other_qa)
        found = client.get(session.session.get_absolute_url()).context["found"]
        assert [each.final_grade for each in found] == ["Held back", "Held back"]


class TestNewPage:
    def post(self, client, session, **changes):
        asked = {
            "title": "Autumn",
            "held_on_0": "20", "held_on_1": "10", "held_on_2": "2023",
            "audits": f"{session.near.case_ref.lower()}\n{session.own.case_ref} 2023-10",
            "people": [session.manager.pk, session.outsider.pk],
        }  # fmt: skip
        client.force_login(session.qa)
        return client.post(reverse("calibration_new"), {**asked, **changes})

    def test_it_sets_up_a_session_from_case_references(self, session, client):
        made = self.post(client, session)
        page = client.get(made.url)
        assert [case.audit for case in page.context["cases"]] == [session.near, session.own]
        assert [name for name, _ in page.context["graders"]] == ["Outi Outside", "Robin Testerton"]

    def test_a_case_without_a_completed_audit_is_named_and_nothing_typed_is_lost(self, session, client):
        typed = f"{session.audit.case_ref}\nCD999999 2023-10"
        page = self.post(client, session, audits=typed).content.decode()
        assert "There is no completed audit of CD999999 2023-10." in page
        assert f"There is no completed audit of {session.audit.case_ref}." in page
        assert typed in page


def test_the_home_page_says_how_many_cases_are_to_grade(session, client):
    client.force_login(session.manager)
    assert "Calibration: 1 case to grade" in client.get("/").content.decode()
    grade(session, session.manager)
    assert "to grade" not in client.get("/").content.decode()
    client.force_login(session.outsider)
    assert "Calibration: 2 cases to grade" in client.get("/").content.decode()


def test_the_list_shows_ones_own_sessions_and_all_to_those_who_set_them_up(session, client):
    for who, seen in (
        (session.outsider, True),
        (session.qa, True),
        (UserFactory(roles=["practice_manager"]), False),
    ):
        client.force_login(who)
        assert ("Neglect" in client.get(reverse("calibrations")).content.decode()) is seen


def test_a_case_that_one_person_graded_says_nothing_of_agreement(session, client):
    grade(session, session.outsider)
    actions.close_calibration(by=session.qa, calibration=session.session)
    client.force_login(session.outsider)
    page = client.get(session.session.get_absolute_url())
    assert page.context["found"][0].range == "–"
    assert page.context["overall"].alike == "None"
