"""`{% kept_token %}` in a form: what is typed in it is kept if the session ends (core.kept)."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core import kept

register = template.Library()


@register.simple_tag(takes_context=True)
def kept_token(context: dict[str, Any]) -> SafeString:
    """The hidden fields: the signed token, and which kept text the form shows, if it shows one."""
    request: HttpRequest | None = context.get("request")
    if request is None or not request.user.is_authenticated:
        return mark_safe("")
    shown = getattr(request, "kept", None)
    number = shown.pk if shown else request.POST.get(kept.POST_FIELD, "")
    fields = format_html('<input type="hidden" name="{}" value="{}">', kept.TOKEN_FIELD, kept.token(request))
    if number:
        fields += format_html('<input type="hidden" name="{}" value="{}">', kept.POST_FIELD, number)
    return fields
