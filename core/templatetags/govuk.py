"""GOV.UK components in templates: `{% govuk "button" text="Save" prevent_double_click=True %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.forms.macros import component, nested

register = template.Library()


@register.simple_tag
def govuk(name: str, **options: Any) -> SafeString:
    """Any component of govuk-frontend-jinja.

    Options are its params in snake_case; two underscores go one level in: `label__text="Name"`.
    """
    drawn = component(name, nested(options))
    # It stands before <main>; a landmark of its own lets those who go by landmarks find it.
    return format_html('<nav aria-label="Back">{}</nav>', drawn) if name == "back-link" else drawn


@register.inclusion_tag("components/service_navigation.html", takes_context=True)
def service_navigation(context: dict[str, Any]) -> dict[str, Any]:
    """The service's name and the places that this person may go to, the present one marked."""
    path = context["request"].path if "request" in context else ""
    items = []
    for link in context.get("navigation", []):
        url = reverse(link.url_name)
        within = url != "/" and path.startswith(url)
        items.append({"text": link.text, "url": url, "current": path == url, "active": within})
    return {"items": items, "home": reverse("home")}


@register.filter(is_safe=True)
def way_back(html: str) -> str:
    """The back link in a landmark of its own, as all of a page has one; breadcrumbs bring theirs."""
    inner = html.strip()
    if not inner or inner.startswith("<nav"):
        return inner
    return f'<nav aria-label="Way back">{inner}</nav>'


@register.filter
def grade_class(grade: Any) -> str:
    """A grade's modifier: 'Requires improvement' as `app-grade--requires-improvement`."""
    return "app-grade--" + str(grade).lower().replace("_", "-").replace(" ", "-")


@register.filter
def thousands(number: int) -> str:
    """29,708."""
    return f"{number:,}"
