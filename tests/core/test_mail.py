"""Posting: in the caller's transaction, once for a key, with one delivery."""

import pytest
from django.core import mail as sent
from django.db import transaction

from core import mail
from core.history import Service
from core.models import Job, Message
from tests.factories import UserFactory
from tests.jobs import run_pending

BY = Service("A test")

pytestmark = pytest.mark.django_db


def post(key="a", to=None, **said):
    told = {"subject": "Audits are due", "body": "They are due on Friday.", **said}
    return mail.post(by=BY, key=key, to=to or UserFactory(), **told)


def test_what_is_posted_is_sent_to_the_person():
    post(to=UserFactory(email="ann@council.example"))
    assert not sent.outbox
    run_pending()
    [email] = sent.outbox
    assert (email.to, email.subject, email.body) == (
        ["ann@council.example"],
        "Audits are due",
        "They are due on Friday.",
    )
    assert Message.objects.get().state == "sent"


def test_a_key_is_posted_once_and_for_ever():
    first = post("audits.reminder:before:2023-10:person 12")
    run_pending()
    again = post("audits.reminder:before:2023-10:person 12", subject="Something else")
    run_pending()
    assert again == first
    assert again.subject == "Audits are due"
    assert len(sent.outbox) == 1


def test_a_transaction_that_is_rolled_back_posts_nothing():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    run_pending()
    assert not sent.outbox
    assert not Message.objects.exists()


def test_one_job_sends_all_that_a_transaction_posts():
    for key in "abc":
        post(key)
    assert Job.objects.count() == 1
    run_pending()
    assert len(sent.outbox) == 3


def test_a_post_after_a_part_that_was_rolled_back_has_a_job_of_its_own():
    with transaction.atomic():
        post("a")
        transaction.set_rollback(True)
    post("b")
    assert Job.objects.count() == 1
    run_pending()
    assert [email.subject for email in sent.outbox] == ["Audits are due"]


def test_a_subject_is_one_line():
    assert post(subject="Audits are due\nBcc: everybody").subject == "Audits are due Bcc: everybody"


def test_a_link_begins_with_the_address_that_people_use(settings):
    settings.SITE_URL = "https://plumbline.example"
    assert mail.link("/audits/7/") == "https://plumbline.example/audits/7/"


@pytest.mark.parametrize("path", ["audits/7/", "", "//elsewhere.example/", "https://elsewhere.example/"])
def test_a_link_is_made_of_a_path_from_the_root(path):
    with pytest.raises(ValueError, match="a path from the root"):
        mail.link(path)
