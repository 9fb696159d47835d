"""Imports on the pages: a job checks the upload, the person takes the good rows or none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.importing import actions
from core.models import Import, Job, StoredFile
from organisation.models import Team, TeamRecord
from tests.factories import TeamFactory, UserFactory
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db

COLUMNS = "team,service_area,case_holding,statutory,from,to\n"
GOOD = COLUMNS + "SWF West 1,SWF,yes,yes,,\nBIT East,BIT,yes,yes,,\n"
HALF = COLUMNS + "SWF West 1,SWF,yes,yes,,\nBIT East,BIT,perhaps,yes,,\n"


@pytest.fixture
def performance():
    return UserFactory(name="Perry Exemplar", roles=["performance"])


@pytest.fixture
def page(client, performance):
    client.force_login(performance)
    return client


def upload(page, content, name="teams.csv", kind="teams", **more):
    """Send the file, and what else the form asks; the check of it, done."""
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, content)
    response = page.post(reverse("import_upload", args=[kind]), {"file": file, **more})
    assert response.status_code == 302, response.content.decode()
    run_pending()
    return Job.objects.filter(kind=actions.CHECK).latest("pk")


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_list_names_each_kind_with_its_columns_and_the_files_that_were_taken(page):
    text = text_of(page.get(reverse("imports")))
    assert "Teams" in text
    assert "Columns: staff_id, name, role, qualifying_status (optional), team" in text
    assert "No file has been imported yet." in text


def test_the_upload_page_says_what_each_column_holds(page):
    text = text_of(page.get(reverse("import_upload", args=["staff"])))
    assert "a decimal from 0 to 1, such as 0.6" in text
    assert "a date such as 2023-09-30 or 30/09/2023" in text


def test_a_file_is_checked_then_taken(page, performance):
    check = upload(page, GOOD)
    assert check.words == "All 2 rows are good."
    assert not Team.objects.exists()
    text = text_of(page.get(check.url))
    assert "2 would be added, 0 corrected, 0 left as they are." in text
    assert "SWF West 1 from the beginning" in text
    assert "Take the 2 good rows" in text
    page.post(reverse("import_take", args=[check.pk]))
    run_pending()
    taken = Job.objects.get(kind=actions.TAKE)
    assert (taken.state, taken.words) == ("done", "2 added, 0 corrected, 0 left as they were.")
    record = Import.objects.get()
    assert taken.url == record.get_absolute_url()
    assert (record.by, record.name, record.added) == (performance, "teams.csv", 2)
    assert "Perry Exemplar imported teams from the file." in text_of(page.get(taken.url))
    assert "teams.csv" in text_of(page.get(reverse("imports")))


def test_problems_are_a_table_and_the_good_rows_can_be_taken_without_them(page):
    check = upload(page, HALF)
    assert check.words == "1 of 2 rows are good; 1 problem."
    text = text_of(page.get(check.url))
    assert "Problems (1)" in text
    assert "perhaps" in text
    assert "Yes or no." in text
    page.post(reverse("import_take", args=[check.pk]))
    run_pending()
    assert list(Team.objects.values_list("name", flat=True)) == ["SWF West 1"]
    assert Import.objects.get().left_out == 1


def test_when_none_is_taken_the_upload_is_deleted(page):
    check = upload(page, GOOD)
    page.post(reverse("import_drop", args=[check.pk]))
    assert not StoredFile.objects.exists()
    assert not Team.objects.exists()
    assert "None of the rows was taken, and the file has been deleted." in text_of(page.get(check.url))
    response = page.post(reverse("import_take", args=[check.pk]), follow=True)
    assert "The file is no longer kept." in text_of(response)


def test_a_second_click_takes_nothing_twice(page):
    check = upload(page, GOOD)
    first = page.post(reverse("import_take", args=[check.pk]))
    second = page.post(reverse("import_take", args=[check.pk]))
    run_pending()
    assert first.url == second.url
    assert (Job.objects.filter(kind=actions.TAKE).count(), Import.objects.count()) == (1, 1)


def test_what_was_taken_cannot_be_dropped_any_more(page):
    check = upload(page, GOOD)
    page.post(reverse("import_take", args=[check.pk]))
    page.post(reverse("import_drop", args=[check.pk]))
    run_pending()
    assert Team.objects.count() == 2


def test_nothing_is_taken_when_what_it_would_change_is_no_longer_what_was_shown(page):
    check = upload(page, GOOD)
    TeamFactory(name="SWF West 1", record__starts_on="1900-01-01")
    page.post(reverse("import_take", args=[check.pk]))
    run_pending()
    taken = Job.objects.get(kind=actions.TAKE)
    assert taken.state == "failed"
    assert taken.words.startswith("Something that this file is about was changed in Plumbline since")
    assert TeamRecord.objects.count() == 1


def test_a_file_that_says_what_is_recorded_offers_nothing_to_take(page):
    upload(page, GOOD)
    page.post(reverse("import_take", args=[Job.objects.get().pk]))
    run_pending()
    text = text_of(page.get(upload(page, GOOD).url))
    assert "Nothing: all of it is recorded already." in text
    assert "Take the" not in text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "The file is a PDF, not a spreadsheet."),
        (b"team\n", "The column service_area is missing."),
    ],
)
def test_a_file_that_is_no_good_as_a_whole_says_so(page, content, words):
    check = upload(page, content)
    text = text_of(page.get(check.url))
    assert words in text
    assert "No row can be taken before the file as a whole is right." in text
    assert "Take the" not in text


def test_a_file_that_is_too_large_is_refused_on_the_form(page, settings):
    settings.FILE_LIMIT_BYTES = 10
    file = SimpleUploadedFile("teams.csv", GOOD.encode())
    response = page.post(reverse("import_upload", args=["teams"]), {"file": file})
    assert "The file is larger than 20 MB" in text_of(response)
    assert not StoredFile.objects.exists()


def test_a_form_without_a_file_asks_for_one(page):
    response = page.post(reverse("import_upload", args=["teams"]), {})
    assert "There is a problem" in text_of(response)


def test_a_check_that_is_not_done_leads_to_its_progress(page, performance):
    job = actions.ask_check(by=performance, kind="teams", name="teams.csv", content=GOOD.encode())
    response = page.get(reverse("import_check", args=[job.pk]))
    assert response.url == job.get_absolute_url()


def test_only_those_who_may_import_see_anything(client, performance, page):
    check = upload(page, GOOD)
    page.post(reverse("import_take", args=[check.pk]))
    run_pending()
    record = Import.objects.get()
    client.force_login(UserFactory(roles=["practice_manager"]))
    assert client.get(reverse("imports")).status_code == 403
    assert client.get(reverse("import_upload", args=["teams"])).status_code == 403
    assert client.get(reverse("import_check", args=[check.pk])).status_code == 404
    assert client.post(reverse("import_take", args=[check.pk])).status_code == 404
    assert client.post(reverse("import_drop", args=[check.pk])).status_code == 404
    assert client.get(record.get_absolute_url()).status_code == 404


def test_the_quality_assurance_unit_imports_audits_and_no_teams(client):
    client.force_login(UserFactory(roles=["qa"]))
    assert client.get(reverse("import_upload", args=["teams"])).status_code == 403
    assert client.get(reverse("import_upload", args=["nothing"])).status_code == 404


def test_somebody_elses_check_is_not_there(client, page):
    check = upload(page, GOOD)
    client.force_login(UserFactory(roles=["administrator"]))
    assert client.get(reverse("import_check", args=[check.pk])).status_code == 404


def test_no_case_reference_or_file_name_is_in_an_address_or_a_jobs_arguments(page):
    check = upload(page, GOOD, name="CD490004.csv")
    assert "CD490004" not in check.url
    assert "CD490004" not in str(check.args)
    assert "CD490004" not in check.title


def test_many_problems_come_in_pages_and_are_counted(page):
    rows = "".join(f"Team {n},SWF,perhaps,perhaps,,\n" for n in range(600))
    check = upload(page, COLUMNS + rows)
    text = text_of(page.get(check.url))
    assert check.result["problems"] == 1200
    assert "The first 1,000 of them are listed." in text
    assert "Problems (1,200)" in text
    assert text_of(page.get(f"{check.url}?page=20")) != text


@pytest.mark.parametrize("changes", [1, 200])
def test_the_pages_ask_the_database_as_often_however_much_there_is(
    page, changes, django_assert_max_num_queries
):
    rows = "".join(f"Team {n},SWF,yes,yes,,\n" for n in range(changes))
    check = upload(page, COLUMNS + rows)
    with django_assert_max_num_queries(9):
        page.get(check.url)
    page.post(reverse("import_take", args=[check.pk]))
    run_pending()
    with django_assert_max_num_queries(8):
        page.get(Import.objects.get().get_absolute_url())
    with django_assert_max_num_queries(8):
        page.get(reverse("imports"))
