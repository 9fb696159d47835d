"""What a standing says, as shape, word and colour: `{% rag standing.rag %}`. Each sign is drawn once."""

from functools import cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from indicators.rules.direction import Change, Direction, Way
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


@register.inclusion_tag("indicators/parts/key.html")
def key() -> dict[str, Any]:
    """What each sign means, for those who see it the first time."""
    groups = [
        {"name": name, "signs": [(drawn(sign), words) for sign, words in says.items()]}
        for name, drawn, says in (
            ("RAG", rag_tag, RAGS),
            ("Direction of travel", lambda pair: _drawn_direction(*pair), DIRECTIONS),
            ("Variation", variation_tag, VARIATIONS),
            ("Assurance", assurance_tag, ASSURANCES),
        )
    ]
    return {"groups": groups}


RAGS: dict[Any, str] = {
    Rag.GREEN: "the figure, as it is shown, is as its target asks",
    Rag.AMBER: "it misses its target by no more than the tolerance",
    Rag.RED: "it misses its target by more",
    None: "it has no target, or neither more nor less is better",
}
DIRECTIONS: dict[Any, str] = {
    (Way.UP, Change.BETTER): "the arrow says where the figure went, colour and word whether that is better",
    (Way.UP, Change.WORSE): "a rise of what should be low",
    (Way.DOWN, Change.NEITHER): "a fall of what should be neither high nor low",
    (Way.SAME, Change.SAME): "both figures read the same",
}
VARIATIONS: dict[Any, str] = {
    Variation.COMMON: "the newest figure is within what happens by chance",
    Variation.BETTER: "it is better by more than chance",
    Variation.WORSE: "it is worse by more than chance",
    Variation.HIGH: "it is higher, or rising, by more than chance, which is neither better nor worse",
    Variation.LOW: "it is lower, or falling, by more than chance, which is neither better nor worse",
    None: "there are too few months, or the figures overlap",
}
ASSURANCES: dict[Any, str] = {
    Assurance.ALWAYS: "both limits are on the good side of the target: chance alone never misses it",
    Assurance.NEVER: "both limits are on its bad side: chance alone never reaches it",
    Assurance.SOMETIMES: "the target is between the limits: chance decides",
    None: "there is no target for the place, it is one exact value, or there are no limits",
}


@cache
def _drawn(part: str, says: Any) -> SafeString:
    return _whole(part, {part: says})


@cache
def _drawn_direction(way: Any, change: Any) -> SafeString:
    return _whole("direction", {"direction": {"way": way, "change": change} if way else None})


def _whole(part: str, context: dict[str, Any]) -> SafeString:
    # Of our own template and enumerations only; stripped, so that it may stand before a full stop.
    return mark_safe(render_to_string(f"indicators/parts/{part}.html", context).strip())  # noqa: S308
