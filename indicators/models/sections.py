"""The parts of the monthly report: the council's priorities, workforce, visiting, supervision."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from indicators.permissions import CONFIRM, SIGN_OFF


class SectionQuerySet(models.QuerySet["Section"]):
    """Verbs for sections."""

    def confirmed_by(self, user: Any) -> Self:
        """Those whose analysis this user writes: their own, or every one for those who sign months off."""
        return self if user.may(SIGN_OFF) else self.filter(owner=user.pk)


class Section(models.Model):
    """One part of the report, its desired outcome, and who confirms its figures each month."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    outcome = models.TextField("desired outcome", blank=True, max_length=2000)
    position = models.PositiveSmallIntegerField("place in the report", unique=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.slug])

    def is_confirmed_by(self, user: Any) -> bool:
        """Whether this user writes its analysis and confirms its figures: `confirmed_by`, of one section."""
        return user.may(CONFIRM) and (user.may(SIGN_OFF) or self.owner_id == user.pk)


class SectionMonth(models.Model):
    """A section's month: its analysis, and whether its owner has confirmed the figures."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="months")
    month = models.DateField()
    analysis = models.TextField(blank=True, max_length=10_000)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by_name = models.CharField(max_length=160, blank=True)
    confirmed_figures = models.CharField("digest of the figures", max_length=64, blank=True)
    """What was confirmed, so that figures which moved since ask to be confirmed again."""
    confirmed_each = models.JSONField("figures that were confirmed", default=list, blank=True)
    """Their numbers, by which those that changed since are named."""

    class Meta:
        ordering = ["-month", "section__position"]
        verbose_name = "section’s month"
        constraints = [
            models.UniqueConstraint(fields=["section", "month"], name="a_section_has_one_analysis_a_month"),
            models.CheckConstraint(name="a_section_month_is_a_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="what_is_confirmed_says_which_figures",
                condition=Q(confirmed_at__isnull=True, confirmed_figures="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_figures="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}, {self.month:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("section_month", args=[self.month, self.section.slug])


class SignOff(models.Model):
    """A month that the performance team signed off: later changes are restatements."""

    month = models.DateField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=160)
    missing = models.JSONField("figures that were missing", default=list, blank=True)
    """Slug, name and why, of each headline figure of the whole service that had no value."""
    reason = models.CharField("why it was signed off without them", max_length=400, blank=True)

    class Meta:
        ordering = ["-month"]
        verbose_name = "month"
        constraints = [models.CheckConstraint(name="a_month_is_signed_off", condition=Q(month__day=1))]

    def __str__(self) -> str:
        return f"{self.month:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("sign_off", args=[self.month])
