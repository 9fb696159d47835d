"""A job is written with the request, done once, and ends in words."""

import logging

import pytest
from django.db import OperationalError, transaction

from core import jobs
from core.history import Service
from core.jobs import publisher, registry, runner
from core.jobs.errors import UnknownKind
from core.models import Job, StoredFile
from tests.factories import UserFactory
from tests.jobs import Beside, handler, run_pending

pytestmark = pytest.mark.django_db
ROBOT = Service("The night")


def start(**kwargs):
    return jobs.start("test.work", **{"by": ROBOT, "args": {}, **kwargs})


def done_by(work, **kwargs):
    """The job after `work` has had its turn at it."""
    with handler("test.work", work):
        job = start(**kwargs)
        run_pending()
    job.refresh_from_db()
    return job


def test_a_job_says_what_was_asked_by_whom_and_waits():
    person = UserFactory(name="Pat Placeholder")
    with handler("test.work", lambda job: None, title="Count the beans"):
        job = start(by=person, args={"month": "2023-09"})
    assert (job.title, job.by, job.by_name, job.state) == (
        "Count the beans",
        person,
        "Pat Placeholder",
        "waiting",
    )
    assert job.args == {"month": "2023-09"}


def test_a_job_asked_for_in_a_transaction_that_is_undone_was_never_asked_for():
    with handler("test.work", lambda job: None):
        with transaction.atomic():
            start()
            transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_the_publisher_is_woken_after_the_commit_and_only_then(
    monkeypatch, django_capture_on_commit_callbacks
):
    woken = []
    monkeypatch.setattr(publisher, "wake", lambda: woken.append("woken"))
    with handler("test.work", lambda job: None):
        with django_capture_on_commit_callbacks(execute=True):
            start()
            assert woken == []
    assert woken == ["woken"]


def test_a_kind_that_no_room_does_cannot_be_asked_for():
    with pytest.raises(UnknownKind, match=r"test\.unheard-of"):
        jobs.start("test.unheard-of", by=ROBOT, args={})


def test_a_kind_has_one_handler():
    with handler("test.work", lambda job: None), pytest.raises(ValueError, match="has a handler already"):
        registry.handler("test.work", title="Again")(lambda job: None)


def test_a_job_that_finishes_leaves_its_words_link_result_and_file():
    def work(job):
        job.problem({"row": 3, "column": "grade", "value": "Goodish", "accepted": "Good"})
        with job.finish() as outcome:
            outcome.words = f"{job.args['n']} beans"
            outcome.url = "/beans/"
            outcome.result = {"beans": 7}
            outcome.file = ("beans.csv", "text/csv", b"bean\r\n")

    person = UserFactory()
    job = done_by(work, by=person, args={"n": 7})
    assert (job.state, job.words, job.url, job.result) == ("done", "7 beans", "/beans/", {"beans": 7})
    assert (bytes(job.file.content), job.file.uploaded_by) == (b"bean\r\n", person)
    assert (job.problem_count, job.problems[0]["value"]) == (1, "Goodish")
    assert job.finished_at >= job.started_at >= job.created_at
    assert job.lease_token == ""


def test_the_handler_knows_who_asked_a_person_or_a_process():
    seen = []
    person = UserFactory()
    done_by(lambda job: seen.append(job.by), by=person)
    done_by(lambda job: seen.append(job.by), by=ROBOT)
    assert seen == [person, ROBOT]


def test_a_handler_that_had_nothing_to_change_is_done_all_the_same():
    job = done_by(lambda job: None)
    assert (job.state, job.words) == ("done", "Nothing had to be changed.")


def test_what_a_failing_last_transaction_changed_is_undone_and_the_job_says_so(caplog):
    def work(job):
        with job.finish():
            StoredFile.objects.keep(name="effect", content_type="text/plain", content=b"")
            raise ValueError(f"the child {job.args['case']}")

    with caplog.at_level(logging.ERROR):
        job = done_by(work, args={"case": "CD490004"})
    assert not StoredFile.objects.exists()
    assert job.state == "failed"
    assert job.words.startswith("Something went wrong that Plumbline did not expect. Nothing was changed.")
    assert str(job.pk) in job.words
    assert "ValueError" in caplog.text
    assert "CD490004" not in caplog.text


def test_a_last_transaction_that_was_undone_may_be_tried_again():
    def work(job):
        for attempt in range(3):
            try:
                with job.finish() as outcome:
                    outcome.words = f"at attempt {attempt}"
                    if attempt < 2:
                        raise KeyError
            except KeyError:
                continue

    assert done_by(work).words == "at attempt 2"


def test_a_handler_may_say_in_its_own_words_why_it_cannot_be_done():
    def work(job):
        job.problem({"words": "The file has no heading."})
        raise jobs.Failed("The file cannot be read. Save it as CSV and try again.")

    job = done_by(work)
    assert (job.state, job.words) == ("failed", "The file cannot be read. Save it as CSV and try again.")
    assert job.problems == [{"words": "The file has no heading."}]


def test_a_kind_that_this_version_does_not_know_fails_in_words():
    with handler("test.work", lambda job: None):
        job = start()
    runner.run(job.pk, keeper=Beside)
    job.refresh_from_db()
    assert (job.state, job.words) == ("failed", runner.NOT_KNOWN)


def test_a_database_that_went_away_is_no_failure_the_job_waits_for_its_lease_to_run_out():
    def work(job):
        raise OperationalError("server closed the connection")

    job = done_by(work)
    assert (job.state, job.attempts) == ("running", 1)
    assert job.lease_token


def test_a_job_that_never_comes_to_its_end_is_given_up_after_five_attempts():
    tried = []
    with handler("test.work", lambda job: tried.append(job.id)):
        job = start()
        Job.objects.update(attempts=runner.ATTEMPTS)
        runner.run(job.pk, keeper=Beside)
    job.refresh_from_db()
    assert (job.state, job.words, tried) == ("failed", runner.GIVEN_UP, [])


def test_of_very_many_problems_a_thousand_are_kept_and_all_are_counted():
    def work(job):
        for row in range(1500):
            job.problem({"row": row})

    job = done_by(work)
    assert (job.problem_count, len(job.problems)) == (1500, 1000)


def test_a_job_is_seen_by_whom_it_was_asked_by_and_nobody_else():
    with handler("test.work", lambda job: None):
        mine, theirs = start(by=UserFactory()), start(by=UserFactory())
        start(by=ROBOT)
    assert list(jobs.visible_to(mine.by)) == [mine]
    assert list(jobs.visible_to(theirs.by)) == [theirs]
