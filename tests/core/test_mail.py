"""Posting: in the caller's transaction, once for a key, with one delivery."""

import pytest
from django.core import mail as sent
from django.db import transaction

from core import mail
from core.models import Job, Message
from tests.core.posting import post
from tests.factories import UserFactory
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db


def test_what_is_posted_is_sent_to_the_person():
    post(to=UserFactory(email="ann@council.example"))
    assert not sent.outbox, "nobody waits for a mail server"
    run_pending()
    [email] = sent.outbox
    assert (email.to, email.subject, email.body) == (
        ["ann@council.example"],
        "Audits are due",
        "They are due on Friday.",
    )
    message = Message.objects.get()
    assert (message.state, message.tries) == ("sent", 1)
    assert message.sent_at is not None


def test_a_key_is_posted_once_and_for_ever():
    ann = UserFactory()
    first = post("audits.reminder:before:2023-10:person 12", to=ann)
    run_pending()
    again = post("audits.reminder:before:2023-10:person 12", to=UserFactory(), subject="Something else")
    run_pending()
    assert again == first
    assert (again.subject, again.to) == ("Audits are due", ann)
    assert len(sent.outbox) == 1


def test_an_action_that_is_rolled_back_posts_nothing():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    run_pending()
    assert not sent.outbox
    assert not Message.objects.exists()
    assert not Job.objects.exists()


def test_posting_is_done_by_somebody():
    with pytest.raises(TypeError, match="done by a user or a Service"):
        mail.post(by=None, key="a", to=UserFactory(), subject="Due", body="Due.")


def test_one_job_sends_all_that_a_transaction_posts():
    for key in "abc":
        post(key)
    assert Job.objects.count() == 1
    run_pending()
    assert len(sent.outbox) == 3


def test_the_job_is_nobodys_own_work():
    user = UserFactory()
    mail.post(by=user, key="a", to=user, subject="Due", body="Due.")
    assert not Job.objects.visible_to(user).exists()


def test_what_is_posted_after_a_part_that_was_rolled_back_is_sent():
    with transaction.atomic():
        post("a")
        transaction.set_rollback(True)
    post("b", subject="The second")
    assert Job.objects.count() == 1
    run_pending()
    assert [email.subject for email in sent.outbox] == ["The second"]


def test_what_is_posted_around_a_part_that_was_rolled_back_is_sent():
    with transaction.atomic():
        post("a", subject="Before")
        with transaction.atomic():
            post("b", subject="Within")
            transaction.set_rollback(True)
        post("c", subject="After")
    assert Job.objects.count() == 1
    run_pending()
    assert [email.subject for email in sent.outbox] == ["Before", "After"]


def test_a_subject_is_one_line():
    assert post(subject="Audits are due\nBcc: everybody").subject == "Audits are due Bcc: everybody"


def test_one_sees_ones_own_e_mails_and_the_administrator_sees_all():
    ann, ben = UserFactory(), UserFactory(roles=["qa"])
    first, second = post("a", to=ann), post("b", to=ben)
    assert list(Message.objects.visible_to(ann)) == [first]
    assert list(Message.objects.visible_to(ben)) == [second]
    assert set(Message.objects.visible_to(UserFactory(roles=["administrator"]))) == {first, second}
