"""The govuk-frontend components, as the macros of govuk-frontend-jinja. The one way to them."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader

_environment = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=ChainableUndefined,
    auto_reload=False,
)


@cache
def _macro(name: str) -> Callable[[Mapping[str, Any]], str]:
    template = _environment.get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    macro: Callable[[Mapping[str, Any]], str] = getattr(
        template.module, "govuk" + "".join(part.title() for part in name.split("-"))
    )
    return macro


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """The component as HTML: `component("button", {"text": "Save"})`.

    The params are those of the GOV.UK Design System's pages. Whatever goes into a `text` is escaped;
    an `html` is not. Raises jinja2.TemplateNotFound for a component that there is not.
    """
    return mark_safe(str(_macro(name)(params)).strip())  # noqa: S308 - the macros escape what they are given


def camel(name: str) -> str:
    """`prevent_double_click` as the components write it: `preventDoubleClick`."""
    first, *others = name.split("_")
    return first + "".join(other.title() for other in others)


def nested(options: Mapping[str, Any]) -> dict[str, Any]:
    """Keyword arguments as a component's params: snake to camel, `label__text` to `{"label": {"text"}}`.

    None says nothing: the component's own default holds.
    """
    params: dict[str, Any] = {}
    for name, value in options.items():
        if value is None:
            continue
        *outer, last = (camel(part) for part in name.split("__"))
        place = params
        for part in outer:
            place = place.setdefault(part, {})
        place[last] = value
    return params
