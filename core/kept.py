"""What was typed is kept for its user when the session had ended, and shown again after signing in.

A form page carries `{% kept_token %}`: signed, it names the user, the page and when it was served. When
a POST arrives without a session, or with the CSRF token of an earlier sign-in, but with this token, its
fields are stored for that user; the page shows them again to that user and to nobody else. The token
is no right to anything but this. Passwords and files are not kept. Nothing is kept in the browser.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render, resolve_url

from core import clock
from core.models.kept import KeptPost
from core.numbers import whole

if TYPE_CHECKING:
    from core.forms.form import GovukMixin

TOKEN_FIELD = "kept_token"  # noqa: S105 - a field's name
POST_FIELD = "kept_post"
LIFETIME = dt.timedelta(hours=12)
LIMIT_BYTES = 1024 * 1024
PER_USER = 20
RATE_WINDOW = dt.timedelta(minutes=10)
_SALT = "core.kept"
_NEVER_KEPT = {"csrfmiddlewaretoken", TOKEN_FIELD, POST_FIELD}


@dataclass(frozen=True)
class Ticket:
    """What a token says: whose page, which page."""

    user_id: int
    path: str
    query: str

    @property
    def url(self) -> str:
        """The page's address."""
        return f"{self.path}?{self.query}" if self.query else self.path


def token(request: HttpRequest) -> str:
    """The token of this page for the signed-in user."""
    query = request.META.get("QUERY_STRING", "")[:2000]
    return signing.dumps([request.user.pk, request.path, query], salt=_SALT)


def ticket_of(request: HttpRequest) -> Ticket | None:
    """What the token of this POST says, or None if it has none that is ours and young enough."""
    try:
        user_id, path, query = signing.loads(request.POST.get(TOKEN_FIELD, ""), salt=_SALT, max_age=LIFETIME)
    except (signing.BadSignature, ValueError):
        return None
    return Ticket(user_id, path, query)


def keep(ticket: Ticket, posted: QueryDict) -> KeptPost | None:
    """Store the fields for the ticket's user; None if there is too much, or too often.

    The same fields are stored once, however often they arrive. Of more than PER_USER the oldest go.
    """
    fields = {
        _storable(name): [_storable(value) for value in values]
        for name, values in posted.lists()
        if name not in _NEVER_KEPT and "password" not in name.lower()
    }
    body = json.dumps(fields, sort_keys=True).encode()
    if len(body) > LIMIT_BYTES:
        return None
    own = KeptPost.objects.filter(user_id=ticket.user_id)
    digest = hashlib.sha256(body).hexdigest()
    known = own.filter(path=ticket.path, digest=digest).first()
    if known is None and own.filter(at__gt=clock.now() - RATE_WINDOW).count() >= PER_USER:
        return None
    post, _ = KeptPost.objects.update_or_create(
        user_id=ticket.user_id,
        path=ticket.path,
        digest=digest,
        defaults={"query": ticket.query, "data": fields, "at": clock.now()},
    )
    own.exclude(pk__in=[*own.fresh().values_list("pk", flat=True)[:PER_USER]]).delete()
    return post


def _storable(text: str) -> str:
    """The text without NUL, which PostgreSQL can't store and no form takes: the rest is worth keeping."""
    return text.replace("\x00", "")


def take(request: HttpRequest) -> QueryDict | None:
    """What this user had typed on this page and could not save, the newest first; None if nothing.

    It stays kept until the page's form is saved (a POST that is answered by a redirect) or thrown away,
    so that a connection lost now loses nothing either.
    """
    if request.method != "GET" or not request.user.is_authenticated:
        return None
    post = KeptPost.objects.fresh().filter(user_id=request.user.pk, path=request.path).first()
    if post is None:
        return None
    request.kept = post  # type: ignore[attr-defined]  # the page's banner and form name it
    data = QueryDict(mutable=True)
    for name, values in post.data.items():
        data.setlist(name, values)
    return data


def fill(request: HttpRequest, form: "GovukMixin") -> None:
    """Show in the unbound form what had been typed in it, if anything had."""
    if form.is_bound:
        return
    data = take(request)
    if data is not None:
        form.fill(data)


def purge() -> int:
    """Delete what has been kept for longer than its week; how many there were."""
    return KeptPost.objects.stale().delete()[0]


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, which can't show a sign-in page."""
    accepts = request.headers.get("Accept", "")
    return "application/json" in accepts and "text/html" not in accepts


def sign_in_url(next_url: str, **said: str) -> str:
    """The sign-in page that leads back to `next_url`; `said` tells it what to explain."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': next_url, **said})}"


class KeptPosts:
    """Middleware, before the one that asks for sign-in: keeps what a POST without a session brings."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            ticket = ticket_of(request)
            if ticket is not None:
                return self._keep(request, ticket)
        response = self.get_response(request)
        if request.method == "POST" and 300 <= response.status_code < 400:
            _done_with(request)
        return response

    def _keep(self, request: HttpRequest, ticket: Ticket) -> HttpResponse:
        kept = keep(ticket, request.POST) is not None
        url = sign_in_url(ticket.url, kept="yes" if kept else "no")
        if wants_json(request):
            return JsonResponse({"signed_out": True, "kept": kept, "sign_in": url}, status=401)
        return HttpResponseRedirect(url)


def _done_with(request: HttpRequest) -> None:
    """The form that showed a kept text was saved: it need not be kept any longer."""
    number = whole(request.POST.get(POST_FIELD))
    if number is not None and request.user.is_authenticated:
        KeptPost.objects.filter(pk=number, user_id=request.user.pk).delete()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Settings' CSRF_FAILURE_VIEW. Signing in again changes the CSRF token, so that a page opened
    before can't be saved; what was typed on it is kept and shown again on a page that can."""
    user: Any = getattr(request, "user", None)
    ticket = ticket_of(request)
    kept = ticket is not None and keep(ticket, request.POST) is not None
    if wants_json(request):
        return JsonResponse({"signed_out": False, "kept": kept}, status=403)
    if ticket and kept and user is not None and user.pk == ticket.user_id:
        return HttpResponseRedirect(ticket.url)
    return render(request, "403_csrf.html", {"kept": kept}, status=403)
