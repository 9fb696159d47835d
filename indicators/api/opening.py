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
READ_ONLY = "Only GET and HEAD are understood: nothing is changed through this API."


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
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"  # an operation answers the one method that it is of
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            response = answer(Problem(405, READ_ONLY, Allow="GET, HEAD"))
        response["Cache-Control"] = "private, no-store"
        return _without_body(response) if asked == "HEAD" else response

    return opened


def _without_body(response: Any) -> HttpResponse:
    """What HEAD is answered: all that GET is, and of the body how long it would be."""
    length = sum(map(len, response))
    found = HttpResponse(status=response.status_code, headers=response.headers)
    found["Content-Length"] = str(length)
    return found


@login_not_required
@csrf_exempt
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address under /api/, in the API's own words."""
    return answer(Problem(404, NOT_HERE))
