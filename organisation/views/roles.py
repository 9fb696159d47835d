"""The administrator's pages to give a role and to end one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from core.permissions import requires
from organisation import actions
from organisation.forms import EndForm
from organisation.forms.users import RoleGive
from organisation.models import User
from organisation.permissions import MANAGE_ORGANISATION
from organisation.views.asking import ask


@requires(MANAGE_ORGANISATION)
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a user a role from a day."""
    one = get_object_or_404(User, pk=pk)
    return ask(
        request,
        RoleGive(request.POST or None),
        lambda told: (
            actions.give_role(
                by=request.user,
                user=one,
                role=told["role"],
                service_area=told["service_area"],
                starts_on=told["on"],
            ).user
        ),
        done="The role was given.",
        title=f"Give {one} a role",
        submit="Give the role",
        cancel_url=one.get_absolute_url(),
    )


@requires(MANAGE_ORGANISATION)
def end(request: HttpRequest, pk: int, holding: int) -> HttpResponse:
    """End a role on a day."""
    one = get_object_or_404(User, pk=pk)
    held = get_object_or_404(one.role_holdings.select_related("service_area"), pk=holding)
    return ask(
        request,
        EndForm(request.POST or None, owner=one, label="First day without the role"),
        lambda told: actions.end_role(by=request.user, holding=held, on=told["on"]),
        done="The end of the role was recorded.",
        title=f"End a role of {one}",
        submit="End the role",
        intro=f"{held}, {held.reach_in_words()}.",
        cancel_url=one.get_absolute_url(),
    )
