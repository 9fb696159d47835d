"""History's tables: the chain, the texts beside it, and the head that issues the numbers.

Written by `core.history` alone. Nothing changes a row: neither this code, nor, thanks to triggers,
anybody with a database prompt who does not mean to. What somebody means to do, `verify` finds.
"""

import datetime as dt
from typing import Any, ClassVar, Never

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.triggers import Unchangeable

BEGINNING = "0" * 64
"""What the first row carries as the digest of the row before it."""


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that are added and read."""

    def _refuse(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("History is added to, never changed.")

    update = delete = bulk_update = update_or_create = _refuse
    _raw_delete = _refuse

    def of(self, subject: models.Model) -> models.QuerySet[Any]:
        """The rows about one object, newest first, with their texts."""
        return self.of_kind(type(subject)).filter(subject_id=str(subject.pk))

    def of_kind(self, model: type[models.Model]) -> models.QuerySet[Any]:
        """The rows about all objects of a kind, those that are gone too."""
        return self.filter(subject_type=type_of(model)).select_related("text").order_by("-number")


class TextQuerySet(KeptQuerySet):
    """Texts, of which one thing may be done: erase them."""

    def erase(self, number: int, *, at: dt.datetime, reason: str) -> None:
        """Empty one text for good."""
        emptied = {"salt": "", "content": "", "erased_at": at, "erased_reason": reason}
        models.QuerySet.update(self.filter(pk=number), **emptied)


def type_of(subject: models.Model | type[models.Model]) -> str:
    """What kind of thing it is, as the chain writes it: audits.audit."""
    return subject._meta.concrete_model._meta.label_lower  # type: ignore[union-attr]


class Kept(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("History is added to, never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("History is added to, never changed.")


class Entry(Kept):
    """One row of the chain: who did what to what, when; the digest of its text and of the row before."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=100)
    subject_type = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=160)
    content_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects: ClassVar[Any] = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = "history entry"
        verbose_name_plural = "history entries"
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-number"], name="history_of_a_subject"),
        ]
        constraints = [
            models.CheckConstraint(name="history_starts_at_1", condition=Q(number__gte=1)),
            Unchangeable(name="history_is_never_changed"),
        ]

    def __str__(self) -> str:
        return f"History entry {self.number}"


class EntryText(Kept):
    """What was said, as JSON: before, after, reason, the subject's name; with the salt of its digest.

    Kept as text, not as a JSON column: the digest is of these very characters.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="text")
    salt = models.CharField(max_length=32, blank=True)
    content = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_reason = models.TextField(blank=True)

    objects: ClassVar[Any] = TextQuerySet.as_manager()

    class Meta:
        constraints = [
            Unchangeable(
                name="a_history_text_is_only_erased",
                unless="OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.erased_reason <> ''"
                " AND NEW.content = '' AND NEW.salt = '' AND NEW.entry_id = OLD.entry_id",
                reads=["erased_at", "erased_reason", "content", "salt", "entry"],
            ),
        ]

    def __str__(self) -> str:
        return f"Text of history entry {self.entry_id}"


class Head(models.Model):
    """The one row that says where the chain ends. Locking it gives the right to add to the chain."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=BEGINNING)

    class Meta:
        verbose_name = "end of the history"
        verbose_name_plural = "ends of the history"
        constraints = [
            models.CheckConstraint(name="history_has_one_end", condition=Q(id=1)),
            Unchangeable(
                name="the_end_of_history_moves_on", unless="NEW.number > OLD.number", reads=["number"]
            ),
        ]

    def __str__(self) -> str:
        return f"History up to entry {self.number}"
