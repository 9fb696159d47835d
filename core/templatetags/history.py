"""`{% history object %}`: the history of an object, for its page."""

from typing import Any

from django import template
from django.db import models

from core.history import of

register = template.Library()


@register.inclusion_tag("components/history.html")
def history(subject: models.Model) -> dict[str, Any]:
    """The object's history, newest first, under a heading of level 2."""
    return {"lines": of(subject)}
