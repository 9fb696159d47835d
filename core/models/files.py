"""Files are kept in the database: one backup holds everything, and any machine can serve them."""

import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

MEGABYTE = 1024 * 1024
LIMIT_BYTES = settings.FILE_LIMIT_BYTES


class StoredFileManager(models.Manager["StoredFile"]):
    """Rows come without their bytes, which are read when somebody asks for `content`."""

    def get_queryset(self) -> models.QuerySet["StoredFile"]:
        return super().get_queryset().defer("content")

    def keep(self, *, name: str, content_type: str, content: bytes, uploaded_by: Any = None) -> "StoredFile":
        """Keep the bytes; ValidationError, in words, when there are more than 20 MB of them."""
        if len(content) > LIMIT_BYTES:
            raise ValidationError(f"The file is larger than {LIMIT_BYTES // MEGABYTE} MB.", code="too_large")
        return self.create(
            name=name,
            content_type=content_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            uploaded_by=uploaded_by,
        )


class StoredFile(models.Model):
    """An upload, a job's result or an attachment, with the digest of its bytes."""

    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256 digest", max_length=64)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[StoredFileManager] = StoredFileManager()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_stored_file_is_at_most_20_mb",
                condition=Q(size__lte=LIMIT_BYTES),
                violation_error_message=f"A file may have up to {LIMIT_BYTES // MEGABYTE} MB.",
            )
        ]

    def __str__(self) -> str:
        return self.name
