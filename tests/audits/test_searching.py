"""The points of completed audits within one's reach are found by their words, which no address holds."""

import csv
import io
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from audits import actions
from audits.models import Finding
from audits.views import search as view
from core.models import Job
from tests.audits.world import submit
from tests.factories import AuditFactory, StaffFactory, TeamFactory, UserFactory

URL = "/audits/search/"


@pytest.fixture
def audit(world):
    return submit(
        world, good_practice="Visits <b>were</b> late\nThe children’s plans", improvement="A late plan"
    )


def page(client, user, **asked):
    client.force_login(user)
    return client.post(URL, asked)


def found(client, user, **asked):
    return [point.text for point in page(client, user, **asked).context["table"].data.data]


class TestWords:
    def test_every_word_must_stand_in_the_point_whatever_its_ending(self, client, world, audit):
        assert found(client, world.qa, words="LATER visit") == []
        assert found(client, world.qa, words="LATE visit") == ["Visits <b>were</b> late"]
        assert found(client, world.qa, words="planning") == ["The children’s plans", "A late plan"]

    def test_a_part_of_a_word_finds_nothing(self, client, world, audit):
        assert found(client, world.qa, words="visi") == []
        assert found(client, world.qa, words="%") == []

    def test_words_too_common_are_ignored_and_alone_they_say_so(self, client, world, audit):
        assert found(client, world.qa, words="the child") == ["The children’s plans"]
        response = page(client, world.qa, words="the of")
        assert response.context["form"].errors["words"] == [
            "The words you entered are too common to search for. "
            "Enter one that says what you look for, such as chronology."
        ]
        assert not response.context["paginator"].count

    def test_what_was_found_is_marked_and_the_text_stays_text(self, client, world, audit):
        body = page(client, world.qa, words="visit late").content.decode()
        assert "<mark>Visits</mark> &lt;b&gt;were&lt;/b&gt; <mark>late</mark>" in body

    def test_words_in_an_address_are_not_searched_for(self, client, world, audit):
        client.force_login(world.qa)
        assert len(client.get(URL, {"words": "genogram"}).context["table"].data.data) == 3

    def test_no_grade_is_shown(self, client, world, audit):
        client.force_login(world.qa)
        body = client.get(URL).content.decode()
        assert "Requires improvement" not in body


class TestFilters:
    def test_kind_tag_service_area_and_cycle_hold_together_with_the_words(self, client, world, audit):
        tag = actions.add_tag(by=world.qa, name="Plans", words="plan")
        assert found(client, world.qa, words="late", tag=tag.pk) == ["A late plan"]
        assert found(client, world.qa, tag=tag.pk, kind="good_practice") == ["The children’s plans"]
        assert len(found(client, world.qa, service_area=audit.service_area_id, cycle=audit.cycle_id)) == 3

    def test_a_link_may_filter_but_a_filter_that_makes_no_sense_shows_nothing(self, client, world, audit):
        client.force_login(world.qa)
        assert len(client.get(URL, {"kind": "improvement"}).context["table"].data.data) == 1
        assert not client.get(URL, {"tag": "999"}).context["paginator"].count

    def test_only_what_one_may_see_can_be_chosen(self, client, world, audit):
        AuditFactory(submitted=True, cycle=world.cycle)
        client.force_login(world.manager)
        form = client.get(URL).context["form"]
        assert [area.name for area in form.fields["service_area"].queryset] == ["SWF"]


class TestReach:
    def test_a_manager_finds_their_own_and_their_teams_and_nobody_elses(self, client, world, audit):
        team = TeamFactory(record=audit.service_area)
        member = UserFactory(roles=["practice_manager"], staff=StaffFactory(record=team))
        for where, text in (
            ({"team": team}, "Of my team"),
            ({"auditor": member.staff}, "My own"),
            ({}, "Hidden"),
        ):
            done = AuditFactory(submitted=True, cycle=world.cycle, **where)
            Finding.objects.create(audit=done, kind="improvement", text=text, position=1, stems=" x ")
        assert sorted(found(client, member, words="x")) == ["My own", "Of my team"]
        assert sorted(found(client, member)) == ["My own", "Of my team"]
        assert len(found(client, world.qa)) == 6

    def test_points_of_an_audit_that_is_not_completed_are_not_found(self, client, world):
        Finding.objects.create(
            audit=world.audit, kind="improvement", text="Draft", position=1, stems=" draft "
        )
        assert found(client, world.qa, words="draft") == []

    def test_without_a_completed_audit_the_page_says_what_will_be_here(self, client, world):
        client.force_login(world.qa)
        assert "There is no point to search yet" in client.get(URL).content.decode()


class TestTakingAway:
    def test_a_search_is_taken_away_as_it_is_shown(self, client, world, audit):
        response = page(client, world.qa, words="late", sort="kind", export="csv")
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert rows[0] == ["Point", "Kind", "Case reference", "Cycle", "Service area", "Tags"]
        assert [row[:4] for row in rows[1:]] == [
            ["Visits <b>were</b> late", "Good practice", "CD490004", "2023-10"],
            ["A late plan", "Area for improvement", "CD490004", "2023-10"],
        ]
        assert "late" not in response["Content-Disposition"]

    def test_a_search_is_never_a_job_and_too_long_a_one_says_what_to_do(
        self, client, world, audit, monkeypatch
    ):
        monkeypatch.setattr(view, "AT_ONCE", 1)
        Job.objects.all().delete()
        response = page(client, world.qa, words="plan", export="xlsx")
        assert view.TOO_MANY in response.content.decode()
        assert Job.objects.count() == 0

    def test_pages_keep_the_words(self, client, world, audit):
        points = [
            Finding(audit=audit, kind="improvement", text=f"Drift {n}", position=n, stems=" drift ")
            for n in range(10, 70)
        ]
        Finding.objects.bulk_create(points)
        first = page(client, world.qa, words="drift").content.decode()
        assert 'name="page" value="2"' in first
        assert 'value="drift"' in first
        assert len(found(client, world.qa, words="drift", page="2")) == 10


def test_points_from_before_there_was_a_search_are_found(client, world, audit):
    Finding.objects.update(stems="")
    extra = [Finding(audit=audit, kind="improvement", text=f"Drift {n}", position=n) for n in range(600)]
    Finding.objects.bulk_create(extra)
    migration = import_module("audits.migrations.0003_stems_of_points")
    migration.fill(apps, SimpleNamespace(connection=connection))
    assert not Finding.objects.filter(stems="").exists()
    assert found(client, world.qa, words="planning") == ["The children’s plans", "A late plan"]


def test_the_search_is_on_the_way_from_the_audits(client, world):
    client.force_login(world.manager)
    assert reverse("point_search") in client.get(reverse("audits")).content.decode()
