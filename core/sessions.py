"""Sessions end: after 20 minutes without activity and 10 hours in all (settings say how long).

The session carries two stamps, when it began and when it was last used; the second is written at most
once a minute, so a session may end up to a minute early, never late. What a script asks by itself
(`X-Passive: 1`: polling, counters) is no activity.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from core import clock
from core.kept import sign_in_url, wants_json

BEGAN, USED = "session_began", "session_used"
PASSIVE_HEADER = "X-Passive"


def how_it_ended(began: float, used: float, now: float) -> str:
    """'idle' or 'total' if the session with these stamps is over, else empty."""
    if now - began >= settings.SESSION_TOTAL_SECONDS:
        return "total"
    return "idle" if now - used >= settings.SESSION_IDLE_SECONDS else ""


class SessionLimits:
    """Middleware, after the one that knows the user: ends what is over, stamps what is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = clock.now().timestamp()
            began = request.session.setdefault(BEGAN, now)
            used = request.session.setdefault(USED, now)
            ended = how_it_ended(began, used, now)
            if ended:
                logout(request)
                request.session_ended = ended  # type: ignore[attr-defined]  # for SignInRequired
            elif now - used >= min(60, settings.SESSION_IDLE_SECONDS / 20) and not _passive(request):
                request.session[USED] = now
        return self.get_response(request)


def _passive(request: HttpRequest) -> bool:
    return request.headers.get(PASSIVE_HEADER) == "1"


class SignInRequired(LoginRequiredMiddleware):
    """Django's, which also says why a session ended and answers scripts in their own language."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        ended: str = getattr(request, "session_ended", "")
        url = sign_in_url(_page_of(request), **({"ended": ended} if ended else {}))
        if wants_json(request):
            return JsonResponse({"signed_out": True, "kept": False, "sign_in": url}, status=401)
        return HttpResponseRedirect(url)


def _page_of(request: HttpRequest) -> str:
    """Where to go on after signing in: the page asked for, or the page that a form was sent from."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not ours:
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    page = urlsplit(came_from)
    return f"{page.path}?{page.query}" if page.query else page.path
