"""Delivery to a real mail server, well and unwell: each message once, whatever becomes of the others."""

import pytest

from core.mail import outbox
from core.models import Job, Message
from tests.core.mailserver import serving
from tests.core.posting import later, only, post, tick
from tests.factories import UserFactory
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with serving(settings) as server:
        yield server


def states():
    return dict(Message.objects.values_list("key", "state"))


def test_it_arrives_as_it_was_written(server, settings):
    settings.DEFAULT_FROM_EMAIL = "plumbline@council.example"
    ann = UserFactory(email="ann@council.example")
    post(to=ann, subject="Due – soon", body="The child’s day.\n.\nA line after a dot.\n")
    run_pending()
    [email] = server.taken
    assert email["From"] == "plumbline@council.example"
    assert email["To"] == "ann@council.example"
    assert email["Subject"] == "Due – soon"
    assert email["Auto-Submitted"] == "auto-generated"
    assert email.get_content().replace("\r\n", "\n") == "The child’s day.\n.\nA line after a dot.\n"


def test_many_go_over_one_connection(server):
    for key in "abcdef":
        post(key)
    run_pending()
    assert server.recipients == [f"{key}@council.example" for key in "abcdef"]
    assert server.connections == 1


def test_nothing_is_asked_of_the_server_when_nothing_is_due(server):
    post()
    run_pending()
    Job.objects.update(state="waiting", finished_at=None)
    run_pending()
    assert (server.connections, len(server.taken)) == (1, 1)


def test_a_server_that_is_down_for_an_hour_costs_an_hour(server):
    server.stop()
    for key in "abcdef":
        post(key)
    run_pending()
    tried = [0]
    for minute in range(1, 61):
        later(minutes=1)
        if tick():
            tried.append(minute)
    assert tried == [0, 1, 3, 7, 15, 25, 35, 45, 55]
    assert set(states().values()) == {"waiting"}
    server.start()
    for _ in range(11):
        later(minutes=1)
        tick()
    assert server.recipients == [f"{key}@council.example" for key in "abcdef"]
    assert set(states().values()) == {"sent"}


def test_why_it_waits_is_said_without_an_address(server, caplog):
    server.stop()
    post(key="ann")
    run_pending()
    message = only()
    assert message.words == "Nothing answers where the mail server should be (ConnectionRefusedError)."
    assert message.words in caplog.text
    assert (message.state, message.tries) == ("waiting", 1)
    assert "ann" not in caplog.text
    server.start()
    later(minutes=1)
    tick()
    assert (only().state, only().words, only().tries) == ("sent", "", 2)


def test_a_server_that_does_not_answer_is_a_server_that_is_down(server, settings):
    settings.EMAIL_TIMEOUT, server.seconds = 0.2, 1
    post()
    run_pending()
    assert only().state == "waiting"
    assert "stopped answering" in only().words


def test_a_name_that_no_server_has_is_said(server, settings):
    settings.EMAIL_HOST = "mail.invalid"
    post()
    run_pending()
    assert only().words.startswith("The mail server’s name is not known")


def test_after_three_days_it_is_given_up_and_says_so(server):
    server.stop()
    post()
    run_pending()
    later(days=2, hours=23, minutes=50)
    tick()
    assert only().state == "waiting"
    later(minutes=15)
    tick()
    assert only().state == "failed"
    assert only().words.startswith("Given up after 3 days. Nothing answers")
    server.start()
    later(minutes=15)
    assert tick() == 0
    assert not server.taken


def test_what_no_worker_was_there_to_send_for_days_is_tried_before_it_is_given_up(server):
    post()
    later(days=5)
    run_pending()
    assert only().state == "sent"


def test_a_refused_recipient_fails_at_once_and_keeps_nobody_back(server, caplog):
    server.answers["b@council.example"] = 550
    for key in "abc":
        post(key)
    run_pending()
    assert server.recipients == ["a@council.example", "c@council.example"]
    assert states() == {"a": "sent", "b": "failed", "c": "sent"}
    refused = Message.objects.get(key="b")
    assert refused.words == "The mail server takes no mail for this address (SMTPRecipientsRefused 550)."
    assert "council.example" not in caplog.text
    assert server.connections == 1


def test_a_recipient_who_is_refused_for_now_is_tried_again(server):
    server.answers["a@council.example"] = 451
    post("a")
    run_pending()
    assert only().state == "waiting"
    server.answers.clear()
    later(minutes=1)
    tick()
    assert only().state == "sent"


def test_a_message_on_which_the_server_hangs_up_keeps_nobody_back(server):
    server.hangs_up_on = "The bad one"
    for key, subject in {"a": "Due", "b": "The bad one", "c": "Due"}.items():
        post(key, subject=subject)
    run_pending()
    assert states() == {"a": "sent", "b": "waiting", "c": "sent"}
    assert server.connections == 2


def test_a_server_that_hangs_up_on_everybody_is_left_alone_until_the_next_minute(server):
    server.hangs_up_on = ""
    for key in "abcde":
        post(key)
    run_pending()
    assert server.connections == 3
    server.hangs_up_on = None
    later(minutes=1)
    tick()
    assert server.recipients == [f"{key}@council.example" for key in "abcde"]


def test_a_message_that_cannot_be_written_fails_and_keeps_nobody_back(server):
    post("a")
    Message.objects.update(subject="Two\nlines")
    post("b")
    run_pending()
    assert states() == {"a": "failed", "b": "sent"}
    assert (
        Message.objects.get(key="a").words == "Plumbline could not make an e-mail of this (BadHeaderError)."
    )


def test_in_production_without_a_mail_server_it_waits_and_says_so(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    post()
    run_pending()
    assert (only().state, only().words) == ("waiting", "No mail server is set up (EMAIL_HOST).")


def test_the_waits_grow_to_ten_minutes():
    minutes = [outbox.wait_after(tries).total_seconds() / 60 for tries in range(1, 9)]
    assert minutes == [1, 2, 4, 8, 10, 10, 10, 10]


def test_the_address_is_the_persons_at_the_time_of_sending(server):
    ann = UserFactory(email="before@council.example")
    post(to=ann)
    ann.email = "after@council.example"
    ann.save()
    run_pending()
    assert server.recipients == ["after@council.example"]


def test_who_is_switched_off_gets_none_and_the_outbox_says_so(server):
    post(to=UserFactory(is_active=False))
    run_pending()
    assert not server.taken
    assert (only().state, only().words) == ("failed", "The user is switched off.")
