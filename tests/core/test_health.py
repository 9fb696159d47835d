"""What machines ask: is the process alive, can it work."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.models import Job

pytestmark = pytest.mark.django_db


def test_healthz_answers_without_the_database_and_without_signing_in(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_readyz_says_what_is_well_and_how_long_the_oldest_job_waits(client):
    job = Job.objects.create(kind="test.work", title="Work", by_name="The night")
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - dt.timedelta(seconds=90))
    response = client.get("/readyz")
    assert response.status_code == 200
    said = response.json()
    assert said["ready"] is True
    assert (said["database"], said["migrations"], said["cache"]) == ("ok", "ok", "ok")
    assert said["jobs"]["waiting"] == 1
    assert 90 <= said["jobs"]["oldest_waiting_seconds"] < 100


def test_readyz_is_503_while_a_migration_is_not_applied(client):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "database": "ok", "migrations": "1 not applied", "cache": "ok"}


def test_readyz_is_503_without_the_cache_table(client, monkeypatch):
    monkeypatch.setattr(type(cache._connections["default"]), "_table", "elsewhere", raising=False)
    monkeypatch.setattr(cache._connections["default"], "_table", "elsewhere")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["cache"] == "table missing"


def test_readyz_is_503_and_no_error_page_while_the_database_is_away(client, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "database": "cannot be reached"}
