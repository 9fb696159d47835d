"""What the tests of e-mail do again and again: post, let time go by, tick."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from core import mail
from core.history import Service
from core.jobs import actions
from core.models import Job, Message
from tests.factories import UserFactory
from tests.jobs import run_pending

BY = Service("A test")
TIMES = ["posted_at", "first_tried_at", "next_try_at", "lease_until", "sent_at"]


def post(key="a", to=None, **said):
    """An e-mail to somebody, of a transaction of its own; to its key's own address if nobody is named."""
    told = {"subject": "Audits are due", "body": "They are due on Friday.", **said}
    with transaction.atomic():
        to = to or UserFactory(email=f"{key}@council.example")
        return mail.post(by=BY, key=key, to=to, **told)


def later(**time):
    """So much time goes by: the database's clock is its own, so what it compares with is moved back."""
    moved = {name: F(name) - dt.timedelta(**time) for name in TIMES}
    Message.objects.update(**moved)


def tick():
    """What beat does each minute, and what comes of it; how many deliveries it started."""
    before = Job.objects.count()
    actions.start_needed(by=BY)
    started = Job.objects.count() - before
    run_pending()
    return started


def only():
    """The one message there is."""
    return Message.objects.get()
