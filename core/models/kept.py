"""What somebody typed while their session ended under them."""

import datetime as dt

from django.conf import settings
from django.db import models

from core import clock

RETENTION = dt.timedelta(days=7)


class KeptPostQuerySet(models.QuerySet["KeptPost"]):
    """Verbs for kept posts."""

    def fresh(self) -> "KeptPostQuerySet":
        """Those within their week."""
        return self.filter(at__gt=clock.now() - RETENTION)

    def stale(self) -> "KeptPostQuerySet":
        """Those whose week is over."""
        return self.filter(at__lte=clock.now() - RETENTION)


class KeptPost(models.Model):
    """The fields of one form that could not be saved, for this user on this page only."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    query = models.CharField(max_length=2000, blank=True)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = KeptPostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "path", "digest"], name="the_same_text_is_kept_once")
        ]
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Kept on {self.at:%-d %B %Y}"

    @property
    def url(self) -> str:
        """The page that shows it again."""
        return f"{self.path}?{self.query}" if self.query else self.path
