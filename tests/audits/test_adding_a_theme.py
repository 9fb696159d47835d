"""QA adds a theme's questions in minutes: names are proposed, nothing typed is lost, a file's rules hold."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audits import actions
from audits.models import ToolVersion
from audits.rules.naming_tools import folded, proposed_code, proposed_version, question_code
from audits.tools.files import RESERVED, ToolFile
from core.history import Service
from tests.factories import UserFactory

BASE = {
    "version": "2023-09",
    "title": "Audit tool",
    "sections": [
        {
            "code": "plans",
            "title": "Plans",
            "for": "all",
            "questions": [{"code": "plan", "text": "Is there a plan?", "kind": "yes_no_na"}],
        }
    ],
}


@pytest.fixture
def base(db):
    return actions.take_tool(by=Service("a test"), tool=ToolFile.model_validate(BASE)).version


@pytest.fixture
def qa(client, db):
    client.force_login(UserFactory(roles=["qa"]))
    return client


def typed(*questions, **more):
    data = {
        "theme": "Child neglect",
        "version": "2023-10",
        "title": "Audit tool, neglect",
        "count": "4",
        "guidance": "",
        "section_code": "",
        **more,
    }
    for number in range(1, 5):
        name = f"question{number}"
        data |= {f"{name}_text": "", f"{name}_kind": "yes_no_na", f"{name}_required": "on"}
    for number, question in enumerate(questions, start=1):
        data |= {f"question{number}_{part}": value for part, value in question.items()}
    return data


def post(qa, base, data):
    return qa.post(reverse("tool_theme", args=[base.pk]), data)


def problems(page):
    return {field: list(words) for field, words in page.context["form"].errors.items()}


def test_names_are_proposed(qa, base):
    page = qa.get(reverse("tool_theme", args=[base.pk]))
    assert page.context["form"]["version"].value() == "2023-10"
    assert page.context["form"]["title"].value() == "Audit tool"
    assert len(page.context["form"].blocks()) == 4
    assert page.context["form"]["question4_required"].value() is True


def test_a_theme_becomes_a_version_that_asks_all_that_the_other_asks_and_the_themes_questions(qa, base):
    answer = post(
        qa,
        base,
        typed(
            {"text": "Was neglect named?"},
            {"text": "Which tool was used?", "kind": "choice", "choices": "GCP2\n\n Another \nNone"},
            {"text": "How well is it known?", "kind": "scale", "low": "Barely", "high": "Fully"},
        ),
    )
    new = ToolVersion.objects.get(code="2023-10")
    assert answer.url == new.get_absolute_url()
    plans, theme = new.sections.all()
    assert (plans.code, theme.code, theme.audience, theme.theme) == (
        "plans",
        "child_neglect",
        "theme",
        "Child neglect",
    )
    assert [(q.code, q.kind, q.choices, q.required) for q in theme.questions.all()] == [
        ("was_neglect_named", "yes_no_na", [], True),
        ("which_tool_was_used", "choice", ["GCP2", "Another", "None"], True),
        ("how_well_is_it_known", "scale", [], True),
    ]
    assert base.questions.count() == 1


def test_a_question_that_was_asked_before_keeps_its_code(qa, base):
    post(qa, base, typed({"text": "Was neglect named?", "code": "named"}))
    post(qa, base, typed({"text": "was  Neglect named?"}, version="2023-11"))
    assert ToolVersion.objects.get(code="2023-11").questions.filter(code="named").exists()


def test_another_question_may_be_asked_for_and_nothing_typed_is_lost(qa, base):
    data = typed({"text": "Was neglect named?", "guidance": "Look"})
    del data["question2_required"]
    page = post(qa, base, {**data, "more": "1"})
    form = page.context["form"]
    assert not form.errors
    assert len(form.blocks()) == 5
    assert form["question1_text"].value() == "Was neglect named?"
    assert form["theme"].value() == "Child neglect"
    required = [form[f"question{number}_required"].value() for number in range(1, 6)]
    assert required == [True, False, True, True, True]
    page = post(qa, base, {**typed(count="10"), "more": "1"})
    assert len(page.context["form"].blocks()) == 10
    assert not page.context["may_add"]


@pytest.mark.parametrize(
    ("question", "more", "field", "words"),
    [
        ({}, {}, "question1_text", "Enter at least one question."),
        ({"guidance": "Look"}, {}, "question1_text", "Enter the question, or clear the rest of it."),
        (
            {"text": "Which?", "kind": "choice", "choices": "One"},
            {},
            "question1_choices",
            "two or more different",
        ),
        (
            {"text": "Which?", "choices": "One\nTwo"},
            {},
            "question1_choices",
            "only a question of the kind choice",
        ),
        ({"text": "Which?", "code": "Wrong Code"}, {}, "question1_code", "small letters, digits and _"),
        ({"text": "Which?"}, {"version": "2023 10"}, "version", "letters, digits, dots and hyphens"),
        ({"text": "Which?"}, {"version": "2023-09"}, "version", "There is a version 2023-09 already."),
        ({"text": "Which?"}, {"section_code": "1"}, "section_code", "small letters, digits and _"),
        ({"text": "Which?", "code": "plan"}, {}, "__all__", "The question code 'plan' is used 2 times"),
        ({"text": "Which?", "code": "rationale"}, {}, "__all__", "taken by a field that every audit has"),
        ({"text": "Which?"}, {"theme": ""}, "theme", "Enter the theme."),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_all_is_kept(qa, base, question, more, field, words):
    page = post(qa, base, typed({"low": "", **question}, **more))
    assert page.status_code == 200
    found = problems(page)
    assert words.casefold() in " ".join(found[field]).casefold()
    assert page.context["form"]["title"].value() == "Audit tool, neglect"
    assert ToolVersion.objects.count() == 1


def test_a_theme_that_is_there_already_is_refused(qa, base):
    post(qa, base, typed({"text": "Was neglect named?"}))
    other = ToolVersion.objects.get(code="2023-10")
    page = post(qa, other, typed({"text": "Which?"}, version="2023-11", theme="child  NEGLECT"))
    assert "asks about this theme already" in problems(page)["theme"][0]


def test_sent_twice_is_made_once(qa, base):
    for _ in range(2):
        post(qa, base, typed({"text": "Was neglect named?"}))
    assert ToolVersion.objects.count() == 2


@given(st.text(max_size=80), st.sets(st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True), max_size=6))
def test_a_proposed_code_is_free_and_of_the_form_of_a_code(words, taken):
    taken = {*taken, *RESERVED}
    code = proposed_code(words, taken)
    assert folded(code) not in {folded(each) for each in taken}
    tool = {**BASE, "sections": [{**BASE["sections"][0], "code": code}]}
    assert ToolFile.model_validate(tool).sections[0].code == code


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.-]{0,19}", fullmatch=True), st.integers(0, 30))
def test_a_proposed_version_is_free_and_of_the_form_of_a_version(base, count):
    taken = [base]
    for _ in range(count):
        new = proposed_version(base, "2023-10", taken)
        assert new.casefold() not in {each.casefold() for each in taken}
        assert ToolFile.model_validate({**BASE, "version": new}).version == new
        taken.append(new)


def test_the_code_of_before_is_not_taken_twice_in_a_version():
    known = {("which?", "text"): "which_plan"}
    assert question_code("Which?", "text", known, {"which_plan"}, []) == "which_plan"
    assert question_code("Which?", "text", known, {"which_plan"}, ["which_plan"]) == "which"
    assert question_code("Which?", "choice", known, {"which_plan"}, []) == "which"
