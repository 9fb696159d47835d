"""The pages of keys: all of them, a new one, one with its history, ending it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from core.forms import form_page
from core.permissions import requires
from core.tables import RecordList
from indicators.actions.keys import end_key, make_key
from indicators.api.filters import KeyFilters
from indicators.api.forms import EndForm, KeyForm
from indicators.api.tables import KeyTable
from indicators.models import ApiKey
from indicators.permissions import KEYS
from organisation.views.asking import ask


class Keys(RecordList):
    """Every key that was made, those that ended among them."""

    permissions = [KEYS]
    title = "API keys"
    intro = "With a key another program reads figures. Each consumer has its own, so that one can be ended."
    empty = "No program reads the figures yet. Make a key for the first that is to."
    table_class = KeyTable
    filters_class = KeyFilters
    template_name = "indicators/api/keys.html"

    def get_records(self, user: Any) -> QuerySet[ApiKey]:
        return ApiKey.objects.all()

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Make a key", reverse("api_key_new"))]


@requires(KEYS)
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Ask who gets a key; the answer shows it, this once: it is kept nowhere, not even for the next page."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        key, secret = make_key(by=user, **form.cleaned_data)
        feed = request.build_absolute_uri(reverse("api_feed"))
        return render(request, "indicators/api/key_shown.html", {"key": key, "secret": secret, "feed": feed})
    return form_page(
        request,
        form,
        title="Make a key",
        submit="Make the key",
        intro="You are shown the key once, on the next page. Have the place ready where it will be kept.",
        cancel_url=reverse("api_keys"),
    )


@requires(KEYS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One key: whose, what it opens, when it was last used, its history."""
    key = get_object_or_404(ApiKey, pk=pk)
    return render(request, "indicators/api/key.html", {"key": key})


@requires(KEYS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a key, with a reason. One that has ended is shown."""
    key, user = get_object_or_404(ApiKey, pk=pk), _user(request)
    if key.has_ended:
        return redirect(key)

    def act(told: dict[str, Any]) -> ApiKey:
        end_key(by=user, key=key, **told)
        return key

    return ask(
        request,
        EndForm(request.POST or None),
        act,
        done="The key was ended.",
        title=f"End the key of {key.name}",
        submit="End the key",
        intro="Whatever reads with it is refused from now on. A key that has ended stays so: make another.",
        cancel_url=key.get_absolute_url(),
    )


def _user(request: HttpRequest) -> Any:
    return request.user
