"""Who keeps trying keys that are none is told to wait, by address: after 300 in a minute.

A key that works is never kept waiting by somebody else's: an office shares one address, and nobody guesses
256 random bits.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from core import clock

FAILURES = 300
SECONDS = 60


def _key(request: HttpRequest) -> str:
    return f"api-key-failed:{_address(request)}:{int(clock.now().timestamp()) // SECONDS}"


def _address(request: HttpRequest) -> str:
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:  # a server on a socket knows no address: all of them share one
        return "unknown"


def is_over(request: HttpRequest) -> bool:
    """Whether this address has failed too often in this minute."""
    return int(cache.get(_key(request), 0)) >= FAILURES


def failed(request: HttpRequest) -> None:
    """One more key that was none."""
    key = _key(request)
    if not cache.add(key, 1, 2 * SECONDS):
        cache.incr(key)
