"""A version of the audit tool comes from a file and never changes once an audit uses it."""

import copy
import json
import re

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from audits.fields import AFTER_THE_QUESTIONS
from audits.imports.rows import FOCUS_5_FIELDS, AuditRow
from audits.models import Question, ToolVersion
from audits.tools import files as toolfile
from audits.tools.checking import read_tool
from core.importing.rows import columns_of
from tests.factories import AuditFactory, CycleFactory, ServiceAreaFactory

FILE = {
    "version": "2023-09",
    "title": "Audit tool",
    "sections": [
        {
            "code": "focus5",
            "title": "Focus 5",
            "for": "case_holding",
            "questions": [{"code": "chronology", "text": "Chronology in date?", "kind": "yes_no_na"}],
        },
        {
            "code": "carers",
            "title": "Carers",
            "for": {"service_areas": ["Fostering"]},
            "questions": [{"code": "review", "text": "Which?", "kind": "choice", "choices": ["A", "B"]}],
        },
        {
            "code": "theme",
            "title": "Theme",
            "for": {"theme": "Reunifications"},
            "questions": [{"code": "depth", "text": "How deep?", "kind": "scale", "low": "Thin"}],
        },
    ],
}


FOR = 'write "all", "case_holding", {"service_areas": ["Fostering"]} or {"theme": "Reunifications"}.'


@pytest.fixture
def fostering(db):
    return ServiceAreaFactory(name="Fostering")


def take(tmp_path, said, **options):
    path = tmp_path / "tool.json"
    path.write_text(said if isinstance(said, str) else json.dumps(said))
    call_command("import_tool", path, **options)


def test_a_version_is_added_with_its_sections_and_questions(tmp_path, fostering):
    take(tmp_path, FILE)
    version = ToolVersion.objects.get()
    assert [section.audience for section in version.sections.all()] == [
        "case_holding",
        "service_areas",
        "theme",
    ]
    assert [question.code for question in version.questions.all()] == ["chronology", "review", "depth"]
    assert version.sections.get(code="carers").service_areas.get() == fostering


def test_the_same_file_twice_changes_nothing(tmp_path, fostering, capsys):
    take(tmp_path, FILE)
    before = list(Question.objects.values_list("pk", flat=True))
    take(tmp_path, json.dumps(FILE, indent=4))
    assert list(Question.objects.values_list("pk", flat=True)) == before
    assert "unchanged" in capsys.readouterr().out


def test_a_version_that_no_audit_uses_is_replaced(tmp_path, fostering):
    take(tmp_path, FILE)
    take(tmp_path, {**FILE, "title": "Better tool"})
    assert ToolVersion.objects.get().title == "Better tool"


def test_a_version_that_an_audit_uses_never_changes(tmp_path, fostering):
    take(tmp_path, FILE)
    AuditFactory(cycle=CycleFactory(tool=ToolVersion.objects.get()))
    with pytest.raises(CommandError, match="never changes"):
        take(tmp_path, {**FILE, "title": "Better tool"})
    assert ToolVersion.objects.get().title == "Audit tool"


def test_a_dry_run_writes_nothing(tmp_path, fostering):
    take(tmp_path, FILE, dry_run=True)
    assert not ToolVersion.objects.exists()


def changed(path, value):
    said = copy.deepcopy(FILE)
    *way, last = path
    part = said
    for step in way:
        part = part[step]
    part[last] = value
    return said


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("{", "Line 1, column 2: this is not JSON"),
        ("[]", "The file: write { and } around version, title, sections."),
        ("9" * 5000, "a number that is too long"),
        (changed(["title"], "a\x00b"), "cannot be kept"),
        (changed(["title"], "\ud800"), "cannot be kept"),
        (changed(["title"], "x" * 161), "title: write up to 160 characters."),
        (changed(["title"], " "), "title: must not be blank."),
        (changed(["title"], 7), "title: write text in quotation marks."),
        (changed(["version"], "?"), "version: write up to 20 letters, digits, dots and hyphens"),
        (changed(["sections"], []), "sections: write a list of one or more sections"),
        (
            changed(["sections", 0], 3),
            "sections → 1: write { and } around code, title, guidance, for, questions.",
        ),
        (
            changed(["sections", 0], {**FILE["sections"][0], "title": None}),
            "sections → 1 → title: write text",
        ),
        (changed(["sections", 0, "for"], 3), f"sections → 1 → for: {FOR}"),
        (changed(["sections", 0, "for"], "some"), f"sections → 1 → for: {FOR}"),
        (changed(["sections", 0, "for"], {"service_areas": []}), f"sections → 1 → for: {FOR}"),
        (changed(["sections", 0, "for"], {"them": "Neglect"}), f"sections → 1 → for: {FOR}"),
        (changed(["sections", 0, "questions", 0], {}), "sections → 1 → questions → 1 → code: is missing."),
        (
            changed(["sections", 0, "questions", 0, "kind"], "maybe"),
            "kind: write yes_no_na, scale, text or choice.",
        ),
        (changed(["sections", 0, "questions", 0, "required"], "perhaps"), "required: write true or false."),
        (
            changed(["sections", 0, "questions", 0, "code"], "Not A Code"),
            "sections → 1 → questions → 1 → code: write a code of up to 60 small letters, digits and _",
        ),
        (changed(["sections", 1, "questions", 0, "choices"], ["A"]), "two or more different choices"),
        (changed(["sections", 1, "for"], {"service_areas": ["Nowhere"]}), "'Nowhere' is not known"),
        (changed(["sections", 1, "questions", 0, "code"], "chronology"), "'chronology' is used 2 times"),
        (changed(["sections", 1, "questions", 0, "code"], "grade"), "'grade' is taken"),
        (changed(["sections", 1, "code"], "findings"), "'findings' is taken"),
        (changed(["sections", 1, "questions", 0, "code"], "chron_ology"), "differ only by _"),
        (
            changed(["sections", 0, "extra"], 1),
            "sections → 1 → extra: is not known; accepted are code, title, guidance, for, questions.",
        ),
    ],
)
def test_a_bad_file_says_where_and_what_and_writes_nothing(tmp_path, fostering, said, words):
    with pytest.raises(CommandError) as caught:
        take(tmp_path, said)
    assert words in str(caught.value)
    assert not ToolVersion.objects.exists()


def test_every_place_that_is_wrong_is_named_once():
    section = {
        "code": "A",
        "title": "",
        "for": {"a": 1},
        "questions": [{"code": "a", "text": "T", "kind": "b"}],
    }
    _, problems = toolfile.read(json.dumps({**FILE, "sections": [section]}).encode(), set())
    assert [problem.partition(":")[0] for problem in problems] == [
        "sections → 1 → code",
        "sections → 1 → title",
        "sections → 1 → for",
        "sections → 1 → questions → 1 → kind",
    ]
    assert not [problem for problem in problems if re.search("Input should|match pattern|ForAreas", problem)]


TAKEN = sorted({column.heading for column in columns_of(AuditRow)} - set(FOCUS_5_FIELDS))


@pytest.mark.parametrize("code", [*TAKEN, "casesummary", "service_a_rea"])
def test_no_question_is_named_as_another_column_of_a_file_of_audits(fostering, code):
    said = changed(["sections", 1, "questions", 0, "code"], code)
    tool, problems = read_tool(json.dumps(said).encode())
    assert tool is None
    assert f"The question code '{code}' is taken by" in problems[0]


def test_a_section_may_be_named_as_a_column_and_the_focus_5_are_questions(fostering):
    said = changed(["sections", 1, "code"], "quotation")
    said["sections"][0]["questions"] = [
        {"code": code, "text": "Is it there?", "kind": "yes_no_na"} for code in FOCUS_5_FIELDS
    ]
    assert read_tool(json.dumps(said).encode())[1] == []


def test_the_codes_of_every_audits_own_fields_and_pages_are_reserved():
    own = {field.code for page in AFTER_THE_QUESTIONS for field in page.fields}
    assert own | {page.code for page in AFTER_THE_QUESTIONS} <= toolfile.RESERVED


def test_a_file_that_is_not_there_says_so(tmp_path, db):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_tool", tmp_path / "missing.json")


@given(
    st.binary(max_size=300)
    | st.recursive(
        st.none() | st.text() | st.integers(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)
    ).map(lambda said: json.dumps(said).encode())
)
def test_whatever_the_file_holds_the_answer_is_words(content):
    tool, problems = toolfile.read(content, set())
    assert tool is None
    assert problems
