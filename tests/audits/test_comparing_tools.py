"""Two versions of the tool beside each other, and one as the auditors of a service area see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audits.actions.tools_in_use import add_version
from audits.rules.comparing_tools import compare
from audits.tools import exporting as toolexport
from audits.tools.files import ToolFile
from tests.audits.test_tools_in_use import BY, SAID, changed, version
from tests.factories import QuestionFactory, ServiceAreaFactory, UserFactory

__all__ = ["version"]


def full(said):
    return ToolFile.model_validate(said).model_dump(mode="json", by_alias=True)


def test_what_differs_is_said_by_code():
    new = changed()
    plans, holding, carers = new["sections"][:3]
    plans["questions"][0] |= {"text": "Is there a good plan?", "required": True}
    plans["questions"].append({"code": "fresh", "text": "New?", "kind": "text"})
    carers["questions"].append(plans["questions"].pop(1))
    holding["questions"][0]["choices"] = ["One", "Two"]
    holding["for"] = "all"
    del new["sections"][3]
    found = compare(full(SAID), full(new))
    assert [each.code for each in found.added] == ["fresh"]
    assert [each.code for each in found.removed] == ["seen"]
    assert {each.code: each.words for each in found.changed} == {
        "plan": ("Reworded. It was: ‘Is there a plan?’", "It is required now"),
        "which": ("Its choices were One, Two, Three, and are One, Two",),
        "depth": ("Moved from the section ‘Plans’ to ‘Carers’",),
    }
    assert [each.code for each in found.sections_removed] == ["neglect"]
    assert {each.code: each.words for each in found.sections_changed} == {
        "holding": ("It was for case-holding services, and is for every audit",)
    }


WORDS = st.sampled_from(["Plan?", "Visit?", "Seen?"])
QUESTIONS = st.builds(
    lambda text, kind, required: {"text": text, "kind": kind, "required": required},
    WORDS,
    st.sampled_from(["yes_no_na", "text"]),
    st.booleans(),
)
TOOLS = st.dictionaries(st.sampled_from("abcdef"), QUESTIONS, min_size=1).map(
    lambda asked: full(
        changed(
            sections=[
                {
                    "code": "one",
                    "title": "One",
                    "for": "all",
                    "questions": [{"code": code, **said} for code, said in asked.items()],
                }
            ]
        )
    )
)


@given(TOOLS, TOOLS)
def test_what_one_way_is_new_is_the_other_way_gone(old, new):
    there, back = compare(old, new), compare(new, old)
    assert there.added == back.removed
    assert there.removed == back.added
    assert {each.code for each in there.changed} == {each.code for each in back.changed}
    assert compare(old, old).same
    asked = [{q["code"]: q for q in tool["sections"][0]["questions"]} for tool in (old, new)]
    assert there.same is (asked[0] == asked[1])


def codes_shown(page):
    return [shown.code for shown, _ in page.context["pages"]]


@pytest.mark.parametrize(
    ("area", "cases", "theme", "expected"),
    [
        ("Fostering", "yes", "Neglect", ["plans", "holding", "carers", "neglect"]),
        ("Fostering", "no", "", ["plans", "carers"]),
        ("SWF", "yes", "", ["plans", "holding"]),
        ("SWF", "no", "Neglect", ["plans", "neglect"]),
    ],
)
def test_the_preview_shows_what_the_auditor_there_is_asked(version, client, area, cases, theme, expected):
    chosen = (
        ServiceAreaFactory(name=area)
        if area == "SWF"
        else version.sections.get(code="carers").service_areas.get(name=area)
    )
    client.force_login(UserFactory(roles=["qa"]))
    query = {"service_area": chosen.pk, "cases": cases, "theme": theme}
    page = client.get(reverse("tool_preview", args=[version.pk]), query)
    assert codes_shown(page) == [*expected, "discussion", "feedback", "findings", "actions", "grade"]
    assert 'name="plan"' in page.content.decode()
    assert 'method="post"' not in page.content.decode().partition("<main")[2]


def test_the_preview_asks_for_a_service_area(version, client):
    client.force_login(UserFactory(roles=["qa"]))
    page = client.get(reverse("tool_preview", args=[version.pk]), {"service_area": ""})
    assert "There is a problem" in page.content.decode()
    assert not page.context["pages"]


def test_a_page_compares_two_versions(version, client):
    new = ToolFile.model_validate(changed(version="2023-12", sections=SAID["sections"][:3]))
    other = add_version(by=BY, tool=new)
    client.force_login(UserFactory(roles=["qa"]))
    page = client.get(reverse("tool_compare"), {"old": version.pk, "new": other.pk}).content.decode()
    assert "Questions that are gone" in page
    assert "Was it seen?" in page
    same = client.get(reverse("tool_compare"), {"old": version.pk, "new": version.pk}).content.decode()
    assert "Both ask the same questions of the same audits." in same


def test_what_a_file_says_is_what_the_version_asks(version):
    assert full(toolexport.said(version)) == full(SAID)


def test_preview_and_comparison_ask_the_database_as_often_for_200_questions_as_for_10(version, client):
    client.force_login(UserFactory(roles=["qa"]))
    area = ServiceAreaFactory(name="SWF")
    section = version.sections.get(code="plans")
    pages = [
        (reverse("tool_preview", args=[version.pk]), {"service_area": area.pk, "cases": "yes", "theme": ""}),
        (reverse("tool_compare"), {"old": version.pk, "new": version.pk}),
    ]
    client.get(reverse("tools"))  # a session's first page writes its stamps
    asked = []
    for number in (10, 200):
        while section.questions.count() < number:
            QuestionFactory(section=section)
        for url, query in pages:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url, query).status_code == 200
            asked.append(len(captured))
    assert asked[:2] == asked[2:]
