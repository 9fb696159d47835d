"""`{% history object %}`: the history of an object, for its page."""

from typing import Any

from django import template
from django.db import models

from core.history import Line, of

register = template.Library()


@register.inclusion_tag("components/history.html", takes_context=True)
def history(
    context: dict[str, Any], subject: models.Model, lines: list[Line] | None = None
) -> dict[str, Any]:
    """The object's history, newest first, under a heading of level 2; `lines` if a page says which.

    Each line's number, and the way to erase its text, is for those who may.
    """
    user = context.get("user")
    may_erase = bool(user and user.is_authenticated and user.may("history.erase"))
    return {"lines": of(subject) if lines is None else lines, "may_erase": may_erase}
