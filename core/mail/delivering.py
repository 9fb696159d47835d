"""Delivery: the job that sends what is due."""

from django.core import mail

from core import jobs
from core.mail import outbox
from core.mail.actions import DELIVER
from core.mail.addresses import message_id
from core.models.mail import Message


@jobs.handler(DELIVER, title="Send e-mails")
def deliver(job: jobs.Running) -> None:
    """Send each message that is due."""
    sent = 0
    connection = mail.get_connection()
    for message in outbox.claimed():
        connection.send_messages([as_email(message)])
        outbox.mark_sent(message)
        sent += 1
    connection.close()
    with job.finish() as outcome:
        outcome.words = f"E-mails sent: {sent}."


def as_email(message: Message) -> mail.EmailMessage:
    """The message as the server gets it, to the address that its person has now."""
    headers = {"Message-ID": message_id(message.key), "Auto-Submitted": "auto-generated"}
    return mail.EmailMessage(message.subject, message.body, to=[message.to.email], headers=headers)
