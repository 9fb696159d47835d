"""A version of the audit tool as a JSON file: read, checked whole, every problem named. Pure.

Its shape: {"version", "title", "sections": [{"code", "title", "guidance"?, "for", "questions": [{"code",
"text", "kind", "required"?, "guidance"?, "choices"? (for choice), "low"?, "high"? (for scale)}]}]}, where
"for" is "all", "case_holding", {"service_areas": ["Fostering"]} or {"theme": "Reunifications"}.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from audits.rules import agreeing
from audits.tools.words import in_words
from core.importing.headings import fold

LARGEST = 1_000_000
UNKEPT = re.compile(r"[\ud800-\udfff]|(?<!\\)(?:\\\\)*\\u0000")
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
RESERVED = {
    "discussion",
    "discussion_with",
    "discussion_on",
    "discussion_said",
    "discussion_quotable",
    "feedback",
    "feedback_from",
    "feedback_how",
    "feedback_words",
    "feedback_quotable",
    "good_practice",
    "findings",
    "improvement",
    "grade",
    "rationale",
    "actions",
    *(field.code for field in agreeing.fields()),
    "go",
    "all",
}
"""Codes of the fields and pages that every audit has, and words the form's addresses use."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class QuestionFile(Strict):
    """One question."""

    code: Code
    text: Words
    kind: Literal["yes_no_na", "scale", "text", "choice"]
    required: bool = True
    guidance: str = ""
    choices: list[Words] = Field(default_factory=list)
    low: str = Field(default="", max_length=80)
    high: str = Field(default="", max_length=80)

    @model_validator(mode="after")
    def choices_are_for_choice(self) -> "QuestionFile":
        """Only a choice has choices, and it has at least two, each once."""
        if self.kind == "choice" and len(set(self.choices)) < 2:
            raise ValueError("a question of the kind choice needs two or more different choices")
        if self.kind != "choice" and self.choices:
            raise ValueError("only a question of the kind choice has choices")
        return self


class ForAreas(Strict):
    service_areas: Annotated[list[Title], Field(min_length=1)]


class ForTheme(Strict):
    theme: Title


class SectionFile(Strict):
    """Some questions, and for whom."""

    code: Code
    title: Title
    guidance: str = ""
    audience: Literal["all", "case_holding"] | ForAreas | ForTheme = Field(alias="for")
    questions: Annotated[list[QuestionFile], Field(min_length=1)]


class ToolFile(Strict):
    """A whole version."""

    version: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
    title: Title
    sections: Annotated[list[SectionFile], Field(min_length=1)]

    @property
    def digest(self) -> str:
        """Equal for files that say the same, whatever their spaces and order of keys."""
        said = self.model_dump(mode="json", by_alias=True)
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def area_names(self) -> set[str]:
        """The service areas that sections are for."""
        named = (each.audience for each in self.sections)
        return {
            name for audience in named if isinstance(audience, ForAreas) for name in audience.service_areas
        }


def read(
    content: bytes, known_areas: set[str], columns: Mapping[str, str] | None = None
) -> tuple[ToolFile | None, list[str]]:
    """The version in the file, or None and every problem: where, what, what would be accepted.

    `columns` are those of a file of audits besides its questions: the heading, folded, and the question
    that it is for ("" if it is for none). A question's code must not head another column.
    """
    said, problem = _json(content)
    if problem:
        return None, [problem]
    try:
        tool = ToolFile.model_validate(said)
    except ValidationError as error:
        return None, in_words(error.errors(include_url=False, include_input=False), KEYS)
    problems = [*_code_problems(tool, columns or {}), *_area_problems(tool, known_areas)]
    return (None if problems else tool), problems


def _json(content: bytes) -> tuple[Any, str]:
    """What the file says, and what keeps it from being read: "" if nothing does."""
    if len(content) > LARGEST:
        return None, f"The file has {len(content):,} bytes; up to {LARGEST:,} are read."
    try:
        said: Any = json.loads(content.decode("utf-8-sig"))
        if UNKEPT.search(json.dumps(said, ensure_ascii=False)):
            return (
                None,
                "The file has a mark that cannot be kept: U+0000 or one of U+D800 to U+DFFF.",
            )
    except UnicodeDecodeError:
        return None, "The file is not text in UTF-8."
    except json.JSONDecodeError as error:
        return None, f"Line {error.lineno}, column {error.colno}: this is not JSON ({error.msg})."
    except ValueError:
        return None, "The file holds a number that is too long."
    except RecursionError:
        return None, "The file is nested too deep to be a version of the audit tool."
    return said, ""


def _keys(model: type[Strict]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


KEYS = {1: _keys(ToolFile), 3: _keys(SectionFile), 5: _keys(QuestionFile)}


def _code_problems(tool: ToolFile, columns: Mapping[str, str]) -> Iterator[str]:
    questions = [question.code for section in tool.sections for question in section.questions]
    for what, codes in (("section", [section.code for section in tool.sections]), ("question", questions)):
        for code, count in Counter(codes).items():
            if count > 1:
                yield f"The {what} code '{code}' is used {count} times; a code is used once in a version."
            if code in RESERVED:
                yield f"The {what} code '{code}' is taken by a field that every audit has; choose another."
    folded: dict[str, str] = {}
    for code in dict.fromkeys(questions):
        if code not in RESERVED and columns.get(fold(code), code) != code:
            yield f"The question code '{code}' is taken by a column of files of audits; choose another."
        if folded.setdefault(fold(code), code) != code:
            yield f"The question codes '{folded[fold(code)]}' and '{code}' differ only by _; choose another."


def _area_problems(tool: ToolFile, known_areas: set[str]) -> Iterator[str]:
    for name in sorted(tool.area_names() - known_areas):
        known = ", ".join(sorted(known_areas)) or "none yet: import teams first"
        yield f"The service area '{name}' is not known. Known are: {known}."
