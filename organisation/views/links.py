"""The link with which a user chooses a password: made on asking, shown to the administrator once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from core.permissions import requires
from organisation import actions
from organisation.forms import ConfirmForm
from organisation.models import User
from organisation.passwords import path_to_choose
from organisation.permissions import MANAGE_ORGANISATION
from organisation.views.asking import ask

ONCE = "link_to_show"


@requires(MANAGE_ORGANISATION)
@never_cache
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link on POST; show it on the page that follows, and never again."""
    one = get_object_or_404(User, pk=pk)
    if request.method == "GET" and request.session.pop(ONCE, None) == one.pk:
        minutes = settings.PASSWORD_RESET_TIMEOUT // 60
        return render(
            request,
            "organisation/link.html",
            {"one": one, "url": request.build_absolute_uri(path_to_choose(one)), "minutes": minutes},
        )
    return ask(
        request,
        ConfirmForm(request.POST or None, owner=one),
        lambda told: show_once(request, one),
        done="The link was made.",
        title=f"Make a link for {one}",
        submit="Make the link",
        intro="With it they choose a password. The one they have, if any, works until then.",
        cancel_url=one.get_absolute_url(),
    )


def show_once(request: HttpRequest, user: User) -> str:
    """Record that a link is made; the page that will show it, this one time."""
    actions.invite(by=request.user, user=user)
    request.session[ONCE] = user.pk
    return reverse("user_link", args=[user.pk])
