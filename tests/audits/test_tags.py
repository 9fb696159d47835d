"""QA keeps the list of tags; points get them by their words until a person says otherwise."""

import csv

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits import actions
from audits.actions import learning
from audits.actions.learning import digest_of
from audits.actions.tags import described_tag
from audits.models import Audit, Finding, Tag
from core import history
from core.errors import Conflict, Refused
from core.history import verify
from core.models import Job
from tests.audits.world import submit
from tests.factories import AuditFactory, StaffFactory
from tests.jobs import run_pending


@pytest.fixture
def visits(world):
    return actions.add_tag(by=world.qa, name="Visits", words="visit")


def tags(text):
    return sorted(Finding.objects.get(text=text).tags.values_list("name", flat=True))


def change(world, tag, **changes):
    wanted = {**described_tag(tag), **changes}
    return actions.change_tag(by=world.qa, tag=tag, seen=described_tag(tag), **wanted)


def correct(world, audit, chosen, by=None):
    points = list(audit.findings.all())
    return actions.correct_tags(by=by or world.qa, audit=audit, tags=chosen, seen=digest_of(points))


class TestTheList:
    def test_a_tag_is_added_once_and_says_so(self, world, visits):
        assert actions.add_tag(by=world.qa, name="Visits", words=" visit ,") == visits
        assert Tag.objects.count() == 1
        assert [line.did for line in history.of(visits)] == ["Quinn Mockford added the tag."]

    def test_no_two_tags_are_called_the_same(self, world, visits):
        with pytest.raises(Refused, match="There is a tag called Visits already"):
            actions.add_tag(by=world.qa, name="visits", words="home")
        other = actions.add_tag(by=world.qa, name="Plans", words="")
        with pytest.raises(Refused, match="There is a tag called Visits already"):
            change(world, other, name="VISITS")

    def test_what_two_people_change_at_once_is_told_to_the_second(self, world, visits):
        read = described_tag(visits)
        change(world, visits, words="visit, seen")
        with pytest.raises(Conflict):
            actions.change_tag(by=world.other_qa, tag=visits, name="Visiting", words="visit", seen=read)

    def test_words_are_kept_each_once_with_commas_between(self, world, visits):
        assert change(world, visits, words=" home   visit,visit ,, visit").words == "home visit, visit"

    def test_a_tag_out_of_use_stays_where_it_is_and_goes_to_nothing_new(self, world, visits):
        submit(world)
        actions.set_tag_in_use(by=world.qa, tag=visits, active=False)
        actions.set_tag_in_use(by=world.qa, tag=visits, active=False)
        assert tags("Timely visits") == ["Visits"]
        world.audit = AuditFactory(
            cycle=world.cycle, auditor=world.manager.staff, service_area=world.audit.service_area,
            team=world.audit.team,
        )  # fmt: skip
        submit(world, good_practice="A visit a week")
        assert tags("A visit a week") == []
        assert len(history.of(visits)) == 2

    def test_a_tag_that_is_put_back_goes_to_what_came_meanwhile(self, world, visits):
        actions.set_tag_in_use(by=world.qa, tag=visits, active=False)
        submit(world)
        actions.set_tag_in_use(by=world.qa, tag=visits, active=True)
        assert tags("Timely visits") == ["Visits"]
        assert verify().ok


class TestPoints:
    def test_a_submitted_point_has_its_stems_and_the_tags_of_its_words(self, world, visits):
        submit(world)
        assert Finding.objects.get(text="Timely visits").stems == " time visit "
        assert tags("Timely visits") == ["Visits"]
        assert tags("Genogram to be updated") == []

    def test_points_go_by_a_tags_new_words(self, world, visits):
        submit(world)
        change(world, visits, words="genogram")
        assert tags("Timely visits") == []
        assert tags("Genogram to be updated") == ["Visits"]

    def test_a_new_tag_goes_to_the_points_that_are_there(self, world):
        submit(world)
        actions.add_tag(by=world.qa, name="Genogram", words="genograms")
        assert tags("Genogram to be updated") == ["Genogram"]

    def test_what_a_person_said_of_a_point_stays_whatever_becomes_of_the_words(self, world, visits):
        audit = submit(world)
        point = audit.findings.get(text="Timely visits")
        correct(world, audit, {point.pk: []})
        change(world, visits, words="visit, timely")
        assert tags("Timely visits") == []
        point.refresh_from_db()
        assert point.tagged_by == world.qa

    def test_with_many_points_a_job_goes_through_them(self, world, visits, monkeypatch):
        monkeypatch.setattr(learning, "AT_ONCE", 2)
        submit(world)
        change(world, visits, words="genogram")
        assert tags("Genogram to be updated") == []
        assert Job.objects.get(kind=learning.TAG_AGAIN).args == {"tag": visits.pk}
        run_pending()
        assert tags("Genogram to be updated") == ["Visits"]
        assert actions.tag_again(by=world.qa, tag=visits) == 1
        assert sum("went through" in line.did for line in history.of(visits)) == 1


class TestCorrecting:
    def test_each_correction_stands_in_the_audits_history_once(self, world, visits):
        audit = submit(world)
        point = audit.findings.get(text="Genogram to be updated")
        correct(world, audit, {point.pk: [visits.pk]})
        correct(world, audit, {point.pk: [visits.pk]})
        said = [line.sentence for line in history.of(audit) if "tags" in line.did]
        assert said == [
            "Quinn Mockford corrected the tags of the audit. Area for improvement 1 was set to Visits."
        ]

    def test_what_two_people_correct_at_once_is_told_to_the_second(self, world, visits):
        audit = submit(world)
        point = audit.findings.get(text="Timely visits")
        read = digest_of(audit.findings.all())
        correct(world, audit, {point.pk: []})
        other = audit.findings.get(text="Genogram to be updated")
        with pytest.raises(Conflict):
            actions.correct_tags(by=world.other_qa, audit=audit, tags={other.pk: [visits.pk]}, seen=read)

    def test_only_a_completed_audit_has_points_to_tag(self, world):
        with pytest.raises(Refused, match="not completed"):
            actions.correct_tags(by=world.qa, audit=world.audit, tags={}, seen="")


ROW = {"cycle": "2023-10", "service_area": "SWF", "auditor": "PM9", "completed_on": "12/10/2023"}


class TestImported:
    @pytest.fixture
    def take(self, world, tmp_path):
        StaffFactory(staff_id="PM9")

        def taken(rows, **changes):
            more = {
                "grade": "Good",
                "good_practice": "Timely visits\nPlans",
                "improvement": "Late",
                **changes,
            }
            path = tmp_path / "audits.csv"
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, ["case_ref", *ROW, *more])
                writer.writeheader()
                writer.writerows({"case_ref": f"CD9{n:05}", **ROW, **more} for n in range(rows))
            call_command("import_audits", path, verbosity=0)

        return taken

    def test_imported_points_have_stems_and_tags(self, take, visits):
        take(1)
        assert tags("Timely visits") == ["Visits"]
        assert Finding.objects.get(text="Plans").stems == " plan "

    def test_what_a_person_said_stays_when_a_file_corrects_the_audit_but_not_the_text(
        self, world, take, visits
    ):
        take(1)
        audit = Audit.objects.get(case_ref="CD900000")
        correct(world, audit, {audit.findings.get(text="Plans").pk: [visits.pk]})
        take(1, good_practice="Timely visit\nPlans")
        assert tags("Plans") == ["Visits"]
        assert tags("Timely visit") == ["Visits"]
        assert Finding.objects.get(text="Plans").tagged_by == world.qa

    def test_writing_points_takes_as_many_queries_for_100_as_for_2(self, world, visits):
        counts = []
        for number in (2, 100):
            audit = AuditFactory(submitted=True, cycle=world.cycle)
            points = [
                Finding(audit=audit, kind="improvement", text="Visit", position=n) for n in range(number)
            ]
            with CaptureQueriesContext(connection) as asked:
                learning.write_points(points, in_place_of=audit.findings.all())
            counts.append(len(asked.captured_queries))
        assert counts[0] == counts[1]


class TestPages:
    def test_without_a_tag_the_page_says_what_to_do(self, client, world):
        client.force_login(world.qa)
        assert "Add the first, such as Chronology" in client.get(reverse("tags")).content.decode()

    def test_a_tag_is_added_changed_and_taken_out_of_use_on_its_pages(self, client, world):
        submit(world)
        client.force_login(world.qa)
        client.post(reverse("tag_new"), {"name": "Visits", "words": "visit"})
        tag = Tag.objects.get()
        form = client.get(reverse("tag_change", args=[tag.pk])).context["form"]
        client.post(
            reverse("tag_change", args=[tag.pk]),
            {"name": "Seeing", "words": "visit", "seen": form["seen"].value()},
        )
        client.post(reverse("tag_use", args=[tag.pk]), {"active": "no"})
        page = client.get(tag.get_absolute_url()).content.decode()
        assert "Name went from Visits to Seeing." in page
        assert "Put back into use" in page

    def test_a_name_that_is_taken_and_a_comma_are_said_at_the_name(self, client, world, visits):
        client.force_login(world.qa)
        for name, words in (("Visits", "already"), ("Visits, late", "Leave out the comma")):
            form = client.post(reverse("tag_new"), {"name": name, "words": "home"}).context["form"]
            assert words in form.errors["name"][0]

    def test_what_somebody_else_saved_stands_above_what_was_typed(self, client, world, visits):
        client.force_login(world.qa)
        typed = {"name": "Visiting", "words": "visit", "seen": '{"name": "Visits", "words": "old"}'}
        response = client.post(reverse("tag_change", args=[visits.pk]), typed)
        assert response.status_code == 409
        assert response.context["form"]["name"].value() == "Visiting"
        again = {**typed, "seen": response.context["form"]["seen"].value()}
        assert client.post(reverse("tag_change", args=[visits.pk]), again).status_code == 302

    def test_points_are_tagged_by_ticking(self, client, world, visits):
        audit = submit(world)
        client.force_login(world.other_qa)
        url = reverse("audit_tags", args=[audit.pk])
        form = client.get(url).context["form"]
        genogram = audit.findings.get(text="Genogram to be updated")
        answers = {"seen": form["seen"].value(), f"point_{genogram.pk}": [visits.pk]}
        assert client.post(url, answers).status_code == 302
        assert (tags("Genogram to be updated"), tags("Timely visits")) == (["Visits"], [])
        response = client.post(url, {"seen": form["seen"].value()})
        assert response.status_code == 409
        assert "Somebody else changed these points" in response.content.decode()
