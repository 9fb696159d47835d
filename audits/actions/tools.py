"""Versions of the audit tool: added from a file; never changed once an audit uses one."""

from dataclasses import dataclass

from audits.models import Question, Section, ToolVersion
from audits.tools.files import ForAreas, ForTheme, SectionFile, ToolFile
from core.errors import Refused
from core.history import Actor, action, record
from organisation.models import ServiceArea


@dataclass(frozen=True)
class Taken:
    """The version, and what became of it: added, replaced or unchanged."""

    version: ToolVersion
    outcome: str


@action
def take_tool(*, by: Actor, tool: ToolFile) -> Taken:
    """Add a version, or replace one that no audit uses. The same file twice changes nothing.

    Refused when an audit uses the version and the file says something else.
    """
    known = ToolVersion.objects.select_for_update().filter(code=tool.version).first()
    if known and known.digest == tool.digest:
        return Taken(known, "unchanged")
    if known and known.in_use():
        raise Refused(
            f"Version {known} is used by audits, so it never changes. Give the file a version of its own."
        )
    before = {"digest": known.digest} if known else None
    version, _ = ToolVersion.objects.update_or_create(
        code=tool.version, defaults={"title": tool.title, "digest": tool.digest}
    )
    version.questions.all().delete()
    version.sections.all().delete()
    _write(version, tool)
    verb = "replaced" if known else "added"
    record(verb, version, by=by, before=before, after={"digest": tool.digest, "questions": _count(tool)})
    return Taken(version, verb)


def _count(tool: ToolFile) -> int:
    return sum(len(section.questions) for section in tool.sections)


def _write(version: ToolVersion, tool: ToolFile) -> None:
    sections = [_section(version, each, position) for position, each in enumerate(tool.sections, start=1)]
    Section.objects.bulk_create(sections)
    areas = {area.name: area for area in ServiceArea.objects.filter(name__in=tool.area_names())}
    links = Section.service_areas.through
    links.objects.bulk_create(
        links(section=section, servicearea=areas[name])
        for section, said in zip(sections, tool.sections, strict=True)
        if isinstance(said.audience, ForAreas)
        for name in said.audience.service_areas
    )
    Question.objects.bulk_create(
        Question(version=version, section=section, position=position, **question.model_dump())
        for section, said in zip(sections, tool.sections, strict=True)
        for position, question in enumerate(said.questions, start=1)
    )


def _section(version: ToolVersion, said: SectionFile, position: int) -> Section:
    return Section(
        version=version,
        code=said.code,
        title=said.title,
        guidance=said.guidance,
        audience=_audience(said),
        theme=said.audience.theme if isinstance(said.audience, ForTheme) else "",
        position=position,
    )


def _audience(said: SectionFile) -> str:
    if isinstance(said.audience, ForAreas):
        return "service_areas"
    return "theme" if isinstance(said.audience, ForTheme) else said.audience
