"""A file of figures between its choosing and its taking: what somebody says of it, as they say it."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from core.models.jobs import State


@dataclass(frozen=True)
class Said:
    """What was typed about a warning, and whether it is accepted."""

    reason: str = ""
    accepted: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        return {"reason": self.reason, "accepted": self.accepted}

    @property
    def stamp(self) -> str:
        """Equal for the same, short enough to stand in a form many times."""
        return hashlib.sha256(f"{self.accepted} {self.reason}".encode()).hexdigest()[:12]


NOTHING_SAID = Said()


class ReportFileQuerySet(models.QuerySet["ReportFile"]):
    """Verbs for files that are being checked."""

    def visible_to(self, user: Any) -> Self:
        """A person's own, and nobody else's."""
        return self.filter(by=user)

    def open(self) -> Self:
        """Those that are neither taken nor thrown away: their upload is there."""
        return self.filter(stored__isnull=False, taken__isnull=True)


class ReportFile(models.Model):
    """One person's work on one file. Nothing of it is a figure: it is what will be said when it is taken."""

    name = models.CharField("file", max_length=200)
    sha256 = models.CharField("SHA-256 digest", max_length=64)
    stored = models.ForeignKey("core.StoredFile", on_delete=models.SET_NULL, null=True, related_name="+")
    published_on = models.DateField("report published on", null=True, blank=True)
    council = models.CharField("what it calls the council", max_length=200, blank=True, default="")
    """Names with commas between them, besides the council's own."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    names = models.JSONField("what its names mean", default=dict)
    """By 'indicator' or 'section', the slug for each name; a blank one leaves the name's rows out."""
    reasons = models.JSONField("why its warnings are accepted", default=dict)
    """By the warning's id, the reason that was typed (`reason`) and whether it is accepted (`accepted`)."""
    checking = models.ForeignKey("core.Job", on_delete=models.PROTECT, null=True, related_name="+")
    """The newest check; what was found is its result."""
    taking = models.ForeignKey("core.Job", on_delete=models.PROTECT, null=True, related_name="+")
    taken = models.ForeignKey("core.Import", on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = ReportFileQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = "file of figures"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("figures_check", args=[self.pk])

    @property
    def council_names(self) -> list[str]:
        """What the file calls the council, one by one."""
        return [name for each in self.council.split(",") if (name := each.strip())]

    @property
    def said(self) -> dict[str, Said]:
        """What was typed about each warning, by its id."""
        return {warning: Said(**kept) for warning, kept in self.reasons.items()}

    @property
    def accepted(self) -> dict[str, str]:
        """The reasons of the warnings that are accepted."""
        return {warning: said.reason for warning, said in self.said.items() if said.accepted}

    @property
    def stamp(self) -> str:
        """Equal as long as the same warnings are accepted for the same reasons."""
        return hashlib.sha256(json.dumps(self.accepted, sort_keys=True).encode()).hexdigest()

    @property
    def found(self) -> dict[str, Any]:
        """What the newest check found; nothing before it is done."""
        result: dict[str, Any] | None = self.checking.result if self.checking else None
        return result or {}

    @property
    def is_being_taken(self) -> bool:
        """Whether it is, or was: of one whose taking failed more can be said."""
        asked = self.taking is not None and self.taking.state != State.FAILED
        return asked or self.taken_id is not None
