"""Files that were taken: who imported what, when, and how much it changed."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse


class ImportQuerySet(models.QuerySet["Import"]):
    """Verbs for imports."""

    def of_kinds(self, kinds: list[str]) -> Self:
        """Those of some kinds of file: the ones that a person may import."""
        return self.filter(kind__in=kinds)


class Import(models.Model):
    """One file whose rows were taken. What it changed is in its history, with the digest of its bytes."""

    kind = models.CharField(max_length=50)
    title = models.CharField(max_length=100)
    name = models.CharField("file", max_length=200)
    sha256 = models.CharField("SHA-256 digest", max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField("by", max_length=160)
    at = models.DateTimeField()
    added = models.PositiveIntegerField()
    corrected = models.PositiveIntegerField()
    removed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField("left as they were")
    left_out = models.PositiveIntegerField("rows with problems", default=0)

    objects: ClassVar[Any] = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "file"

    def __str__(self) -> str:
        return f"{self.title}: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("import_taken", args=[self.pk])
