"""The policies of the audit month. Each test repeats its rule's sentence."""

import datetime as dt
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits import rules
from audits.rules import Field

TODAY = dt.date(2023, 10, 16)
GRADE = Field(
    "grade", "How do you grade the work?", "grade", True, options=tuple((g, g) for g in rules.GRADES)
)
RATIONALE = Field("rationale", "Rationale", "long_text", True)
DISCUSSION = Field("discussion", "Did you talk?", "yes_no", True, options=rules.YES_NO)
WITH = Field("discussion_with", "Who with?", "text", True, only_if="discussion")
ON = Field("discussion_on", "When?", "date", True, only_if="discussion")
POINT = {"good_practice": "Timely visits"}


def says(rule, sentence):
    """The rule's docstring holds the sentence."""
    return sentence in " ".join(inspect.getdoc(rule).split())


class TestTheRationale:
    SENTENCE = "the grade has a rationale of 30 characters or more"

    @given(st.integers(0, 60))
    def test_it_has_30_characters_or_more(self, length):
        assert says(rules.problems, self.SENTENCE)
        found = rules.problems([RATIONALE], {"rationale": "x" * length, **POINT}, TODAY)
        assert ("rationale" in found) == (length < 30)

    def test_spaces_around_it_do_not_count(self):
        found = rules.problems([RATIONALE], {"rationale": "  " + "x" * 29 + "\n\n", **POINT}, TODAY)
        assert found == {"rationale": "Rationale must be 30 characters or more; it has 29"}


class TestWhatIsAsked:
    def test_every_required_question_is_answered(self):
        assert says(rules.problems, "Every required question is answered")
        assert rules.problems([GRADE], POINT, TODAY) == {
            "grade": "Select an answer to ‘How do you grade the work?’"
        }
        assert rules.problems([Field("note", "Note", "text")], POINT, TODAY) == {}

    def test_a_discussion_that_took_place_says_with_whom_and_when(self):
        assert says(rules.problems, "a discussion or feedback that took place says with whom and when or how")
        fields = [DISCUSSION, WITH, ON]
        assert set(rules.problems(fields, {"discussion": "yes", **POINT}, TODAY)) == {
            "discussion_with",
            "discussion_on",
        }
        assert rules.problems(fields, {"discussion": "no", **POINT}, TODAY) == {}

    @pytest.mark.parametrize(
        ("day", "problem"),
        [
            ("16/10/2023", None),
            ("17/10/2023", "‘When?’ must be today or in the past"),
            ("31/9/2023", "‘When?’ must be a real date, such as 16/10/2023"),
        ],
    )
    def test_a_discussion_is_not_in_the_future(self, day, problem):
        values = {"discussion": "yes", "discussion_with": "Mother", "discussion_on": day, **POINT}
        assert rules.problems([DISCUSSION, WITH, ON], values, TODAY).get("discussion_on") == problem

    def test_an_answer_is_one_of_the_choices(self):
        found = rules.problems([DISCUSSION], {"discussion": "perhaps", **POINT}, TODAY)
        assert found == {"discussion": "‘Did you talk?’ must be one of Yes, No"}

    @pytest.mark.parametrize("named", ["good_practice", "improvement"])
    def test_at_least_one_point_of_good_practice_or_one_area_for_improvement_is_named(self, named):
        sentence = "at least one point of good practice or one area for improvement is named"
        assert says(rules.problems, sentence)
        assert "good_practice" in rules.problems([], {}, TODAY)
        assert "good_practice" in rules.problems([], {named: " \n • \n"}, TODAY)
        assert rules.problems([], {named: "Timely visits"}, TODAY) == {}


class TestGrades:
    @pytest.mark.parametrize("moderated", rules.GRADES)
    @pytest.mark.parametrize("grade", rules.GRADES)
    def test_the_final_grade_is_the_moderated_one_where_there_is_one(self, grade, moderated):
        assert says(rules.final_grade, "The final grade is the moderated one where there is one")
        assert rules.final_grade(grade, moderated) == moderated
        assert rules.final_grade(grade, "") == grade

    def test_moderation_agrees_raises_or_lowers_the_auditors_grade(self):
        assert says(rules.moderation_effect, "agreed, raised or lowered the auditor's grade")
        effects = [[rules.moderation_effect(one, other) for other in rules.GRADES] for one in rules.GRADES]
        up, same, down = "raised", "agreed", "lowered"
        assert effects == [
            [same, down, down, down],
            [up, same, down, down],
            [up, up, same, down],
            [up, up, up, same],
        ]

    def test_nobody_moderates_their_own_audit(self):
        assert says(rules.may_moderate, "Nobody moderates their own audit")
        assert not rules.may_moderate(7, 7)
        assert rules.may_moderate(7, 8)
        assert rules.may_moderate(7, None), "a moderator need not be staff"


class TestSections:
    @pytest.mark.parametrize(
        ("audience", "fact"),
        [
            ("case_holding", "case_holding"),
            ("service_areas", "in_service_areas"),
            ("theme", "theme_matches"),
        ],
    )
    def test_some_are_for_all_some_for_a_service_area_some_for_the_months_theme(self, audience, fact):
        assert says(
            rules.applies, "Some sections are for all, some for a service area, some for the month's theme"
        )
        facts = dict.fromkeys(["case_holding", "in_service_areas", "theme_matches"], False)
        assert rules.applies("all", **facts)
        assert not rules.applies(audience, **facts)
        assert rules.applies(audience, **{**facts, fact: True})

    def test_themes_match_whatever_their_case_and_spaces(self):
        assert says(rules.same_theme, "Themes match whatever their case and spaces")
        assert rules.same_theme(" child  sexual\tABUSE ", "Child sexual abuse")
        assert not rules.same_theme("Reunification", "Reunifications")
        assert not rules.same_theme("", "  "), "no theme is no match"


class TestPoints:
    def test_points_are_written_one_a_line(self):
        assert says(rules.points, "written one point a line")
        text = "• Timely visits\r\n\n - The child's words are on file\n–\n\t– Plan of 1-2 pages  "
        assert rules.points(text) == ["Timely visits", "The child's words are on file", "Plan of 1-2 pages"]

    @given(st.lists(st.text("abc -•", min_size=1).filter(lambda text: text.strip("•-– ")), max_size=5))
    def test_no_point_is_lost_and_none_is_empty(self, lines):
        found = rules.points("\n".join(lines))
        assert len(found) == len(lines)
        assert all(found)


class TestDaysAsPeopleWriteThem:
    @given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.sampled_from("/.- "))
    def test_day_month_and_year_in_figures(self, day, between):
        assert says(rules.day_written, "A day as people write it")
        assert rules.day_written(between.join([str(day.day), str(day.month), str(day.year)])) == day
        assert rules.day_written(f" {day:%d/%m/%Y} ") == day
        assert rules.day_written(day.isoformat()) == day

    @pytest.mark.parametrize(
        "text", ["", "31/9/2023", "10/16/2023", "16 October", "16/10/23", "2023-02-29", "0/0/0000"]
    )
    def test_what_is_no_day_is_none(self, text):
        assert rules.day_written(text) is None
