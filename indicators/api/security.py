"""Which keys open what. A session opens nothing here: a key is for a program, a session for a person."""

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
WAIT = f"This address has sent {throttle.FAILURES} keys that are none. Wait a minute."


def opened(request: HttpRequest, presented: str | None, right: str) -> Consumer | None:
    """Who reads by the presented key, if it has the right; blank is any. None where no key is presented."""
    if not presented:
        return None
    if throttle.is_over(request):
        raise Problem(429, WAIT, Retry_After=str(throttle.SECONDS))
    key = _find(presented)
    if key is None:
        throttle.failed(request)
        raise without_key(NOT_A_KEY)
    if not (right in key.rights if right else key.rights):
        asked = Right(right).label if right else "anything"
        raise Problem(403, f"This key does not open this: {asked}. Ask the performance team for the right.")
    today = clock.today()
    if key.last_used_on != today:
        ApiKey.objects.filter(pk=key.pk).note_use(today)
    return consumer(key)


def _find(presented: str) -> ApiKey | None:
    """The key that works and is the presented one; looking for none takes as long."""
    prefix = prefix_of(presented)
    key = ApiKey.objects.working(clock.now()).filter(prefix=prefix).first() if prefix else None
    return key if matches(presented, key.digest if key else NOBODYS) and key else None


class Bearer(HttpBearer):
    """`Authorization: Bearer …`."""

    def __init__(self, right: str) -> None:
        self.right = right
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return opened(request, token.strip(), self.right)


class KeyHeader(APIKeyHeader):
    """`X-API-Key: …`."""

    param_name = "X-API-Key"

    def __init__(self, right: str) -> None:
        self.right = right
        super().__init__()

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return opened(request, key, self.right)


class KeyInAddress(APIKeyQuery):
    """`?key=…`, for the feed alone: Power BI reads by an address."""

    param_name = "key"

    def __init__(self, right: str) -> None:
        self.right = right
        super().__init__()

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return opened(request, key, self.right)


def by_key(right: str = "", *, in_address: bool = False) -> list[Any]:
    """The ways to show a key with the right; `in_address` allows the feed's."""
    ways: list[Any] = [Bearer(right), KeyHeader(right)]
    return [*ways, KeyInAddress(right)] if in_address else ways
