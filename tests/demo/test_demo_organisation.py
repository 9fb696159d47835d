"""The demo's teams, staff, cycles and audit tool; and no name where none belongs."""

import itertools
import re
from collections import Counter, defaultdict

import pytest

from tests.demo import files

AREAS = {"C&FF", "BIT", "SWF", "CWD", "PTC", "YPS", "ICAS", "Fostering", "Adoption"}
KINDS = {"yes_no_na", "scale", "text", "choice"}
TEXTS = ("moderation_reason", "good_practice", "improvement", "quotation", "oversight_note")
CAPITALS_THAT_ARE_NO_NAMES = {"I", "Good", "Focus", "British", "White", "March", "June", "July", "August"}


def sentences(row):
    for column in TEXTS:
        for line in (row.get(column) or "").splitlines():
            for part in re.split(r"(?<=[.?!:])\s+", line):
                yield column, part


def test_the_nine_service_areas_have_teams():
    assert {team["service_area"] for team in files.rows("teams.csv")} == AREAS


@pytest.mark.parametrize(
    ("name", "key"), [("teams.csv", ("team", "from")), ("staff.csv", ("staff_id", "from"))]
)
def test_no_key_comes_twice(name, key):
    keys = Counter(tuple(row[column] for column in key) for row in files.rows(name))
    assert max(keys.values()) == 1


def test_nobody_has_two_records_on_one_day():
    records = defaultdict(list)
    for row in files.rows("staff.csv"):
        records[row["staff_id"]].append((row["from"], row["to"] or "9999"))
    for staff_id, periods in records.items():
        periods.sort()
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(periods)), staff_id
        assert all(begins < ends for begins, ends in periods)


def test_staff_are_in_teams_that_exist_while_they_are_there():
    teams = files.rows("teams.csv")
    for row in files.rows("staff.csv"):
        team = next(t for t in teams if t["team"] == row["team"])
        assert (team["from"] or "") <= row["from"]
        assert not team["to"] or (row["to"] and row["to"] <= team["to"])


@pytest.mark.parametrize("day", ["2023-10-16", files.TODAY])
def test_every_team_has_a_practice_manager(day):
    managed = {s["team"] for s in files.rows("staff.csv") if s["role"] == "PM" and files.holds(s, day)}
    assert managed == {t["team"] for t in files.rows("teams.csv") if files.holds(t, day)}


def test_the_demonstration_managers_manage_the_teams_that_their_accounts_show():
    teams = {s["staff_id"]: s["team"] for s in files.rows("staff.csv") if files.holds(s, files.TODAY)}
    assert (teams["PM001"], teams["PM002"]) == ("SWF West 1", "BIT Central 1")


def test_a_manager_moved_team_and_another_left_in_2023():
    records = defaultdict(list)
    for row in files.rows("staff.csv"):
        if row["role"] == "PM":
            records[row["staff_id"]].append(row)
    assert any(len({r["team"] for r in each}) == 2 for each in records.values())
    assert any(each[-1]["to"].startswith("2023") for each in records.values())


def test_one_name_belongs_to_one_member_of_staff():
    names = {(row["staff_id"], row["name"]) for row in files.rows("staff.csv")}
    assert len(names) == len({staff_id for staff_id, _ in names}) == len({name for _, name in names})


@pytest.mark.parametrize("version", files.TOOLS)
def test_a_tool_has_25_to_45_questions_with_codes_of_their_own(version):
    tool = files.tool(version)
    found = [question for _, question in files.questions(tool)]
    codes = [question["code"] for question in found]
    assert tool["version"] == version
    assert 25 <= len(codes) == len(set(codes)) <= 45
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", code) for code in codes)
    assert {question["kind"] for question in found} <= KINDS
    assert all(question["choices"] for question in found if question["kind"] == "choice")


@pytest.mark.parametrize("version", files.TOOLS[1:])
def test_a_newer_tool_has_every_kind_of_question(version):
    assert {question["kind"] for _, question in files.questions(files.tool(version))} == KINDS


@pytest.mark.parametrize("version", files.TOOLS)
def test_focus_5_is_five_questions_for_case_holding_services(version):
    section = next(each for each in files.tool(version)["sections"] if each["code"] == "focus5")
    assert section["for"] == "case_holding"
    assert [question["code"] for question in section["questions"]] == [
        "chronology",
        "case_summary",
        "cultural_genogram",
        "supervision",
        "visit",
    ]


def test_a_section_of_a_theme_is_for_a_theme_that_a_cycle_on_that_version_has():
    for version in files.TOOLS:
        themes = {cycle["theme"] for cycle in files.rows("cycles.csv") if cycle["tool"] == version}
        for section in files.tool(version)["sections"]:
            if isinstance(section["for"], dict) and "theme" in section["for"]:
                assert section["for"]["theme"] in themes


def test_26_cycles_follow_one_another_each_with_its_theme_and_the_last_is_open():
    cycles = files.rows("cycles.csv")
    months = [f"{2022 + m // 12}-{m % 12 + 1:02d}" for m in range(9, 35)]
    assert [cycle["cycle"] for cycle in cycles] == months
    assert [cycle["state"] for cycle in cycles] == ["closed"] * 25 + ["open"]
    assert all(cycle["due_on"].startswith(cycle["cycle"]) for cycle in cycles)
    assert all(cycle["theme"] and cycle["tool"] <= cycle["cycle"] for cycle in cycles)


def test_no_member_of_staff_is_named_in_an_audit():
    surnames = {row["name"].split()[-1].casefold() for row in files.rows("staff.csv")}
    for row in files.audits():
        words = {word.casefold() for value in row.values() for word in re.findall(r"\w+", value)}
        assert not words & surnames, row["case_ref"]


def test_no_text_has_a_capital_inside_a_sentence_that_could_be_a_name():
    for row in files.audits():
        for column, sentence in sentences(row):
            inner = re.findall(r"(?<=[\w,;)] )[A-Z]\w*", sentence)
            assert set(inner) <= CAPITALS_THAT_ARE_NO_NAMES, (row["case_ref"], column, sentence)


def test_no_sentence_comes_twice_in_a_month():
    seen = Counter()
    for row in files.audits():
        for column in ("good_practice", "improvement", "quotation", "moderation_reason"):
            seen.update((row["cycle"], line) for line in row[column].splitlines())
    assert [line for line, count in seen.items() if count > 1] == []
