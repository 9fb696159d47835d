"""A job's page in a real browser: how far it is, said as it goes, and the result put in."""

import pytest
from django.utils import timezone

from core.models import Job

pytestmark = pytest.mark.django_db(transaction=True)
RUNNING = {"state": "running", "lease_token": "token"}


def job_of(person, **values):
    if values.get("state") == "running":
        values["lease_until"] = timezone.now()
    elif values.get("state"):
        values["finished_at"] = timezone.now()
    return Job.objects.create(kind="test", title="Count the beans", by=person, by_name=person.name, **values)


PROBLEMS = [
    {"row": row, "column": "grade", "value": "Goodish", "accepted": "Outstanding, Good"} for row in range(60)
]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {**RUNNING, "done": 3, "total": 12, "doing": "June 2023"},
        {"state": "done", "words": "7 beans", "url": "/"},
        {"state": "failed", "words": "No row was taken.", "problems": PROBLEMS, "problem_count": 60},
    ],
    ids=["waiting", "running", "done", "failed"],
)
def test_the_page_of_a_job_is_for_everybody(signed_in, sweep, values):
    page = signed_in("qa")
    job = job_of(page.person, **values)
    sweep(page, f"/jobs/{job.pk}/")
    sweep(page, "/jobs/")


def test_a_job_says_how_far_it_is_and_then_its_result_without_being_reloaded(signed_in):
    page = signed_in("qa")
    job = job_of(page.person)
    page.goto(f"/jobs/{job.pk}/")
    page.evaluate("window.stayed = true")
    said = page.locator("#job-words")
    assert said.get_attribute("aria-live") == "polite"
    assert said.inner_text() == "Waiting to start"
    assert not page.get_by_role("link", name="Refresh this page").is_visible()
    running = {**RUNNING, "lease_until": timezone.now(), "done": 3, "total": 12, "doing": "June 2023"}
    Job.objects.filter(pk=job.pk).update(**running)
    page.get_by_text("Running: 3 of 12, June 2023").wait_for()
    assert page.get_by_role("progressbar").evaluate("bar => [bar.value, bar.max]") == [3, 12]
    Job.objects.filter(pk=job.pk).update(state="done", finished_at=timezone.now(), words="7 beans")
    page.get_by_text("7 beans").wait_for()
    assert said.inner_text() == "Done"
    assert page.get_by_role("progressbar").count() == 0
    assert page.evaluate("window.stayed")


def test_without_javascript_the_page_is_refreshed_if_one_asks_for_it(signed_in):
    page = signed_in("qa", java_script_enabled=False)
    job = job_of(page.person)
    page.goto(f"/jobs/{job.pk}/")
    page.get_by_role("link", name="refresh it every 2 seconds").click()
    Job.objects.filter(pk=job.pk).update(state="done", finished_at=timezone.now(), words="7 beans")
    page.get_by_text("7 beans").wait_for()


def test_a_session_that_ended_while_one_watches_leads_to_signing_in(signed_in):
    page = signed_in("qa")
    job = job_of(page.person)
    page.goto(f"/jobs/{job.pk}/")
    page.context.clear_cookies()
    page.wait_for_url("**/account/sign-in/**")
