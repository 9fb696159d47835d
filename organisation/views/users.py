"""The administrator's pages of users."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.permissions import requires
from core.tables import RecordList
from organisation import actions, listing, tables
from organisation.filters import UserFilters
from organisation.forms import ConfirmForm
from organisation.forms.users import UserChange, UserNew
from organisation.models import User
from organisation.permissions import MANAGE_ORGANISATION
from organisation.views.asking import ask
from organisation.views.links import show_once
from organisation.views.showing import Shown, show


class Users(RecordList):
    """Everybody who may or might sign in."""

    permissions = [MANAGE_ORGANISATION]
    title = "Users"
    table_class = tables.UserTable
    filters_class = UserFilters

    def get_records(self, user: Any) -> QuerySet[User]:
        return listing.users()

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Add a user", reverse("user_new"))]


@requires(MANAGE_ORGANISATION)
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """One user: roles over time, the member of staff that they are, their history."""
    one = get_object_or_404(User.objects.select_related("staff"), pk=pk)
    switch = ("Switch off", "user_off") if one.is_active else ("Switch on", "user_on")
    can = [
        ("Give a role", "role_give"),
        ("Change", "user_change"),
        ("Make a link to choose a password", "user_link"),
    ]
    roles = Shown(
        tables.RoleTable(one.role_holdings.select_related("service_area")), "They never held a role."
    )
    return show(request, one, back=("Users", "users"), tables=[roles], actions=[*can, switch])


@requires(MANAGE_ORGANISATION)
def new(request: HttpRequest) -> HttpResponse:
    """Add a user with a first role; then show the link with which they choose a password."""
    return ask(
        request,
        UserNew(request.POST or None),
        lambda told: show_once(request, _create(request, **told)),
        done="The user was added.",
        title="Add a user",
        submit="Add",
        intro="They choose their own password, with a link that you are shown next.",
        cancel_url=reverse("users"),
    )


def _create(request: HttpRequest, *, on: Any, **told: Any) -> User:
    return actions.create_user(by=request.user, starts_on=on, **told)


@requires(MANAGE_ORGANISATION)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name, address or member of staff."""
    one = get_object_or_404(User, pk=pk)
    now = {"name": one.name, "email": one.email, "staff": one.staff_id}
    return ask(
        request,
        UserChange(request.POST or None, owner=one, user=one, initial=now),
        lambda told: actions.change_user(by=request.user, user=one, **told),
        done="The user was changed.",
        title=f"Change {one}",
        cancel_url=one.get_absolute_url(),
    )


@requires(MANAGE_ORGANISATION)
def off(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a user off."""
    one = get_object_or_404(User, pk=pk)
    return ask(
        request,
        ConfirmForm(request.POST or None, owner=one),
        lambda told: actions.switch_off(by=request.user, user=one),
        done="The user was switched off.",
        title=f"Switch off {one}",
        submit="Switch off",
        intro="They are signed out at once and can sign in no more. Their roles stay on record.",
        cancel_url=one.get_absolute_url(),
    )


@requires(MANAGE_ORGANISATION)
def on(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a user on again."""
    one = get_object_or_404(User, pk=pk)
    return ask(
        request,
        ConfirmForm(request.POST or None, owner=one),
        lambda told: actions.switch_on(by=request.user, user=one),
        done="The user was switched on.",
        title=f"Switch on {one}",
        submit="Switch on",
        intro="They may sign in again, with the password and the roles that they have.",
        cancel_url=one.get_absolute_url(),
    )
