"""Which keys open what. A session opens nothing here: a key is for a program, a session for a person."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from ninja.security import APIKeyHeader, APIKeyQuery, HttpBearer

from core import clock
from indicators.api import throttle
from indicators.api.consumer import Consumer, consumer
from indicators.api.problems import Problem, without_key
from indicators.api.secret import digest_of, matches, prefix_of
from indicators.models import ApiKey, Right

NOBODYS = digest_of("")
NOT_A_KEY = "This key is not known, or it has ended. Ask the performance team for another."
WAIT = "This address keeps sending keys that are none. Wait a minute."


def opened(request: HttpRequest, right: str, *, in_address: bool = False) -> Consumer | None:
    """Who reads by the key that the request shows, if it has the right; blank is any right.

    None where it shows none. Where it shows several, each must be a key that works: one that is wrong is
    never passed over for another.
    """
    shown = list(_shown(request, in_address=in_address))
    if not shown:
        return None
    keys = [_find(each) for each in dict.fromkeys(shown)]
    key = keys[0]
    if key is None or any(other != key for other in keys):
        raise _refused(request)
    if not (right in key.rights if right else key.rights):
        asked = Right(right).label if right else "anything"
        raise Problem(403, f"This key does not open this: {asked}. Ask the performance team for the right.")
    today = clock.today()
    if key.last_used_on != today:
        ApiKey.objects.filter(pk=key.pk).note_use(today)
    return consumer(key)


def _refused(request: HttpRequest) -> Problem:
    """To a key that is none; who keeps on is told to wait. Others at the same address are served as ever."""
    if throttle.is_over(request):
        return Problem(429, WAIT, Retry_After=str(throttle.SECONDS))
    throttle.failed(request)
    return without_key(NOT_A_KEY)


def _shown(request: HttpRequest, *, in_address: bool) -> Iterator[str]:
    """Every key that the request shows; an Authorization that is no bearer's is shown, and is none."""
    if "Authorization" in request.headers:
        scheme, _, rest = request.headers["Authorization"].partition(" ")
        yield rest.strip() if scheme.lower() == "bearer" else ""
    if KeyHeader.param_name in request.headers:
        yield request.headers[KeyHeader.param_name].strip()
    if in_address:
        yield from request.GET.getlist(KeyInAddress.param_name)


def _find(presented: str) -> ApiKey | None:
    """The key that works and is the presented one; looking for none takes as long."""
    prefix = prefix_of(presented)
    key = ApiKey.objects.working(clock.now()).filter(prefix=prefix).first() if prefix else None
    return key if matches(presented, key.digest if key else NOBODYS) and key else None


class Bearer(HttpBearer):
    """`Authorization: Bearer …`."""

    def __init__(self, right: str, *, in_address: bool) -> None:
        self._right, self._in_address = right, in_address
        super().__init__()

    def __call__(self, request: HttpRequest) -> Any:
        """The first way answers for all of them; the others describe how a key may be shown, too."""
        return opened(request, self._right, in_address=self._in_address)

    def authenticate(self, request: HttpRequest, token: str) -> None:
        """Not asked: `__call__` has answered."""


class KeyHeader(APIKeyHeader):
    """`X-API-Key: …`."""

    param_name = "X-API-Key"

    def authenticate(self, request: HttpRequest, key: str | None) -> None:
        """Not asked by itself: see `Bearer`."""


class KeyInAddress(APIKeyQuery):
    """`?key=…`, for the feed alone: Power BI reads by an address."""

    param_name = "key"

    def authenticate(self, request: HttpRequest, key: str | None) -> None:
        """Not asked by itself: see `Bearer`."""


def by_key(right: str = "", *, in_address: bool = False) -> list[Any]:
    """The ways to show a key with the right; `in_address` allows the feed's."""
    ways: list[Any] = [Bearer(right, in_address=in_address), KeyHeader()]
    return [*ways, KeyInAddress()] if in_address else ways
