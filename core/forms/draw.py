"""How each kind of widget is drawn: the params of its component, from a bound field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.widgets import Input
from django.utils.safestring import SafeString

from core.forms.macros import component
from core.forms.widgets import DateParts

if TYPE_CHECKING:
    from core.forms.bound import GovukBoundField

Params = dict[str, Any]
# Params of the components that a widget's attrs may set; other attrs become HTML attributes.
KNOWN = {"rows", "autocomplete", "inputmode", "spellcheck", "pattern", "autocapitalize", "disabled"}
NOT_DRAWN = {"required", "maxlength", "minlength", "cols", "class", "id", "min", "max", "step"}


def text(value: Any) -> str:
    """A value as an input shows it."""
    return "" if value is None else str(value)


def _attrs(widget: forms.Widget) -> Params:
    params: Params = {name: value for name, value in widget.attrs.items() if name in KNOWN}
    if "class" in widget.attrs:
        params["classes"] = widget.attrs["class"]
    others = {k: v for k, v in widget.attrs.items() if k not in KNOWN and k not in NOT_DRAWN}
    if others:
        params["attributes"] = others
    return params


def _label(field: GovukBoundField) -> Params:
    return {"text": field.words, **field.options.get("label", {})}


def _fieldset(field: GovukBoundField) -> Params:
    size = field.options.get("legend", "s")
    return {"legend": {"text": field.words, "classes": f"govuk-fieldset__legend--{size}"}}


def choices(widget: Any) -> list[tuple[Any, str]]:
    """The widget's choices, groups laid flat. Read once: a ModelChoiceField asks the database each time."""
    flat: list[tuple[Any, str]] = []
    for key, words in widget.choices:
        if isinstance(words, (list, tuple)):
            flat.extend((k, f"{key}: {w}") for k, w in words)
        else:
            flat.append((key, str(words)))
    return flat


def _chosen(widget: Any, value: Any) -> set[str]:
    formatted = widget.format_value(value)
    return {str(v) for v in (formatted if isinstance(formatted, (list, tuple)) else [formatted])}


def _input(field: GovukBoundField, params: Params) -> SafeString:
    widget: Any = field.field.widget
    kind = getattr(widget, "input_type", "text")
    if kind == "number":
        # type=number scrolls away values and hides letters; the Design System asks for this instead.
        whole = not isinstance(field.field, (forms.DecimalField, forms.FloatField))
        params = {"inputmode": "numeric" if whole else "decimal", "spellcheck": False, **params}
        kind = "text"
    elif kind == "email":
        params = {"autocomplete": "email", "spellcheck": False, **params}
    value = widget.format_value(field.value())
    return component("input", {"label": _label(field), "type": kind, "value": text(value), **params})


def _password(field: GovukBoundField, params: Params) -> SafeString:
    return component("password-input", {"label": _label(field), **params})


def _textarea(field: GovukBoundField, params: Params) -> SafeString:
    params = {"label": _label(field), "value": text(field.value()), **params}
    limit = getattr(field.field, "max_length", None)
    if limit:
        return component("character-count", {"maxlength": limit, **params})
    return component("textarea", params)


def _select(field: GovukBoundField, params: Params) -> SafeString:
    widget = field.field.widget
    chosen = _chosen(widget, field.value())
    items = [
        {"value": text(key), "text": words, "selected": text(key) in chosen} for key, words in choices(widget)
    ]
    return component("select", {"label": _label(field), "items": items, **params})


def _choose(field: GovukBoundField, params: Params, kind: str) -> SafeString:
    widget = field.field.widget
    chosen, hints = _chosen(widget, field.value()), field.options.get("hints", {})
    items: list[Params] = []
    for key, words in choices(widget):
        if text(key) == "":
            continue  # the empty choice of a list; nothing chosen says the same
        item: Params = {"value": text(key), "text": words, "checked": text(key) in chosen}
        if text(key) in hints:
            item["hint"] = {"text": hints[text(key)]}
        items.append(item)
    return component(
        kind, {"idPrefix": field.auto_id, "fieldset": _fieldset(field), "items": items, **params}
    )


def _radios(field: GovukBoundField, params: Params) -> SafeString:
    return _choose(field, params, "radios")


def _checkboxes(field: GovukBoundField, params: Params) -> SafeString:
    return _choose(field, params, "checkboxes")


def _checkbox(field: GovukBoundField, params: Params) -> SafeString:
    hint = params.pop("hint", None)
    item = {"value": "on", "text": field.words, "checked": bool(field.value()), "hint": hint}
    return component("checkboxes", {"idPrefix": field.auto_id, "items": [item], **params})


def _date(field: GovukBoundField, params: Params) -> SafeString:
    widget: Any = field.field.widget
    wrong = " govuk-input--error" if field.errors else ""
    typed = zip(widget.parts, widget.decompress(field.value()), strict=True)
    items = [
        {
            "label": part,
            "id": f"{field.auto_id}_{index}",
            "name": f"{field.html_name}_{index}",
            "value": text(value),
            "classes": f"govuk-input--width-{4 if part == 'Year' else 2}{wrong}",
        }
        for index, (part, value) in enumerate(typed)
    ]
    return component("date-input", {**params, "fieldset": _fieldset(field), "items": items})


def _file(field: GovukBoundField, params: Params) -> SafeString:
    return component("file-upload", {"label": _label(field), "javascript": True, **params})


# `CheckboxSelectMultiple` is a `RadioSelect`, and both are a `Select`: the first that fits is taken.
DRAWN: list[tuple[type[forms.Widget], Callable[[GovukBoundField, Params], SafeString]]] = [
    (DateParts, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.SelectMultiple, _checkboxes),
    (forms.Select, _select),
    (forms.CheckboxInput, _checkbox),
    (forms.FileInput, _file),
    (forms.Textarea, _textarea),
    (forms.PasswordInput, _password),
    (Input, _input),
]


def draw(field: GovukBoundField) -> SafeString:
    """The field in its GOV.UK component. Raises TypeError for a widget that has none."""
    widget = field.field.widget
    params = {**field.common, **_attrs(widget), **field.options.get("params", {})}
    for kind, drawing in DRAWN:
        if isinstance(widget, kind):
            return drawing(field, params)
    raise TypeError(f"No GOV.UK component for {type(widget).__name__} ({field.name}).")
