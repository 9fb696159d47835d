"""The council's colour, from the settings, as a style sheet: no page needs an inline style for it."""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.checks import Error, register
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

CONTRAST = 4.5
"""What WCAG 2.2 AA asks between the colour and the white text on it (1.4.3)."""


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of white text on the colour, `#00645b`."""
    return 1.05 / (_luminance(colour) + 0.05)


def fault(colour: str) -> str:
    """What is wrong with the colour as a brand's; empty if nothing is."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return f"BRAND_COLOUR is {colour!r}; write it as #00645b."
    if contrast_with_white(colour) < CONTRAST:
        return f"White text on BRAND_COLOUR {colour} can't be read by everybody; choose a darker one."
    return ""


@register()
def check_brand_colour(**_: Any) -> list[Error]:
    """A system check: the colour is one, and its text can be read."""
    words = fault(settings.BRAND_COLOUR)
    return [Error(words, id="core.E001")] if words else []


@login_not_required
@cache_control(public=True, max_age=3600)
def brand(request: HttpRequest) -> HttpResponse:
    """`/brand.css`."""
    css = f":root{{--govuk-brand-colour:{settings.BRAND_COLOUR}}}\n"
    return HttpResponse(css, content_type="text/css; charset=utf-8")
