"""Where links lead, how long texts are kept, and the embedded copy, which prints its e-mails."""

import signal
import sys

import pytest

from core import jobs, mail, tidying
from core.history import Service
from core.jobs import runner
from core.models import Message
from tests.core.posting import later, post
from tests.factories import UserFactory
from tests.jobs import Beside, run_pending
from tests.processes import Process, run, until

PRODUCTION = {
    "PLUMBLINE_ENV": "production",
    "SECRET_KEY": "s" * 60,
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ALLOWED_HOSTS": "plumbline.council.example,10.0.0.7",
}
SHOW = ["-c", "from django.conf import settings; print(settings.SITE_URL)"]


def test_a_link_begins_with_the_address_that_people_use(settings):
    settings.SITE_URL = "https://plumbline.example"
    assert mail.link("/audits/7/") == "https://plumbline.example/audits/7/"


@pytest.mark.parametrize("path", ["audits/7/", "", "//elsewhere.example/", "https://elsewhere.example/"])
def test_a_link_is_made_of_a_path_from_the_root(path):
    with pytest.raises(ValueError, match="a path from the root"):
        mail.link(path)


def site_url(**settings):
    return run(*SHOW, DJANGO_SETTINGS_MODULE="config.settings", **settings)


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
class TestTheAddressOfTheSite:
    """The real settings, in a process of their own."""

    def test_in_production_it_is_the_first_host_unless_it_is_set(self):
        assert site_url(**PRODUCTION).stdout == "https://plumbline.council.example\n"
        set_to = {"SITE_URL": "https://quality.council.example/"}
        assert site_url(**PRODUCTION, **set_to).stdout == "https://quality.council.example\n"

    @pytest.mark.parametrize("hosts", ["*", ".council.example"])
    def test_production_needs_it_where_its_hosts_name_none(self, hosts):
        ended = site_url(**{**PRODUCTION, "ALLOWED_HOSTS": hosts})
        assert ended.returncode != 0
        assert "Production needs SITE_URL in the environment" in ended.stderr

    def test_it_is_an_address(self):
        ended = site_url(**PRODUCTION, SITE_URL="plumbline.council.example")
        assert "SITE_URL must begin with https://" in ended.stderr

    def test_the_embedded_copy_is_on_this_machine(self, tmp_path):
        embedded = {"PLUMBLINE_ENV": "embedded", "PLUMBLINE_VAR": str(tmp_path)}
        assert site_url(**embedded).stdout == "http://127.0.0.1:8000\n"


@pytest.mark.django_db
def test_each_night_the_texts_of_e_mails_go_after_their_days_and_the_rows_stay(settings):
    settings.MAIL_KEPT_DAYS = 10
    post("old")
    post("not-sent", to=UserFactory(is_active=False))
    run_pending()
    later(days=6)
    post("new")
    run_pending()
    later(days=5)
    post("waiting")
    Message.objects.filter(key="waiting").update(posted_at=Message.objects.get(key="old").posted_at)
    night = jobs.start(tidying.KIND, by=Service("A test"), args={})
    runner.run(night.pk, keeper=Beside)
    night.refresh_from_db()
    assert "Texts of e-mails deleted: 2." in night.words
    text = "They are due on Friday."
    left = dict(Message.objects.values_list("key", "body"))
    assert left == {"old": "", "not-sent": "", "new": text, "waiting": text}


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_the_embedded_copy_prints_an_e_mail_within_seconds(tmp_path):
    server = Process(
        *(sys.executable, "-m", "tests.serving", "--port", "0"),
        log=tmp_path / "serve.log",
        PLUMBLINE_ENV="embedded",
        PLUMBLINE_VAR=str(tmp_path),
    )
    try:
        assert server.says("A room says that it does test.effect."), server.output
        post(subject="Audits for October are due")
        assert server.says("Subject: Audits for October are due", 10), server.output
        assert until(lambda: Message.objects.get().state == "sent", 5)
    finally:
        server.stop(signal.SIGKILL)
