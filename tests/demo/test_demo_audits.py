"""The demo's audits hold together: grades, days, answers to questions, auditors to teams."""

import calendar
import re
from collections import Counter

from tests.demo import files

GRADES = {"Outstanding", "Good", "Requires improvement", "Inadequate"}
CASE_HOLDING = {"C&FF", "BIT", "SWF", "CWD", "PTC", "YPS"}


def last_day(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{month}-{calendar.monthrange(year, number)[1]}"


def test_only_what_is_completed_has_a_grade_and_answers_and_all_of_it_does():
    not_filled_in = {"cycle", "case_ref", "service_area", "team", "auditor"}
    for row in files.audits():
        filled = {column for column, value in row.items() if value} - not_filled_in
        if not row["completed_on"]:
            assert not filled, row["case_ref"]
            continue
        assert row["grade"] in GRADES, row["case_ref"]
        assert row["completed_on"][:7] == row["cycle"]
        assert {row["discussion"], row["family_feedback"]} <= {"yes", "no"}
        assert bool(row["moderated_grade"]) == bool(row["moderation_reason"])
        assert row["good_practice"], row["case_ref"]
        assert not row["quotation"] or row["family_feedback"] == "yes"


def test_each_audit_answers_every_required_question_that_it_is_asked_and_no_other():
    for row in files.audits():
        asked = files.asked_of(row)
        answered = {code for code, value in row.items() if value and code not in files.FIXED}
        assert answered <= asked.keys(), row["case_ref"]
        if row["completed_on"]:
            required = {code for code, question in asked.items() if question["required"]}
            assert required <= answered, row["case_ref"]


def test_answers_are_of_their_questions_kind():
    for row in files.audits():
        for code, question in files.asked_of(row).items():
            accepted = {
                "yes_no_na": {"yes", "no", "na"},
                "scale": set("12345"),
                "choice": set(question.get("choices", [])),
                "text": {row.get(code, "")},
            }[question["kind"]]
            assert row.get(code, "") in accepted | {""}, (row["case_ref"], code)


def test_focus_5_is_answered_for_case_holding_services_alone():
    for row in files.audits():
        if row["completed_on"]:
            assert bool(row["supervision"]) == (row["service_area"] in CASE_HOLDING), row["case_ref"]


def test_no_case_is_audited_twice():
    references = Counter(row["case_ref"] for row in files.audits())
    assert [reference for reference, count in references.items() if count > 1] == []
    assert all(re.fullmatch(r"CD\d{6}", reference) for reference in references)


def test_teams_and_auditors_are_known_and_there_on_the_months_last_day():
    teams, staff = files.rows("teams.csv"), files.rows("staff.csv")
    for row in files.audits():
        day = last_day(row["cycle"])
        assert [t["service_area"] for t in teams if t["team"] == row["team"] and files.holds(t, day)] == [
            row["service_area"]
        ]
        assert [s["role"] for s in staff if s["staff_id"] == row["auditor"] and files.holds(s, day)] == ["PM"]


def test_nobody_audits_a_child_of_a_team_that_they_were_ever_in():
    own = {(s["staff_id"], s["team"]) for s in files.rows("staff.csv")}
    assert [row["case_ref"] for row in files.audits() if (row["auditor"], row["team"]) in own] == []
