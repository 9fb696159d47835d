"""The audit tool: versions of sections and questions. A version that an audit uses never changes."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from organisation.models import ServiceArea

FOCUS_5 = "focus5"
"""The code of the Focus 5 section, whose yes/no questions have measures of their own."""


class ToolVersionQuerySet(models.QuerySet[Any]):
    """Verbs for versions of the tool."""

    def in_use_for(self, month: dt.date) -> Self:
        """Those that were put into use for the month, the one put into use last first."""
        return self.filter(used_from__lte=month).order_by("-put_into_use_at", "-pk")


class ToolVersion(models.Model):
    """A version of the audit tool, such as 2023-09.

    `used_from` is the first month whose new cycles start with it, unless another was put into use since.
    """

    code = models.CharField("version", max_length=20, unique=True)
    title = models.CharField(max_length=160)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    used_from = models.DateField("used from", null=True, blank=True)
    put_into_use_at = models.DateTimeField(null=True, blank=True)

    objects = ToolVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-code"]
        verbose_name = "version of the audit tool"
        constraints = [
            models.CheckConstraint(
                name="a_version_in_use_says_from_which_month",
                condition=Q(used_from__isnull=True, put_into_use_at__isnull=True)
                | Q(used_from__day=1, put_into_use_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("tool_version", args=[self.pk])

    def in_use(self) -> bool:
        """Whether an audit was answered, or is to be answered, on it."""
        return bool(self.audits.exists())


class Section(models.Model):
    """Some of a version's questions, and for whom: all, case-holding services, some areas, a theme."""

    class Audience(models.TextChoices):
        ALL = "all", "Every audit"
        CASE_HOLDING = "case_holding", "Case-holding services"
        SERVICE_AREAS = "service_areas", "Some service areas"
        THEME = "theme", "The month's theme"

    version = models.ForeignKey(ToolVersion, on_delete=models.CASCADE, related_name="sections")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True)
    audience = models.CharField(max_length=13, choices=Audience)
    service_areas: Any = models.ManyToManyField(ServiceArea, blank=True, related_name="+")
    theme = models.CharField(max_length=160, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="a_section_code_is_used_once_a_version"),
            models.CheckConstraint(
                name="a_theme_section_names_its_theme",
                condition=(Q(audience="theme") & ~Q(theme="")) | (~Q(audience="theme") & Q(theme="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question, with a stable code."""

    class Kind(models.TextChoices):
        YES_NO_NA = "yes_no_na", "Yes, no or not applicable"
        SCALE = "scale", "Scale from 1 to 5"
        TEXT = "text", "Text"
        CHOICE = "choice", "Choice"

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    version = models.ForeignKey(ToolVersion, on_delete=models.CASCADE, related_name="questions")
    code = models.SlugField(max_length=60)
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=9, choices=Kind)
    required = models.BooleanField(default=True)
    guidance = models.TextField(blank=True)
    choices = models.JSONField(default=list, blank=True)
    low = models.CharField(max_length=80, blank=True)
    high = models.CharField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="a_question_code_is_used_once_a_version")
        ]

    def __str__(self) -> str:
        return self.text
