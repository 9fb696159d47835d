"""What a standing says, as shape, word and colour: `{% rag standing.rag %}`. Each sign is drawn once."""

from functools import cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from indicators.rules.direction import Direction
from indicators.rules.rag import Rag
from indicators.rules.signs import Assurance, Variation

register = template.Library()


@register.simple_tag(name="rag")
def rag_tag(rag: Rag | None) -> SafeString:
    """Red, amber, green, or that there is none."""
    return _drawn("rag", rag)


@register.simple_tag(name="direction")
def direction_tag(direction: Direction | None) -> SafeString:
    """The arrow is up, down or no change; colour and word are better, worse or neither."""
    return _drawn_direction(*(direction.way, direction.change) if direction else (None, None))


@register.simple_tag(name="variation")
def variation_tag(variation: Variation | None) -> SafeString:
    """Whether the newest figure is more than chance."""
    return _drawn("variation", variation)


@register.simple_tag(name="assurance")
def assurance_tag(assurance: Assurance | None) -> SafeString:
    """Whether the target is in reach."""
    return _drawn("assurance", assurance)


@cache
def _drawn(part: str, says: Any) -> SafeString:
    return _whole(part, {part: says})


@cache
def _drawn_direction(way: Any, change: Any) -> SafeString:
    return _whole("direction", {"direction": {"way": way, "change": change} if way else None})


def _whole(part: str, context: dict[str, Any]) -> SafeString:
    # Of our own template and enumerations only; stripped, so that it may stand before a full stop.
    return mark_safe(render_to_string(f"indicators/parts/{part}.html", context).strip())  # noqa: S308
