"""Users: who may sign in, the member of staff that they are, the roles that they hold."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.periods import NoOverlap, Period, PeriodQuerySet
from core.permissions import Permission
from organisation.access import Access, access_of
from organisation.models.places import ServiceArea
from organisation.models.staff import Staff
from organisation.roles import SEES_SERVICE_AREAS, Role


class UserManager(BaseUserManager["User"]):
    """Users by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def demonstration(self) -> models.QuerySet["User"]:
        """The demo's accounts, which production refuses to start with."""
        return self.filter(is_demo=True)


class User(AbstractBaseUser):
    """Somebody who may sign in."""

    email = models.EmailField(
        "e-mail address", unique=True, error_messages={"unique": "This address is taken."}
    )
    name = models.CharField(max_length=160)
    staff = models.OneToOneField(
        Staff,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="user",
        verbose_name="member of staff",
    )
    is_active = models.BooleanField("may sign in", default=True)
    is_demo = models.BooleanField("demonstration account", default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("user", args=[self.pk])

    @cached_property
    def access(self) -> Access:
        """What this person may do and see today."""
        return access_of(self)

    def may(self, permission: Permission | str) -> bool:
        """Whether one of the roles held today has the permission."""
        name = permission if isinstance(permission, str) else permission.name
        return self.is_active and name in self.access.permissions


class RoleHolding(Period):
    """A role that a user holds from a day to a day; heads and leads hold theirs for a service area."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_holdings")
    role = models.CharField(max_length=20, choices=Role)
    service_area = models.ForeignKey(
        ServiceArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["user", "role", "-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                name="a_role_is_held_once_a_day",
                fields=["user", "role"],
                condition=Q(service_area__isnull=True),
                violation_error_message="The user holds this role on some of these days already.",
            ),
            NoOverlap(
                name="a_role_is_held_once_a_day_in_a_service_area",
                fields=["user", "role", "service_area"],
                condition=Q(service_area__isnull=False),
                violation_error_message="The user holds this role there on some of these days already.",
            ),
            models.CheckConstraint(
                name="heads_and_leads_have_a_service_area",
                condition=Q(role__in=sorted(SEES_SERVICE_AREAS), service_area__isnull=False)
                | (~Q(role__in=sorted(SEES_SERVICE_AREAS)) & Q(service_area__isnull=True)),
                violation_error_message="A head or lead needs a service area; no other role has one.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()

    def reach_in_words(self) -> str:
        """Where the role is held."""
        area: Any = self.service_area
        return str(area) if area else "whole council"
