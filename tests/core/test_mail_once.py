"""Once: when deliveries run at the same moment, when a process dies, when the database goes away."""

import signal
import sys
import threading

import pytest
from django.core.mail.backends import locmem
from django.db import OperationalError, connection, transaction

from core import mail
from core.jobs import actions, runner, schedule
from core.mail import outbox
from core.mail.delivering import DELIVER, send_due
from core.models import Job, Message
from tests.core.mailserver import serving
from tests.core.posting import BY, later, only, post, tick
from tests.factories import UserFactory
from tests.figures.test_at_once import SECONDS, together
from tests.jobs import Beside, handler, run_pending
from tests.processes import Process

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = [f"key-{number:02}" for number in range(20)]
EACH = [f"{key}@council.example" for key in KEYS]


@pytest.fixture
def server(settings, transactional_db):
    with serving(settings) as server:
        yield server


def test_many_deliveries_at_once_send_each_message_once(server):
    server.seconds = 0.01
    for key in KEYS:
        post(key)
    start = threading.Barrier(4)

    def delivering():
        start.wait(SECONDS)
        return sum(send_due().values())

    counts = together(*[delivering] * 4)
    assert server.recipients == EACH
    assert sum(counts) == len(KEYS)
    assert len([count for count in counts if count]) > 1, "they did share the work"
    assert set(Message.objects.values_list("state", "tries")) == {("sent", 1)}


def test_a_job_that_is_delivered_twice_at_once_sends_each_message_once(server):
    with transaction.atomic():
        for key in KEYS:
            post(key)
    job = Job.objects.get()
    start = threading.Barrier(2)

    def delivered():
        start.wait(SECONDS)
        runner.run(job.pk, keeper=Beside)

    together(delivered, delivered)
    assert server.recipients == EACH
    job.refresh_from_db()
    assert job.words == "E-mails sent: 20. To be tried again: 0. Given up: 0."


def test_it_is_sent_outside_of_any_transaction(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Looking"
    post()
    run_pending()
    assert only().state == "sent"


class Looking(locmem.EmailBackend):
    """Looks whether a transaction is open while a message is sent."""

    def send_messages(self, messages):
        assert not connection.in_atomic_block
        return super().send_messages(messages)


def test_after_a_death_between_sending_and_marking_the_double_is_known_by_its_message_id(server, tmp_path):
    post()
    code = "import django; django.setup(); from core.mail.delivering import send_due; send_due()"
    worker = Process(
        *(sys.executable, "-c", code),
        log=tmp_path / "worker.log",
        PLUMBLINE_ENV="embedded",
        PLUMBLINE_VAR=str(tmp_path),
        DJANGO_SETTINGS_MODULE="config.settings",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=str(server.port),
        EMAIL_USE_TLS="false",
    )
    server.on_taking = lambda: worker.send(signal.SIGKILL)
    assert worker.popen.wait(SECONDS) == -signal.SIGKILL, worker.output
    worker.stop()
    server.on_taking = lambda: None
    assert (only().state, len(server.taken)) == ("sending", 1)
    run_pending()
    assert len(server.taken) == 1, "the lease holds"
    later(minutes=6)
    assert tick() == 1
    first, again = server.taken
    assert only().state == "sent"
    assert first["Message-ID"] == again["Message-ID"]
    later(days=1)
    assert tick() == 0


def test_each_key_has_a_message_id_of_its_own(server):
    post("a")
    post("b")
    run_pending()
    assert len({message["Message-ID"] for message in server.taken}) == 2
    assert all(message["Message-ID"].endswith("@127.0.0.1>") for message in server.taken)


def test_a_database_that_goes_away_after_the_sending_is_told_when_it_is_back(server, monkeypatch):
    monkeypatch.setattr(outbox, "INSISTS", [0.01, 0.01, 0.01])
    asked = []

    def away_twice(message):
        asked.append(message)
        if len(asked) < 3:
            raise OperationalError("the server closed the connection")
        mark(message)

    mark = outbox._sent
    monkeypatch.setattr(outbox, "_sent", away_twice)
    post()
    run_pending()
    assert (len(asked), only().state) == (3, "sent")
    later(minutes=6)
    tick()
    assert len(server.taken) == 1


def test_what_was_sent_is_marked_though_another_holds_the_lease_by_then():
    post()
    slow = outbox.claim(only().pk)
    later(minutes=6)
    other = outbox.claim(only().pk)
    assert other.lease_token != slow.lease_token
    outbox.sent(slow)
    outbox.postponed(other, "The mail server can’t be reached.")
    assert (only().state, only().words) == ("sent", "")


# The same key


def test_two_transactions_that_post_the_same_key_at_once_post_it_once():
    ann = UserFactory()
    start = threading.Barrier(4)

    def posting():
        start.wait(SECONDS)
        return [mail.post(by=BY, key=key, to=ann, subject="Due", body="Due.").pk for key in KEYS]

    found = together(*[posting] * 4)
    assert Message.objects.count() == len(KEYS)
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize("first_fails", [False, True], ids=["kept", "rolled-back"])
def test_who_posts_a_key_while_another_is_about_to_waits_for_how_that_ends(first_fails):
    ann = UserFactory()
    has_posted, second_begins = threading.Event(), threading.Event()

    def first():
        with transaction.atomic():
            post(to=ann, subject="The first")
            has_posted.set()
            assert second_begins.wait(SECONDS)
            threading.Event().wait(0.3)
            transaction.set_rollback(first_fails)

    def second():
        assert has_posted.wait(SECONDS)
        second_begins.set()
        return post(to=ann, subject="The second").subject

    _, answered = together(first, second)
    assert answered == only().subject == ("The second" if first_fails else "The first")
    assert Job.objects.count() == 1


# The tick


def test_a_tick_starts_a_delivery_when_something_is_due_and_none_is_open():
    assert tick() == 0
    post()
    Job.objects.all().delete()  # as if its process had died before it could be published
    actions.start_needed(by=BY)
    assert Job.objects.filter(kind=DELIVER, by=None).count() == 1
    actions.start_needed(by=BY)
    assert Job.objects.count() == 1, "one waits"
    Job.objects.update(state="running", lease_token="held", lease_until=only().posted_at)
    actions.start_needed(by=BY)
    assert Job.objects.count() == 1, "one runs"


def test_two_ticks_at_once_start_one_delivery():
    post()
    Job.objects.all().delete()
    together(*[lambda: actions.start_needed(by=BY)] * 4)
    assert Job.objects.count() == 1


def test_a_check_that_fails_keeps_no_other_back(monkeypatch, caplog):
    monkeypatch.setattr(schedule, "_each_tick", {"test.broken": broken, "test.needed": lambda: True})
    with handler("test.needed", lambda job: None):
        [job] = actions.start_needed(by=BY)
    assert job.kind == "test.needed"
    assert "Whether test.broken is needed cannot be said" in caplog.text


def broken():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
