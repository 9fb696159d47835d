"""The outbox: an e-mail is a row, written in the transaction that wants it sent. See docs/adr/0008."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

VIEW_MAIL = "core.view_mail"


class MailState(models.TextChoices):
    """Where a message is, in the words of the outbox."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Not sent"


OPEN = [MailState.WAITING, MailState.SENDING]


class MessageQuerySet(models.QuerySet["Message"]):
    """Time is the database's own in all of these, as with jobs."""

    def visible_to(self, user: Any) -> Self:
        """A person's own messages; all of them for who may look at the outbox."""
        return self.all() if user.may(VIEW_MAIL) else self.filter(to=user)

    def due(self) -> Self:
        """What is to be sent now: waiting and its time has come, or held by a process that is gone."""
        waiting = Q(state=MailState.WAITING, next_try_at__lte=Now())
        return self.filter(waiting | Q(state=MailState.SENDING, lease_until__lt=Now()))

    def held_with(self, token: str) -> Self:
        """The message that this lease holds, if it still does."""
        return self.filter(state=MailState.SENDING, lease_token=token)


class Message(models.Model):
    """One e-mail to one person, named by its key once and for ever."""

    key = models.CharField(max_length=200, unique=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)

    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    words = models.CharField("what went wrong, in words", max_length=200, blank=True)
    tries = models.PositiveIntegerField(default=0)
    posted_at = models.DateTimeField("posted", db_default=Now())
    first_tried_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField("not tried before", db_default=Now())
    sent_at = models.DateTimeField("sent", null=True, blank=True)
    lease_token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_at", "-pk"]
        indexes = [
            models.Index(name="message_to_send", fields=["next_try_at"], condition=Q(state__in=OPEN)),
            models.Index(name="message_as_listed", fields=["-posted_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_message_is_in_a_known_state", condition=Q(state__in=MailState.values)
            ),
            models.CheckConstraint(
                name="a_sent_message_says_when",
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_message_being_sent_has_a_lease",
                condition=~Q(state=MailState.SENDING) | (~Q(lease_token="") & Q(lease_until__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.subject
