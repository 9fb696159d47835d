"""What is past its time is deleted, and what is not stays; a file does not outlive the right to it."""

import datetime as dt

import pytest
from django.utils import timezone

from core import tidying
from core.importing.actions import CHECK, TAKE
from core.models import Job, StoredFile
from core.tables import exporting
from organisation.models import RoleHolding
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.pages")]
FILES, JOBS = 30, 90


def file_of(user=None):
    return StoredFile.objects.keep(name="list.csv", content_type="text/csv", content=b"a", uploaded_by=user)


def job(days, by=None, **values):
    """A job that was over so many days ago; None: it still runs."""
    over = {"state": "waiting"}
    if days is not None:
        over = {"state": "done", "finished_at": timezone.now() - dt.timedelta(days=days)}
    said = {"kind": "test", "title": "A job", "by_name": "Pat Placeholder", "words": "7 rows"}
    return Job.objects.create(**{**said, **over, "by": by, **values})


def test_an_exports_file_goes_after_its_days_and_the_jobs_words_stay():
    user = UserFactory()
    old, new = job(FILES + 1, user, file=file_of()), job(FILES - 1, user, file=file_of())
    assert tidying.delete_files() == 1
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.file, old.words) == (None, "7 rows")
    assert new.file is not None


def test_the_days_are_the_councils_to_choose(settings):
    settings.FILES_KEPT_DAYS = 3
    job(4, file=file_of())
    assert tidying.delete_files() == 1


def test_an_upload_goes_after_its_check_is_over_for_its_days():
    user = UserFactory()
    old, new, unchecked = file_of(user), file_of(user), file_of(user)
    job(FILES + 1, user, kind=CHECK, args={"kind": "teams", "file": old.pk})
    job(FILES - 1, user, kind=CHECK, args={"kind": "teams", "file": new.pk})
    job(None, user, kind=CHECK, args={"kind": "teams", "file": unchecked.pk})
    assert tidying.delete_files() == 1
    assert set(StoredFile.objects.all()) == {new, unchecked}


def test_an_upload_that_is_being_taken_stays_until_it_is():
    user, upload = UserFactory(), file_of()
    check = job(FILES + 1, user, kind=CHECK, args={"kind": "teams", "file": upload.pk})
    take = job(None, user, kind=TAKE, args={"check": check.pk})
    assert tidying.delete_files() == 0
    Job.objects.filter(pk=take.pk).update(state="done", finished_at=timezone.now())
    assert tidying.delete_files() == 1


def test_the_systems_old_jobs_go_and_peoples_stay():
    job(JOBS + 1)
    stay = [job(JOBS - 1), job(None), job(JOBS + 1, UserFactory()), job(JOBS + 1, file=file_of())]
    assert tidying.delete_jobs() == 1
    assert set(Job.objects.all()) == set(stay)


def test_an_export_is_gone_for_who_may_no_longer_see_its_list(client):
    user = UserFactory(roles=["administrator"])
    args = {"path": "/staff-list/", "query": "", "format": "csv"}
    export = job(0, user, kind=exporting.KIND, args=args, file=file_of(user))
    client.force_login(user)
    assert client.get(f"/jobs/{export.pk}/file/").status_code == 200
    RoleHolding.objects.filter(user=user).delete()
    assert client.get(f"/jobs/{export.pk}/file/").status_code == 404


def test_an_export_of_a_list_that_is_no_longer_there_is_gone_too(client):
    user = UserFactory(roles=["administrator"])
    args = {"path": "/was-here/", "query": "", "format": "csv"}
    export = job(0, user, kind=exporting.KIND, args=args, file=file_of(user))
    client.force_login(user)
    assert client.get(f"/jobs/{export.pk}/file/").status_code == 404
