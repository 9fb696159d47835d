"""What an auditor writes before it is submitted, field by field, each with a version; and the answers given.

A draft may hold anything, a date that isn't one included: nothing typed is lost. The record itself
(`Audit`, `Answer`, `Finding`) is written once, from the draft, at submission.
"""

from django.conf import settings
from django.db import models

from audits.models.audit import Audit
from audits.models.tool import Question


class Entry(models.Model):
    """The draft of one field: its newest text and how many times it was saved."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="entries")
    field = models.CharField(max_length=60)
    value = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "field"], name="an_audit_has_one_draft_a_field")
        ]

    def __str__(self) -> str:
        return self.field


class Unmerged(models.Model):
    """A text that met a newer one of the same field: both are shown until the auditor chooses.

    `tab` tells apart the pages that were open at once: what is typed on in one of them is one text.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="unmerged")
    field = models.CharField(max_length=60)
    value = models.TextField()
    tab = models.CharField(max_length=32)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "field", "tab"], name="a_page_has_one_text_a_field_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.field


class Answer(models.Model):
    """The answer to one question of a submitted audit."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "question"], name="a_question_is_answered_once")
        ]

    def __str__(self) -> str:
        return self.value
