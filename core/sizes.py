"""What is sent may be as large as the largest file, with room for the form around it, and no larger.

Asked before anything reads what was sent, so that nobody, signed in or not, has the server read more.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

ROOM_BYTES = 1024 * 1024


def length_of(request: HttpRequest) -> int:
    """How much is sent, as Django will believe it: without a length that makes sense it reads nothing."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


class SizeLimit:
    """Middleware, before all that reads a form: 413 to what is too large, unread."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if length_of(request) <= settings.FILE_LIMIT_BYTES + ROOM_BYTES:
            return self.get_response(request)
        context = {"megabytes": settings.FILE_LIMIT_BYTES // (1024 * 1024)}
        return render(request, "413.html", context, status=413)
