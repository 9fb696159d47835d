"""The API's addresses: open to programs without a session, and stored by nobody on the way."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt

from indicators.api.endpoints import api
from indicators.api.problems import Problem, answer

NOT_HERE = "There is nothing at this address. /api/v1/openapi.json describes what there is."
READ_ONLY = "Only GET is understood: nothing is changed through this API."


def addresses() -> list[URLPattern]:
    """The endpoints, each for keys alone: who has a session and no key gets no further than anybody."""
    found = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = _open(pattern.callback)
            found.append(pattern)
    return found


def _open(view: Callable[..., Any]) -> Callable[..., Any]:
    @login_not_required
    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            response = answer(Problem(405, READ_ONLY, Allow="GET"))
        response["Cache-Control"] = "private, no-store"
        return response

    return opened


@login_not_required
@csrf_exempt
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address under /api/, in the API's own words."""
    return answer(Problem(404, NOT_HERE))
