"""How another program reads the figures, as a page; and the API's description for who is signed in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from core.permissions import requires
from indicators.api.asked import AT_MOST
from indicators.api.endpoints import described
from indicators.api.feed.columns import FEED
from indicators.permissions import KEYS, VIEW


@dataclass(frozen=True)
class Endpoint:
    """One address of the API: what it answers, and what may be asked."""

    path: str
    answers: str
    parameters: list[tuple[str, str]]


def endpoints() -> list[Endpoint]:
    """Each address, from the description itself."""
    found = []
    for path, methods in described()["paths"].items():
        operation = methods["get"]
        told = [(each["name"], each.get("description", "")) for each in operation["parameters"]]
        found.append(Endpoint(path, operation["summary"], told))
    return found


@requires(VIEW, KEYS)
def guide(request: HttpRequest) -> HttpResponse:
    """The addresses, the feed's columns, an example call."""
    user: Any = request.user
    context = {
        "endpoints": endpoints(),
        "columns": FEED,
        "feed": request.build_absolute_uri(reverse("api_feed")),
        "figures": request.build_absolute_uri(reverse("api_figures")),
        "at_most": AT_MOST,
        "may_make_keys": user.may(KEYS),
    }
    return render(request, "indicators/api/guide.html", context)


@requires(VIEW, KEYS)
def description(request: HttpRequest) -> HttpResponse:
    """The same as /api/v1/openapi.json, where one has no key at hand. It holds no figure and no name."""
    return JsonResponse(described(), json_dumps_params={"indent": 1})
