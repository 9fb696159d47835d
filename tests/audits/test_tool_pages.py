"""The audit tool's pages: its versions, and importing one."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits.models import ToolVersion
from audits.tools import files as toolfile
from core import home
from core.history import of
from tests.factories import AuditFactory, CycleFactory, UserFactory

QUESTION = {"code": "plan", "text": "Is there a plan?", "kind": "yes_no_na"}
SECTION = {"code": "plans", "title": "Plans", "for": "all", "questions": [QUESTION]}
FILE = {"version": "2023-10", "title": "Audit tool", "sections": [SECTION]}


@pytest.fixture(params=["performance", "qa"])
def importer(request, client, db):
    client.person = UserFactory(roles=[request.param])
    client.force_login(client.person)
    return client


def send(client, said, **more):
    content = said if isinstance(said, bytes) else json.dumps({**said, **more}).encode()
    file = SimpleUploadedFile("tool.json", content, content_type="application/json")
    return client.post(reverse("tool_import"), {"file": file}, follow=True)


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def summary_of(answer):
    return [problem["text"] for problem in answer.context["form"]._problems()]


def test_whoever_imports_the_tool_is_led_to_its_page(importer):
    assert "tools" in [link.url_name for link in home.links_of(importer.person)]
    answer = importer.get(reverse("tools"))
    assert reverse("tool_import") in answer.content.decode()


def test_a_file_is_taken_and_its_version_shown_with_who_imported_it(importer):
    answer = send(importer, FILE)
    version = ToolVersion.objects.get()
    assert answer.redirect_chain == [(version.get_absolute_url(), 302)]
    assert said(answer) == ["Version 2023-10 of the audit tool is added. Cycles can use it."]
    assert "Is there a plan?" in answer.content.decode()
    assert importer.person.name in str(of(version)[0])


def test_the_same_file_again_changes_nothing(importer):
    send(importer, FILE)
    assert said(send(importer, FILE))[-1].endswith("says the same as the file. Nothing has changed.")
    assert ToolVersion.objects.count() == 1


def test_a_version_that_no_audit_uses_is_replaced(importer):
    send(importer, FILE)
    assert said(send(importer, FILE, title="Better tool"))[-1].endswith("is replaced; no audit used it yet.")
    assert ToolVersion.objects.get().title == "Better tool"


def test_a_version_that_an_audit_uses_stays_and_the_page_says_so(importer):
    send(importer, FILE)
    AuditFactory(cycle=CycleFactory(tool=ToolVersion.objects.get()))
    answer = send(importer, FILE, title="Better tool")
    assert "never changes" in summary_of(answer)[0]
    assert ToolVersion.objects.get().title == "Audit tool"


def test_every_problem_of_a_file_is_in_the_summary_and_nothing_is_written(importer):
    sections = [{**SECTION, "code": "A"}, {**SECTION, "for": {"service_areas": []}}]
    first, *others = summary_of(send(importer, FILE, sections=sections))
    assert first == "Nothing was written: the file has 2 problems, listed at the top of this page."
    assert [words.partition(":")[0] for words in others] == ["sections → 1 → code", "sections → 2 → for"]
    assert not ToolVersion.objects.exists()


def test_of_very_many_problems_a_hundred_are_listed(importer):
    listed = summary_of(send(importer, FILE, sections=[3] * 250))
    assert len(listed) == 1 + 100 + 1
    assert listed[-1] == "And 150 more problems."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "this is not JSON"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b" " * (toolfile.LARGEST + 1), "1,000,001 bytes; up to 1,000,000 are read"),
    ],
)
def test_what_is_no_tool_file_is_said(importer, content, words):
    assert words in summary_of(send(importer, content))[-1]


def test_no_file_at_all_asks_for_one(importer):
    answer = importer.post(reverse("tool_import"))
    assert summary_of(answer) == ["Select the file with the version of the audit tool."]
