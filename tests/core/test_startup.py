"""Production refuses to start unsafely, and says why. Each is the real process."""

import pytest

from core import startup
from tests.factories import UserFactory
from tests.processes import run

PRODUCTION = {
    "PLUMBLINE_ENV": "production",
    "SECRET_KEY": "s" * 60,
    "ALLOWED_HOSTS": "plumbline.council.example",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}
WEB = ["-c", "import config.wsgi"]
WORKER = ["-m", "celery", "-A", "config", "worker", "--concurrency", "1"]
BEAT = ["-m", "celery", "-A", "config", "beat"]


def without(name):
    return {key: value for key, value in PRODUCTION.items() if key != name}


pytestmark = pytest.mark.django_db(transaction=True)


def test_production_starts_when_nothing_is_wrong():
    assert run(*WEB, **PRODUCTION).returncode == 0


@pytest.mark.parametrize("process", [WEB, WORKER, BEAT], ids=["web", "worker", "beat"])
def test_production_needs_a_secret_key(process):
    ended = run(*process, **without("SECRET_KEY"))
    assert ended.returncode != 0
    assert "Production needs SECRET_KEY in the environment." in ended.stderr


@pytest.mark.parametrize("name", ["ALLOWED_HOSTS", "REDIS_URL"])
def test_production_needs_its_hosts_and_its_queue(name):
    ended = run(*WEB, **without(name))
    assert ended.returncode != 0
    assert f"Production needs {name} in the environment." in ended.stderr


@pytest.mark.parametrize("process", [WEB, WORKER, BEAT], ids=["web", "worker", "beat"])
def test_production_needs_a_database_and_makes_no_file_of_its_own(process, tmp_path):
    ended = run(*process, **PRODUCTION, DATABASE_URL="", PLUMBLINE_VAR=str(tmp_path))
    assert ended.returncode != 0
    assert "Production needs DATABASE_URL in the environment." in ended.stderr
    assert not list(tmp_path.iterdir())


def test_production_refuses_a_pinned_day():
    ended = run(*WEB, **PRODUCTION, PLUMBLINE_TODAY="2023-10-16")
    assert ended.returncode != 0
    assert "PLUMBLINE_TODAY pins the demo's day; production refuses it." in ended.stderr


@pytest.mark.parametrize("process", [WEB, WORKER, BEAT], ids=["web", "worker", "beat"])
def test_production_refuses_the_demos_accounts(process):
    UserFactory(is_demo=True)
    ended = run(*process, **PRODUCTION)
    assert ended.returncode != 0
    assert startup.DEMO_ACCOUNTS in ended.stderr


def test_production_refuses_a_database_that_it_cannot_ask():
    ended = run(*WEB, **{**PRODUCTION, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"})
    assert ended.returncode != 0
    assert startup.NO_DATABASE in ended.stderr


def test_the_default_of_gunicorn_and_celery_is_production():
    assert "Production needs SECRET_KEY" in run(*WEB).stderr


def test_what_rooms_announce_is_said_when_the_embedded_server_is_up(monkeypatch):
    monkeypatch.setattr(startup, "_banner", [])
    startup.announce(lambda: ["Sign in as:", "  qa@example.org"])
    startup.announce(lambda: ["The day is pinned."])
    assert startup.banner_lines() == ["Sign in as:", "  qa@example.org", "The day is pinned."]
