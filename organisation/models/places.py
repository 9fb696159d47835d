"""Service areas and teams. What they are called, and where a team sits, is dated; they themselves last."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.periods import NoOverlap, Period, PeriodQuerySet, holds


class PlaceQuerySet(models.QuerySet[Any]):
    """Verbs for service areas and teams alike."""

    def existing_on(self, day: dt.date) -> Self:
        """Those with a record that holds the day."""
        return self.filter(holds(day, "records__")).distinct()

    def within_reach_of(self, user: Any) -> Self:
        """Those that the user's role lets them see; administrators see all."""
        return self.filter(self.model.reach(user.access))


class ServiceArea(models.Model):
    """A service area, such as SWF. `name` is today's; `records` hold every name it had, dated."""

    name = models.CharField(
        max_length=80, unique=True, error_messages={"unique": "There is a service area of this name."}
    )
    long_name = models.CharField(max_length=160, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "service area"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("service_area", args=[self.pk])

    @staticmethod
    def reach(access: Any) -> Q:
        """Whole council, own service areas, or the service areas of one's own teams."""
        if access.sees_all_services:
            return Q()
        return Q(pk__in=access.service_area_ids) | Q(team_records__team__in=access.team_ids)


class ServiceAreaName(Period):
    """What a service area was called from a day to a day; it exists while it has a name."""

    service_area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, related_name="records")
    name = models.CharField(max_length=80)
    long_name = models.CharField(max_length=160, blank=True)

    class Meta(Period.Meta):
        ordering = ["-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                name="a_service_area_has_one_name_a_day",
                fields=["service_area"],
                violation_error_message="The service area has another name on some of these days.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team. `name` is today's (or its last); `records` say what it was called and where it sat, dated."""

    name = models.CharField(
        max_length=120, unique=True, error_messages={"unique": "There is a team of this name."}
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("team", args=[self.pk])

    @staticmethod
    def reach(access: Any) -> Q:
        """Whole council, the teams that ever sat in one's service areas, or one's own teams."""
        if access.sees_all_services:
            return Q()
        return Q(pk__in=access.team_ids) | Q(records__service_area__in=access.service_area_ids)


class TeamRecord(Period):
    """A team's name, service area and kind from a day to a day."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="records")
    name = models.CharField(max_length=120)
    service_area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, related_name="team_records")
    case_holding = models.BooleanField("holds cases")
    statutory = models.BooleanField("does statutory work")

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                name="a_team_has_one_record_a_day",
                fields=["team"],
                violation_error_message="The team has another record on some of these days.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One team became another on a day: several into one is a merger, one into several a split."""

    predecessor = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="origins")
    on = models.DateField()

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"], name="a_succession_is_recorded_once"
            ),
            models.CheckConstraint(
                name="a_team_does_not_succeed_itself", condition=~Q(predecessor=models.F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} into {self.successor}"
