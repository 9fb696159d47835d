"""The demo's actions hold together: after their audits, day after day, verified by somebody else."""

import datetime as dt
import re

from tests.demo import files

ACTIONS = "actions-agreed.csv"
TODAY = "2023-10-16"
STEPS = ("agreed_on", "update_on", "done_on", "verified_on")


def audits():
    return {row["case_ref"]: row for row in files.audits()}


def test_they_follow_audits_of_august_to_october_that_were_completed_before():
    for row in files.rows(ACTIONS):
        audit = audits()[row["case_ref"]]
        assert audit["cycle"] in {"2023-08", "2023-09", "2023-10"}
        assert "" < audit["completed_on"] <= row["agreed_on"], row["what"]


def test_days_follow_one_another_up_to_the_demos_day():
    for row in files.rows(ACTIONS):
        days = [row[step] for step in STEPS if row[step]]
        assert days == sorted(days), row["what"]
        assert days[-1] <= TODAY
        assert row["agreed_on"] < row["due_on"]
        assert bool(row["done_on"]) == bool(row["evidence"]) == bool(row["done_by"])


def test_who_verified_is_of_the_unit_and_did_not_do_it():
    for row in files.rows(ACTIONS):
        assert row["verified_by"] in {"", "qa", "qa2"}
        assert not row["verified_on"] or row["done_by"] != row["verified_by"]


def test_some_are_to_do_some_overdue_some_done_late_and_some_verified():
    rows = files.rows(ACTIONS)
    to_do = [row for row in rows if not row["done_on"]]
    assert {row["due_on"] < TODAY for row in to_do} == {True, False}
    assert any(row["done_on"] > row["due_on"] for row in rows)
    assert any(row["verified_on"] for row in rows)
    assert any(row["done_on"] and not row["verified_on"] for row in rows)


def test_no_name_stands_in_them():
    surnames = {row["name"].split()[-1].casefold() for row in files.rows("staff.csv")}
    for row in files.rows(ACTIONS):
        words = {word.casefold() for value in row.values() for word in re.findall(r"\w+", value)}
        assert not words & surnames, row["what"]
        assert all(dt.date.fromisoformat(row[step]) for step in STEPS if row[step])
