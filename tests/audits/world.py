"""A small month: a tool with a question of each kind, an open cycle, a manager and two of the QA unit."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from audits.actions.submitting import Draft
from audits.models import Audit, Cycle, Question, Section
from organisation.models import User
from tests.factories import (
    AuditFactory,
    CycleFactory,
    QuestionFactory,
    SectionFactory,
    ServiceAreaFactory,
    StaffFactory,
    TeamFactory,
    ToolVersionFactory,
    UserFactory,
)

RATIONALE = "The plan is clear, timely and the child is heard throughout."
COMPLETE = {
    "chronology": "yes",
    "visit": "no",
    "child_seen": "yes",
    "depth": "4",
    "note": "The file reads well.",
    "plan_kind": "CIN plan",
    "theme_question": "na",
    "discussion": "yes",
    "discussion_with": "The allocated social worker",
    "discussion_on": "12/10/2023",
    "discussion_said": "We agreed what comes next.",
    "discussion_quotable": "no",
    "feedback": "yes",
    "feedback_from": "Mother",
    "feedback_how": "By phone",
    "feedback_words": "They listened to us.",
    "feedback_quotable": "yes",
    "good_practice": "Timely visits\nThe child's words are on file",
    "improvement": "Genogram to be updated",
    "grade": "requires_improvement",
    "rationale": RATIONALE,
}


@dataclass
class World:
    """What a test needs by name."""

    cycle: Cycle
    audit: Audit
    manager: User
    qa: User
    other_qa: User


def make_world() -> World:
    """One open cycle with one audit to do, in a case-holding team."""
    tool = ToolVersionFactory(code="2023-10")
    focus = SectionFactory(
        version=tool, code="focus5", title="Focus 5", audience=Section.Audience.CASE_HOLDING
    )
    for code in ("chronology", "visit"):
        QuestionFactory(section=focus, code=code, text=code.capitalize())
    child = SectionFactory(version=tool, code="child", title="The child")
    QuestionFactory(section=child, code="child_seen", text="Was the child seen?")
    QuestionFactory(
        section=child, code="depth", text="How deep?", kind=Question.Kind.SCALE, low="Thin", high="Deep"
    )
    QuestionFactory(section=child, code="note", text="Notes", kind=Question.Kind.TEXT, required=False)
    QuestionFactory(
        section=child,
        code="plan_kind",
        text="Which plan?",
        kind=Question.Kind.CHOICE,
        choices=["CIN plan", "CP plan"],
    )
    theme = SectionFactory(
        version=tool,
        code="theme",
        title="Reunification",
        audience=Section.Audience.THEME,
        theme="Reunifications",
    )
    QuestionFactory(section=theme, code="theme_question", text="Was reunification planned?")
    area = ServiceAreaFactory(name="SWF")
    team = TeamFactory(name="SWF West 1", record=area)
    staff = StaffFactory(name="Robin Testerton", record=TeamFactory(name="SWF West 2", record=area))
    cycle = CycleFactory(month=dt.date(2023, 10, 1), tool=tool, theme="reunifications")
    return World(
        cycle=cycle,
        audit=AuditFactory(cycle=cycle, case_ref="CD490004", service_area=area, team=team, auditor=staff),
        manager=UserFactory(name="Robin Testerton", staff=staff, roles=["practice_manager"]),
        qa=UserFactory(name="Quinn Mockford", roles=["qa"]),
        other_qa=UserFactory(name="Ali Inventon", roles=["qa"]),
    )


def write(world: World, **changes: str) -> dict[str, Any]:
    """Save a complete draft, with changes."""
    from audits import actions

    texts = {**COMPLETE, **changes}
    versions = dict(world.audit.entries.values_list("field", "version"))
    fields = {code: (text, versions.get(code, 0)) for code, text in texts.items()}
    return actions.save(by=world.manager, audit=world.audit, fields=fields)


def submit(world: World, **changes: str) -> Audit:
    """Write and submit the audit."""
    from audits import actions

    write(world, **changes)
    return actions.submit(by=world.manager, audit=world.audit, seen=Draft(world.audit).digest)
