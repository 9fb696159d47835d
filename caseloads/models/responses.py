"""What a manager says to a caseload that is too full, and when it is looked at again."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core import clock
from organisation.models import Staff


class ResponseQuerySet(models.QuerySet[Any]):
    """Verbs for responses."""

    def in_force(self) -> Self:
        """The newest to each worker's caseload, unless it was closed."""
        return self.in_force_on(clock.today())

    def in_force_on(self, day: dt.date) -> Self:
        """Those that were so at the end of the day."""
        same = {"staff": OuterRef("staff"), "about": OuterRef("about")}
        later = CaseloadResponse.objects.filter(**same, pk__gt=OuterRef("pk"), made_on__lte=day)
        still = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
        return self.filter(still, ~Exists(later), made_on__lte=day)


class CaseloadResponse(models.Model):
    """The management response to one worker's caseload: never overwritten, the newest is in force."""

    class About(models.TextChoices):
        REPORTED = "reported", "20 or more children"
        PROTECTED = "protected", "Over a protected limit"

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="caseload_responses")
    about = models.CharField(max_length=9, choices=About)
    children = models.PositiveSmallIntegerField("children held that day")
    text = models.TextField("management response")
    made_on = models.DateField()
    review_on = models.DateField("review on")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_response_is_reviewed_after_it_is_made",
                condition=models.Q(review_on__gt=models.F("made_on")),
                violation_error_message="The review must be after the day of the response.",
            )
        ]

    def __str__(self) -> str:
        return f"Response of {self.made_on:%-d %B %Y}"
