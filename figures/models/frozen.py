"""Figures that somebody stands by, and what became of them since."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse

from core.triggers import Unchangeable
from figures.models.figures import Figure, FigureBase, Indicator, Place, Source


class Frozen(FigureBase):
    """A figure as it was when its month was signed off, or when it was published. Never changed.

    The key is the figure's own, kept beside it so that a roll-up can look it up.
    """

    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="frozen")
    why = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["figure", "why"], name="a_figure_is_frozen_once_for_each_reason"),
            Unchangeable(name="what_is_frozen_is_never_changed"),
        ]
        indexes = [models.Index(fields=["month", "indicator", "place", "source"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m}: {self.why}"


class Settled(models.Model):
    """An indicator's month that somebody stands by as a whole: also by what was not known of it then.

    A figure that comes later, at whatever place, where none was frozen is a restatement of nothing. The
    source is the one whose figures were shown at that time. Never changed.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    source = models.CharField(max_length=8, choices=Source)
    why = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "indicator", "source", "why"], name="a_month_is_settled_once_for_each_reason"
            ),
            Unchangeable(name="what_is_settled_is_never_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m}: {self.why}"


class RestatementQuerySet(models.QuerySet["Restatement"]):
    """Verbs for restatements."""

    def visible_to(self, user: Any) -> Self:
        """Those of the figures that the user may see: within their reach, and not withheld from them.

        As `FigureQuerySet.visible_to`, but of each one's own figure: these are few, and figures are many.
        """
        from figures.registry import withheld  # which names places

        found = self.filter(figure__place__in=Place.objects.visible_to(user).values("pk"))
        for slugs, months in withheld(user):
            found = found.exclude(figure__indicator__slug__in=slugs, figure__month__in=months)
        return found


class Restatement(models.Model):
    """A figure that says something else than the one before it, of which somebody had stood by.

    Of our own records: the month was signed off, or published. Of reported figures: a later report prints
    another value than an earlier one. Without `before` nothing was known when the month was signed off.
    """

    figure = models.OneToOneField(Figure, on_delete=models.PROTECT, related_name="restatement")
    before = models.ForeignKey(Figure, on_delete=models.PROTECT, null=True, related_name="restated_by")
    reason = models.CharField(max_length=400)

    objects: ClassVar[Any] = RestatementQuerySet.as_manager()

    class Meta:
        ordering = ["-figure__known_at", "-pk"]

    def __str__(self) -> str:
        return f"Restatement of {self.figure}"

    def get_absolute_url(self) -> str:
        return reverse("figure_by_number", args=[self.figure_id])
