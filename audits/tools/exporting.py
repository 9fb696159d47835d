"""A version of the audit tool as the file that `import_tool` reads: what is taken out goes back in."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from audits.models import Question, Section, ToolVersion
from audits.tools.files import ToolFile


def said(version: ToolVersion) -> dict[str, Any]:
    """What a file of this version says. Three queries."""
    areas = _areas(version)
    return {
        "version": version.code,
        "title": version.title,
        "sections": [_section(each, areas) for each in version.sections.prefetch_related("questions")],
    }


def _areas(version: ToolVersion) -> Mapping[int, Sequence[str]]:
    """The service areas of each section, in the order of the file that they came from."""
    links = Section.service_areas.through.objects.filter(section__version=version).order_by("pk")
    found: dict[int, list[str]] = {}
    for section, name in links.values_list("section_id", "servicearea__name"):
        found.setdefault(section, []).append(name)
    return found


def file_of(version: ToolVersion) -> ToolFile:
    """The version as a file, read."""
    return ToolFile.model_validate(said(version))


def content_of(version: ToolVersion) -> bytes:
    """The file itself, for people to read and change."""
    return json.dumps(said(version), indent=2, ensure_ascii=False).encode() + b"\n"


def _section(section: Section, areas: Mapping[int, Sequence[str]]) -> dict[str, Any]:
    return {
        "code": section.code,
        "title": section.title,
        "guidance": section.guidance,
        "for": _audience(section, areas),
        "questions": [_question(each) for each in section.questions.all()],
    }


def _audience(section: Section, areas: Mapping[int, Sequence[str]]) -> Any:
    if section.audience == Section.Audience.SERVICE_AREAS:
        return {"service_areas": list(areas.get(section.pk, ()))}
    if section.audience == Section.Audience.THEME:
        return {"theme": section.theme}
    return section.audience


def _question(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "text": question.text,
        "kind": question.kind,
        "required": question.required,
        "guidance": question.guidance,
        "choices": question.choices,
        "low": question.low,
        "high": question.high,
    }
