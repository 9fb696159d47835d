"""A version of the tool is put into use from a month on, taken away as a file, compared, previewed."""

import copy
import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits import actions
from audits.actions.tools_in_use import add_version, put_into_use
from audits.imports.known import known_audits
from audits.models import Audit, Cycle, ToolVersion
from audits.tools.files import ToolFile
from core import history
from core.errors import Refused
from core.history import Service
from core.importing.scope import Scope
from tests.factories import (
    AuditFactory,
    CycleFactory,
    ServiceAreaFactory,
    ToolVersionFactory,
    UserFactory,
)

BY = Service("a test")
SAID = {
    "version": "2023-11",
    "title": "Audit tool",
    "sections": [
        {
            "code": "plans",
            "title": "Plans",
            "guidance": "Read the whole file.",
            "for": "all",
            "questions": [
                {"code": "plan", "text": "Is there a plan?", "kind": "yes_no_na", "required": False},
                {"code": "depth", "text": "How deep?", "kind": "scale", "low": "Thin", "high": "Deep"},
            ],
        },
        {
            "code": "holding",
            "title": "Held cases",
            "for": "case_holding",
            "questions": [
                {"code": "which", "text": "Which?", "kind": "choice", "choices": ["One", "Two", "Three"]}
            ],
        },
        {
            "code": "carers",
            "title": "Carers",
            "for": {"service_areas": ["Fostering", "Adoption"]},
            "questions": [{"code": "training", "text": "Trained?", "kind": "text", "guidance": "Of late."}],
        },
        {
            "code": "neglect",
            "title": "Neglect",
            "for": {"theme": "Neglect"},
            "questions": [{"code": "seen", "text": "Was it seen?", "kind": "yes_no_na"}],
        },
    ],
}


def changed(**more):
    return {**copy.deepcopy(SAID), **more}


@pytest.fixture
def version(db):
    for name in ("Adoption", "Fostering"):
        ServiceAreaFactory(name=name)
    return actions.take_tool(by=BY, tool=ToolFile.model_validate(SAID)).version


@pytest.fixture
def months_of_audits(version):
    """October open, November planned, September closed; in October an audit to do and one begun."""
    old = ToolVersionFactory(code="2023-09")
    october = CycleFactory(month=dt.date(2023, 10, 1), tool=old)
    CycleFactory(month=dt.date(2023, 11, 1), tool=old, state="planned")
    CycleFactory(month=dt.date(2023, 9, 1), tool=old, state="closed")
    AuditFactory(cycle=october, case_ref="CD000001")
    begun = AuditFactory(cycle=october, case_ref="CD000002")
    begun.entries.create(
        field="rationale",
        value="Begun",
        saved_by=UserFactory(),
        saved_at=dt.datetime(2023, 10, 3, tzinfo=dt.UTC),
    )
    return old


def tools_of_cycles():
    return {cycle.month.month: cycle.tool.code for cycle in Cycle.objects.select_related("tool")}


def test_cycles_from_the_month_on_that_are_not_closed_get_the_version(version, months_of_audits):
    moved = put_into_use(by=BY, version=version, month=dt.date(2023, 10, 1))
    assert [cycle.month.month for cycle in moved] == [10, 11]
    assert tools_of_cycles() == {9: "2023-09", 10: "2023-11", 11: "2023-11"}


def test_a_closed_cycle_and_earlier_ones_keep_theirs(version, months_of_audits):
    put_into_use(by=BY, version=version, month=dt.date(2023, 9, 1))
    assert tools_of_cycles()[9] == "2023-09"
    other = ToolVersionFactory(code="2023-12")
    other.sections.create(code="a", title="A", audience="all", position=1)
    put_into_use(by=BY, version=other, month=dt.date(2023, 11, 1))
    assert tools_of_cycles() == {9: "2023-09", 10: "2023-11", 11: "2023-12"}


def test_audits_that_nobody_has_begun_move_and_the_others_keep_theirs(version, months_of_audits):
    put_into_use(by=BY, version=version, month=dt.date(2023, 10, 1))
    tools = dict(Audit.objects.values_list("case_ref", "tool__code"))
    assert tools == {"CD000001": "2023-11", "CD000002": "2023-09"}


def test_samples_outside_of_the_month_keep_their_version(version):
    sample = CycleFactory(tool=ToolVersionFactory(code="2023-09"))
    Cycle.objects.filter(pk=sample.pk).update(kind="dip_sample", title="Chronologies")
    put_into_use(by=BY, version=version, month=dt.date(2023, 10, 1))
    assert Cycle.objects.get().tool.code == "2023-09"


def test_new_cycles_start_with_the_version_that_was_put_into_use_last(version, client):
    other = ToolVersionFactory(code="2024-09")
    other.sections.create(code="a", title="A", audience="all", position=1)
    put_into_use(by=BY, version=other, month=dt.date(2023, 10, 1))
    put_into_use(by=BY, version=version, month=dt.date(2023, 12, 1))
    client.force_login(UserFactory(roles=["qa"]))
    for month in (11, 12):
        data = {"month_0": month, "month_1": 2023, "due_on_0": 28, "due_on_1": month, "due_on_2": 2023}
        assert client.post(reverse("cycle_new"), data).status_code == 302
    assert tools_of_cycles() == {11: "2024-09", 12: "2023-11"}
    assert known_audits(Scope()).tool_of(dt.date(2024, 1, 1)) == version.pk


def test_without_a_version_in_use_planning_asks_for_one(version, client):
    client.force_login(UserFactory(roles=["qa"]))
    data = {"month_0": 11, "month_1": 2023, "due_on_0": 28, "due_on_1": 11, "due_on_2": 2023}
    page = client.post(reverse("cycle_new"), data)
    assert "Choose a version: none has been put into use for this month." in page.content.decode()


def test_twice_is_once(version, months_of_audits):
    put_into_use(by=BY, version=version, month=dt.date(2023, 10, 1))
    assert put_into_use(by=BY, version=version, month=dt.date(2023, 10, 1)) == []
    [used, _] = [line.sentence for line in history.of(version)]
    assert "put into use the version of the audit tool. Used from the month was set to October 2023." in used


def test_a_version_that_asks_nothing_is_not_put_into_use(db):
    with pytest.raises(Refused, match="asks nothing"):
        put_into_use(by=BY, version=ToolVersionFactory(), month=dt.date(2023, 10, 1))


def test_a_version_taken_out_goes_back_in_as_the_same(version, client):
    client.force_login(UserFactory(roles=["qa"]))
    answer = client.get(reverse("tool_download", args=[version.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="audit-tool-2023-11.json"'
    assert ToolFile.model_validate(json.loads(answer.content)).digest == version.digest
    file = SimpleUploadedFile("tool.json", answer.content)
    again = client.post(reverse("tool_import"), {"file": file}, follow=True)
    assert "says the same as the file. Nothing has changed." in again.content.decode()


def test_a_version_is_added_once_and_never_over_another(version):
    new = ToolFile.model_validate(changed(version="2023-12"))
    assert add_version(by=BY, tool=new) == add_version(by=BY, tool=new)
    with pytest.raises(Refused, match="There is a version 2023-11 already"):
        add_version(by=BY, tool=ToolFile.model_validate(changed(title="Another")))
    assert ToolVersion.objects.get(code="2023-11").title == "Audit tool"


def test_who_only_imports_does_not_put_into_use(version, client):
    client.force_login(UserFactory(roles=["performance"]))
    assert client.get(reverse("tool_use", args=[version.pk])).status_code == 403
    page = client.get(version.get_absolute_url()).content.decode()
    assert reverse("tool_use", args=[version.pk]) not in page
    assert reverse("tool_theme", args=[version.pk]) in page


def test_the_page_puts_a_version_into_use(version, client, months_of_audits):
    client.force_login(UserFactory(roles=["qa"]))
    data = {"month_0": "10", "month_1": "2023"}
    page = client.post(reverse("tool_use", args=[version.pk]), data, follow=True).content.decode()
    assert "used from October 2023 on" in page
    assert "Cycles that changed to it: October 2023, November 2023." in page
