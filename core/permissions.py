"""Permissions: each named once, in words, and given to roles. Who sees which rows is `visible_to`.

A room declares its permissions in its own `permissions.py`:

    MODERATE = declare("audits.moderate", "Moderate audits", to=[Role.QA])

and asks for them with `@requires(MODERATE)`, `RequiresMixin` or `user.may(MODERATE)`. A right that
one lacks is a 403; somebody else's row, reached through `visible_to`, is a 404.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class Permission:
    """A right: its name, what it allows in words, the roles that have it."""

    name: str
    allows: str
    roles: frozenset[str]


_declared: dict[str, Permission] = {}


def declare(name: str, allows: str, to: Iterable[str]) -> Permission:
    """A new permission, held by the roles. Declaring a name twice is an error."""
    if name in _declared:
        raise ValueError(f"The permission {name} is declared twice.")
    permission = Permission(name, allows, frozenset(str(role) for role in to))
    _declared[name] = permission
    return permission


def declared() -> list[Permission]:
    """Every permission, by name."""
    return [_declared[name] for name in sorted(_declared)]


def held_by(roles: Iterable[str]) -> frozenset[str]:
    """The names of the permissions that somebody with these roles has."""
    own = set(roles)
    return frozenset(p.name for p in _declared.values() if p.roles & own)


View = Callable[..., HttpResponse]


def requires(*permissions: Permission) -> Callable[[View], View]:
    """The view answers those who have any of the permissions; others get a 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            check(request.user, *permissions)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def check(user: Any, *permissions: Permission) -> None:
    """Raise PermissionDenied unless the user has one of the permissions."""
    if not any(user.may(permission) for permission in permissions):
        raise PermissionDenied


class RequiresMixin:
    """For class views: `permissions = [MODERATE]`."""

    permissions: list[Permission] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        check(request.user, *self.permissions)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
