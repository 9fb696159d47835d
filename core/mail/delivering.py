"""Delivery: the job that sends what is due, each message once.

A message is taken by one statement with a lease (`outbox.claim`), handed to the mail server outside of any
transaction, and then marked as sent. So two deliveries at once, on any machines, send it once. A server
that is down or slow costs waiting: the message is tried again after 1, 2, 4, 8, then every 10 minutes, for
three days. One that hangs up on a message, or refuses it, does not keep the others back.

One thing nobody can know: when this process dies, or the connection breaks, after the server took the
message and before we heard or wrote it down. It is sent again, when the lease has run out, under the same
Message-ID (made from its key), so that mail systems drop the double.
"""

import contextlib
import logging
import time
from collections import Counter

from django.core import mail

from core import jobs
from core.mail import outbox
from core.mail.actions import DELIVER
from core.mail.addresses import message_id
from core.mail.server import Server, TryLater, Unsendable
from core.models.mail import MailState, Message

LONGEST_SECONDS = 300
"""What is left after so long is for the next delivery, well before a job is stopped."""
SWITCHED_OFF = "The user is switched off."

log = logging.getLogger(__name__)


@jobs.handler(DELIVER, title="Send e-mails")
def deliver(job: jobs.Running) -> None:
    """Send each message that is due. What was sent stays so, whatever becomes of the job."""
    count = send_due()
    with job.finish() as outcome:
        outcome.words = (
            f"E-mails sent: {count[MailState.SENT]}. To be tried again: {count[MailState.WAITING]}. "
            f"Given up: {count[MailState.FAILED]}."
        )


def send_due() -> Counter[MailState]:
    """Send what is due over one connection; how many messages are in which state now."""
    count: Counter[MailState] = Counter()
    end = time.monotonic() + LONGEST_SECONDS
    with contextlib.closing(Server()) as server:
        for message in outbox.claimed():
            count[_send(message, server)] += 1
            if server.is_unwell or time.monotonic() > end:
                break
    if server.away:
        log.warning("E-mails wait: %s", server.away)
    return count


def _send(message: Message, server: Server) -> MailState:
    """Try once; where the message is then."""
    try:
        if not message.to.is_active:
            raise Unsendable(SWITCHED_OFF)
        server.send(as_email(message))
    except Unsendable as error:
        outbox.failed(message, str(error))
        log.info("E-mail %s is not sent: %s", message.pk, error)
        return MailState.FAILED
    except TryLater as error:
        again = outbox.postponed(message, str(error))
        if not (again and server.away):
            log.warning("E-mail %s: %s %s", message.pk, error, "" if again else "Given up.")
        return MailState.WAITING if again else MailState.FAILED
    outbox.sent(message)
    return MailState.SENT


def as_email(message: Message) -> mail.EmailMessage:
    """The message as the server gets it, to the address that its person has now."""
    headers = {"Message-ID": message_id(message.key), "Auto-Submitted": "auto-generated"}
    return mail.EmailMessage(message.subject, message.body, to=[message.to.email], headers=headers)


jobs.each_tick(DELIVER, when=Message.objects.due().exists)
