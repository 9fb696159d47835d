"""An audit's pages of questions: the sections of its version of the tool that apply to it."""

from audits import rules
from audits.fields import AFTER_THE_QUESTIONS, Page
from audits.models import Audit, Question, Section, ToolVersion
from core import months
from organisation.models import TeamRecord

KINDS = {
    Question.Kind.YES_NO_NA: "yes_no_na",
    Question.Kind.SCALE: "scale",
    Question.Kind.TEXT: "long_text",
    Question.Kind.CHOICE: "choice",
}


def pages_of(audit: Audit) -> list[Page]:
    """The pages of the audit's form, in order: its questions, then what every audit is asked."""
    return pages_for(audit.tool, audit.service_area_id, holding=holds_cases(audit), theme=audit.cycle.theme)


def pages_for(tool: ToolVersion, service_area: int, *, holding: bool, theme: str) -> list[Page]:
    """The pages of a form on this version: for a service area, whether cases are held, the month's theme."""
    asked, _ = sections_for(tool, service_area, holding=holding, theme=theme)
    return [*(_page(section) for section in asked), *AFTER_THE_QUESTIONS]


def sections_for(
    tool: ToolVersion, service_area: int, *, holding: bool, theme: str
) -> tuple[list[Section], list[Section]]:
    """The version's sections that are asked there, and those that are not."""
    asked: list[Section] = []
    others: list[Section] = []
    for section in tool.sections.prefetch_related("questions", "service_areas"):
        applies = _applies(section, service_area, holding, theme)
        (asked if applies else others).append(section)
    return asked, others


def holds_cases(audit: Audit) -> bool:
    """Whether the audit's team (without one: a team of its service area) holds cases at the month's end."""
    day = months.last_day(audit.cycle.month)
    records = TeamRecord.objects.on(day).filter(case_holding=True)
    if audit.team_id:
        return bool(records.filter(team=audit.team_id).exists())
    return bool(records.filter(service_area=audit.service_area_id).exists())


def _applies(section: Section, service_area: int, holding: bool, theme: str) -> bool:
    return rules.applies(
        section.audience,
        case_holding=holding,
        in_service_areas=service_area in {area.pk for area in section.service_areas.all()},
        theme_matches=rules.same_theme(section.theme, theme),
    )


def _page(section: Section) -> Page:
    return Page(
        section.code, section.title, section.guidance, tuple(_field(each) for each in section.questions.all())
    )


def _field(question: Question) -> rules.Field:
    return rules.Field(
        code=question.code,
        label=question.text,
        kind=KINDS[Question.Kind(question.kind)],
        required=question.required,
        hint=question.guidance,
        options=_options(question),
    )


def _options(question: Question) -> tuple[tuple[str, str], ...]:
    if question.kind == Question.Kind.YES_NO_NA:
        return rules.YES_NO_NA
    if question.kind == Question.Kind.SCALE:
        ends = {1: question.low, 5: question.high}
        return tuple((str(n), f"{n}: {ends[n]}" if ends.get(n) else str(n)) for n in range(1, 6))
    return tuple((choice, choice) for choice in question.choices)


def answers_of(audit: Audit) -> list[tuple[str, list[tuple[str, str]]]]:
    """A submitted audit's answers: each section's title with its questions and the answers in words."""
    given = audit.answers.select_related("question__section").order_by(
        "question__section__position", "question__position"
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for answer in given:
        words = dict(_options(answer.question)).get(answer.value, answer.value)
        found.setdefault(answer.question.section.title, []).append((answer.question.text, words))
    return list(found.items())
