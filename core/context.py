"""What every template knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from core import clock, home


def site(request: HttpRequest) -> dict[str, Any]:
    """The council, the pinned day, and the signed-in person's navigation."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "council_name": settings.COUNCIL_NAME,
        "pinned_day": clock.pinned(),
        "navigation": home.links_of(user) if signed_in else [],
    }
