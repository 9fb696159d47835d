"""A new version of the audit tool made from another by adding a theme: what was typed becomes a file.

It is checked by the rules of a file (`audits.tools.files`); each problem is said beside its field.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audits import rules
from audits.models import Question, ToolVersion
from audits.rules.naming_tools import proposed_code, proposed_version, question_code, same_words
from audits.tools import exporting as toolexport
from audits.tools.checking import read_tool, taken_columns
from audits.tools.files import RESERVED, ToolFile
from core import clock, months

MOST = 10
AT_QUESTION = re.compile(r"sections → (\d+) → questions → (\d+)(?: → (\w+)(?: → \d+)?)?: (.*)", re.DOTALL)
AT_SECTION = re.compile(r"sections → (\d+) → (\w+)(?: → \w+)*: (.*)", re.DOTALL)
AT_TOP = re.compile(r"(version|title): (.*)", re.DOTALL)


@dataclass(frozen=True)
class Typed:
    """A theme as it was typed: the new version's name and title, the theme, the questions with a text."""

    version: str
    title: str
    theme: str
    section_code: str
    guidance: str
    questions: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Checked:
    """The version, or None and every problem: the field's name ("" if it is about none), and words."""

    tool: ToolFile | None
    problems: list[tuple[str, str]]


def proposed_name(base: ToolVersion) -> str:
    """A free name for a version made from this one today."""
    taken = set(ToolVersion.objects.values_list("code", flat=True))
    return proposed_version(base.code, months.key(clock.today()), taken)


def check(base: ToolVersion, typed: Typed) -> Checked:
    """The base with the theme's section behind its last, checked like a file of it."""
    said = toolexport.said(base)
    if any(_is_theme(section, typed.theme) for section in said["sections"]):
        words = f"Version {base} asks about this theme already. Choose another version or another theme."
        return Checked(None, [("theme", words)])
    place = len(said["sections"]) + 1
    said |= {"version": typed.version, "title": typed.title}
    said["sections"].append(_section(typed, said))
    tool, problems = read_tool(json.dumps(said).encode())
    names = [each["name"] for each in typed.questions]
    found = [_placed(problem, place, names) for problem in problems]
    if ToolVersion.objects.filter(code__iexact=typed.version).exists():
        found.append(("version", f"There is a version {typed.version} already. Choose another name."))
    return Checked(None if found else tool, found)


def _is_theme(section: Mapping[str, Any], theme: str) -> bool:
    audience = section["for"]
    return isinstance(audience, dict) and rules.same_theme(audience.get("theme", ""), theme)


def _section(typed: Typed, said: Mapping[str, Any]) -> dict[str, Any]:
    sections = {each["code"] for each in said["sections"]}
    return {
        "code": typed.section_code or proposed_code(typed.theme, {*sections, *RESERVED}, "theme"),
        "title": typed.theme,
        "guidance": typed.guidance,
        "for": {"theme": typed.theme},
        "questions": _questions(typed, said),
    }


def _questions(typed: Typed, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The questions, each with the code it had before or a new one."""
    there = list(Question.objects.order_by("pk").values_list("text", "kind", "code"))
    known = {(same_words(text), kind): code for text, kind, code in there}
    taken = {*(code for _, _, code in there), *RESERVED, *taken_columns()}
    used = [question["code"] for section in said["sections"] for question in section["questions"]]
    used += [each["code"] for each in typed.questions if each["code"]]
    asked = []
    for each in typed.questions:
        code = each["code"] or question_code(each["text"], each["kind"], known, taken, used)
        used.append(code)
        asked.append({**{key: value for key, value in each.items() if key != "name"}, "code": code})
    return asked


def _placed(problem: str, place: int, names: Sequence[str]) -> tuple[str, str]:
    """A problem of the file, beside the field that it is about."""
    if at := AT_QUESTION.fullmatch(problem):
        section, question, key, words = at.groups()
        if int(section) == place and int(question) <= len(names):
            return f"{names[int(question) - 1]}_{key or 'choices'}", _sentence(words)
    if (at := AT_SECTION.fullmatch(problem)) and int(at[1]) == place:
        field = {"code": "section_code", "guidance": "guidance"}.get(at[2], "theme")
        return field, _sentence(at[3])
    if at := AT_TOP.fullmatch(problem):
        return at[1], _sentence(at[2])
    return "", problem


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
