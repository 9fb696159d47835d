"""The demo's files as rows of text, read without Django."""

import csv
import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DEMO = Path(__file__).resolve().parents[2] / "demo"
TODAY = "2024-11-14"
"""The day that the demo takes it to be."""
AUDITS = (
    "audits-history.csv",
    "audits-2023-09.csv",
    "audits-2023-10.csv",
    "audits-2023-11-to-2024-10.csv",
    "audits-2024-11.csv",
)
TOOLS = ("2022-10", "2023-09", "2024-04")
FIXED = {
    *("cycle", "case_ref", "service_area", "team", "auditor", "completed_on", "grade", "moderated_grade"),
    *("moderation_reason", "discussion", "family_feedback", "good_practice", "improvement", "quotation"),
}
Row = dict[str, str]


@functools.cache
def rows(name: str) -> list[Row]:
    """A file's rows; a row with too many or too few cells is an error."""
    with (DEMO / name).open(newline="", encoding="utf-8") as file:
        read = list(csv.DictReader(file, restkey="too many", restval=None))
    broken = [row for row in read if "too many" in row or None in row.values()]
    assert not broken, f"{name} has rows of the wrong length: {broken[:1]}"
    return read


def audits() -> list[Row]:
    """Every audit of every file."""
    return [row for name in AUDITS for row in rows(name)]


def of_month(month: str) -> list[Row]:
    """The audits of one cycle."""
    return [row for row in audits() if row["cycle"] == month]


def completed(month: str) -> list[Row]:
    """Those of the cycle that were completed."""
    return [row for row in of_month(month) if row["completed_on"]]


def final(row: Row) -> str:
    """The grade in force: the moderated one where there is one."""
    return row["moderated_grade"] or row["grade"]


@functools.cache
def tool(version: str) -> dict[str, Any]:
    """A version of the audit tool."""
    return json.loads((DEMO / f"tool-{version}.json").read_text(encoding="utf-8"))


def questions(version: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each question with its section."""
    for section in version["sections"]:
        for question in section["questions"]:
            yield section, question


def asked_of(row: Row) -> dict[str, dict[str, Any]]:
    """The questions that an audit is asked, by code: by its service area and its cycle's theme and tool."""
    cycle = next(each for each in rows("cycles.csv") if each["cycle"] == row["cycle"])
    holding = any(
        t["case_holding"] == "yes" and t["service_area"] == row["service_area"] for t in rows("teams.csv")
    )
    found = {}
    for section, question in questions(tool(cycle["tool"])):
        audience = section["for"]
        named = audience if isinstance(audience, dict) else {}
        if (
            audience == "all"
            or (audience == "case_holding" and holding)
            or row["service_area"] in named.get("service_areas", [])
            or named.get("theme") == cycle["theme"]
        ):
            found[question["code"]] = question
    return found


def holds(row: Row, day: str) -> bool:
    """Whether a dated row holds the day: from <= day < to."""
    return (not row["from"] or row["from"] <= day) and (not row["to"] or day < row["to"])
