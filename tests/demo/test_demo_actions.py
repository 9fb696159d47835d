"""The demo's actions hold together: after their audits, day after day, verified by somebody else."""

import datetime as dt
import re

from tests.demo import files

ACTIONS = "actions-agreed.csv"
STEPS = ("agreed_on", "update_on", "done_on", "verified_on", "rechecked_on")


def audits():
    return {row["case_ref"]: row for row in files.audits()}


def test_each_follows_an_audit_that_was_completed_before():
    known = audits()
    for row in files.rows(ACTIONS):
        assert "" < known[row["case_ref"]]["completed_on"] <= row["agreed_on"], row["what"]


def test_no_quarter_since_august_2023_is_without_one():
    quarters = {
        f"{row['agreed_on'][:4]}/{(int(row['agreed_on'][5:7]) - 1) // 3}" for row in files.rows(ACTIONS)
    }
    assert quarters == {"2023/2", "2023/3", "2024/0", "2024/1", "2024/2", "2024/3"}


def test_every_inadequate_audit_since_october_2023_has_one():
    followed = {row["case_ref"] for row in files.rows(ACTIONS)}
    inadequate = {
        row["case_ref"]
        for row in files.audits()
        if row["cycle"] >= "2023-10" and files.final(row) == "Inadequate"
    }
    assert len(inadequate) == 4
    assert inadequate <= followed


def test_days_follow_one_another_up_to_the_demos_day():
    for row in files.rows(ACTIONS):
        days = [row[step] for step in STEPS if row[step]]
        assert days == sorted(days), row["what"]
        assert days[-1] <= files.TODAY
        assert row["agreed_on"] < row["due_on"]
        assert bool(row["done_on"]) == bool(row["evidence"]) == bool(row["done_by"])


def test_who_verified_is_of_the_unit_and_did_not_do_it():
    for row in files.rows(ACTIONS):
        assert row["verified_by"] in {"", "qa", "qa2"}
        assert not row["verified_on"] or row["done_by"] != row["verified_by"]
        assert not row["rechecked_on"] or row["verified_on"], row["what"]


def test_some_are_to_do_some_overdue_some_done_late_and_some_verified():
    rows = files.rows(ACTIONS)
    to_do = [row for row in rows if not row["done_on"]]
    assert {row["due_on"] < files.TODAY for row in to_do} == {True, False}
    assert min(row["agreed_on"] for row in to_do) >= "2024-09-01", "what is older is history"
    assert any(row["done_on"] > row["due_on"] for row in rows)
    assert any(row["verified_on"] for row in rows)
    assert any(row["done_on"] and not row["verified_on"] for row in rows)


def test_no_name_stands_in_them():
    surnames = {row["name"].split()[-1].casefold() for row in files.rows("staff.csv")}
    for row in files.rows(ACTIONS):
        words = {word.casefold() for value in row.values() for word in re.findall(r"\w+", value)}
        assert not words & surnames, row["what"]
        assert all(dt.date.fromisoformat(row[step]) for step in STEPS if row[step])
