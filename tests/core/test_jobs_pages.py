"""My jobs and a job's page: progress, problems, result; one's own only; with or without JavaScript."""

import json

import pytest
from django.utils import timezone

from core.models import Job, StoredFile
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
QUERIES_OF_LIST = 5


@pytest.fixture
def person(client):
    user = UserFactory(name="Pat Placeholder")
    client.force_login(user)
    return user


def job_of(user, **values):
    over = values.get("state") in ("done", "failed")
    if over:
        values["finished_at"] = timezone.now()
    if values.get("state") == "running":
        values |= {"lease_token": "token", "lease_until": timezone.now()}
    return Job.objects.create(kind="test.work", title="Count the beans", by=user, by_name=user.name, **values)


def text(response):
    return " ".join(response.content.decode().split())


def test_my_jobs_lists_my_own_newest_first(client, person):
    first, second = job_of(person), job_of(person, state="done", words="7 beans")
    job_of(UserFactory())
    page = text(client.get("/jobs/"))
    assert page.count("Count the beans") == 2
    assert page.index(f"/jobs/{second.pk}/") < page.index(f"/jobs/{first.pk}/")
    assert "7 beans" in page


def test_my_jobs_says_what_would_be_listed_while_there_are_none(client, person):
    assert "You have not started any jobs." in text(client.get("/jobs/"))


def test_my_jobs_come_fifty_a_page_with_as_many_queries_for_51_as_for_one(
    client, person, django_assert_num_queries
):
    job_of(person)
    client.get("/jobs/")
    with django_assert_num_queries(QUERIES_OF_LIST):
        client.get("/jobs/")
    for _ in range(50):
        job_of(person)
    with django_assert_num_queries(QUERIES_OF_LIST):
        page = text(client.get("/jobs/"))
    assert page.count("Count the beans") == 50
    assert text(client.get("/jobs/?page=2")).count("Count the beans") == 1


@pytest.mark.parametrize("address", ["/jobs/{}/", "/jobs/{}/state.json", "/jobs/{}/file/"])
def test_somebody_elses_job_is_not_there(client, person, address):
    file = StoredFile.objects.keep(name="a.csv", content_type="text/csv", content=b"a")
    job = job_of(UserFactory(), state="done", file=file)
    assert client.get(address.format(job.pk)).status_code == 404


@pytest.mark.parametrize("address", ["/jobs/", "/jobs/1/", "/jobs/1/state.json", "/jobs/1/file/"])
def test_whoever_is_not_signed_in_is_asked_to(client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response.url.startswith("/account/")


def test_a_running_job_says_how_far_it_is(client, person):
    job = job_of(person, state="running", done=3, total=12, doing="June 2023")
    page = text(client.get(f"/jobs/{job.pk}/"))
    assert "Running: 3 of 12, June 2023" in page
    assert 'value="3" max="12"' in page
    assert 'Asked for by</dt><dd class="govuk-summary-list__value">Pat Placeholder' in page


def test_without_javascript_one_may_refresh_or_have_it_refreshed_while_it_runs(client, person):
    job = job_of(person)
    response = client.get(f"/jobs/{job.pk}/")
    assert "Refresh" not in response.headers
    assert "?keep=on" in text(response)
    assert client.get(f"/jobs/{job.pk}/?keep=on").headers["Refresh"] == "2"
    done = job_of(person, state="done")
    assert "Refresh" not in client.get(f"/jobs/{done.pk}/?keep=on").headers


def test_with_javascript_the_page_asks_for_the_state(client, person):
    job = job_of(person, state="running", done=3, total=12)
    page = text(client.get(f"/jobs/{job.pk}/"))
    assert "js/job.js" in page
    assert f'data-state-url="/jobs/{job.pk}/state.json"' in page
    assert json.loads(client.get(f"/jobs/{job.pk}/state.json").content) == {
        "state": "running",
        "over": False,
        "done": 3,
        "total": 12,
        "words": "Running: 3 of 12",
    }


def test_a_job_that_is_done_shows_its_words_its_link_and_its_file(client, person):
    file = StoredFile.objects.keep(name="beans.csv", content_type="text/csv", content=b"bean\r\n")
    job = job_of(person, state="done", words="7 beans", url="/beans/", file=file)
    page = text(client.get(f"/jobs/{job.pk}/"))
    assert "7 beans" in page
    assert 'href="/beans/"' in page
    assert "Download beans.csv" in page
    assert "js/job.js" not in page


def test_a_failed_job_says_why(client, person):
    job = job_of(person, state="failed", words="The file cannot be read.")
    assert "The file cannot be read." in text(client.get(f"/jobs/{job.pk}/"))


def test_problems_are_a_table_of_row_column_value_and_what_would_be_accepted(client, person):
    problems = [
        {"row": 3, "column": "grade", "value": "<b>Goodish", "accepted": "Good"},
        {"words": "The column team is missing."},
    ]
    job = job_of(person, state="failed", words="No.", problems=problems, problem_count=2)
    page = text(client.get(f"/jobs/{job.pk}/"))
    for said in ("Problems (2)", "grade", "&lt;b&gt;Goodish", "Good", "The column team is missing."):
        assert said in page


def test_many_problems_come_in_pages_and_those_not_kept_are_counted(client, person):
    problems = [
        {"row": row, "column": "grade", "value": f"value-{row}-", "accepted": "Good"} for row in range(60)
    ]
    job = job_of(person, state="failed", words="No.", problems=problems, problem_count=3412)
    page = text(client.get(f"/jobs/{job.pk}/"))
    assert "Problems (3412)" in page
    assert "The first 60 of them are listed." in page
    assert page.count("value-") == 50
    assert text(client.get(f"/jobs/{job.pk}/?page=2")).count("value-") == 10


def test_the_file_comes_as_an_attachment_that_no_browser_shows_or_keeps(client, person):
    file = StoredFile.objects.keep(name='be"ans é.html', content_type="text/html", content=b"<script>")
    job = job_of(person, state="done", file=file)
    response = client.get(f"/jobs/{job.pk}/file/")
    assert response.content == b"<script>"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_a_job_without_a_file_has_none_to_download(client, person):
    assert client.get(f"/jobs/{job_of(person).pk}/file/").status_code == 404
