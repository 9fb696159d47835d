"""The bases of every form."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString, mark_safe

from core.forms.bound import GovukBoundField
from core.forms.macros import component
from core.forms.messages import put_into_words
from core.forms.widgets import DateParts


def _is_invalid(error: Any) -> bool:
    return getattr(error, "code", "") == "invalid"


class GovukMixin(forms.BaseForm):
    """Draws a form in the GOV.UK patterns.

    `govuk` says, by field name, what the drawing can't know: `hints` (by choice), `legend` (s, m, l: the
    legend's size), `label` (params of the label), `params` (any of the component's own), as in

        govuk = {"grade": {"hints": {"good": "Practice meets the standard."}, "params": {"classes": "..."}}}
    """

    govuk: ClassVar[dict[str, dict[str, Any]]] = {}
    mark_optional = True
    bound_field_class = GovukBoundField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField) and type(field.widget) is forms.DateInput:
                field.widget = DateParts()
        self.say_in_words()

    def say_in_words(self) -> None:
        """Put what the fields say of a wrong answer into sentences; again, if labels are changed later."""
        for name, field in self.fields.items():
            put_into_words(field, str(field.label or name.replace("_", " ").capitalize()))

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        """Browsers send a line's end as two characters; the limits that people see count it as one."""
        value = super()._widget_data_value(widget, html_name)  # type: ignore[misc]
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    def add_error(self, field: str | None, error: Any) -> None:
        """Of a date that is none because of its year, the year is said to be what is wrong."""
        asked = self.fields.get(field) if field else None
        if field and asked and isinstance(asked.widget, DateParts) and _is_invalid(error):
            wrong_year = asked.widget.has_wrong_year(self[field].data)
            words = asked.error_messages.get("year") if wrong_year else None
            error = ValidationError(words, code="invalid") if words else error
        super().add_error(field, error)

    def _problems(self) -> Iterator[dict[str, str]]:
        for name, errors in self.errors.items():
            bound = self[name] if name in self.fields else None
            for error in errors:
                problem = {"text": str(error)}
                if isinstance(bound, GovukBoundField) and not bound.is_hidden:
                    problem["href"] = f"#{bound.first_id}"
                yield problem

    def error_summary(self) -> SafeString:
        """What is wrong, at the top of the page, each line leading to its field; empty if nothing is."""
        if not self.errors:
            return mark_safe("")
        return component(
            "error-summary", {"titleText": "There is a problem", "errorList": list(self._problems())}
        )

    def as_govuk(self) -> SafeString:
        """All fields, in order."""
        drawn = [bound.render_govuk() for bound in self if isinstance(bound, GovukBoundField)]
        return mark_safe("\n".join(drawn))  # noqa: S308 - joined from safe strings

    def fill(self, data: MultiValueDict[str, str]) -> None:
        """Show what was typed before, without judging it: the form stays unbound."""
        for name, field in self.fields.items():
            html_name = self.add_prefix(name)
            if not field.widget.value_omitted_from_data(data, MultiValueDict(), html_name):
                self.initial[name] = field.widget.value_from_datadict(data, MultiValueDict(), html_name)


class GovukForm(GovukMixin, forms.Form):
    """An ordinary form in the GOV.UK patterns."""


class GovukModelForm(GovukMixin, forms.ModelForm):
    """A model's form in the GOV.UK patterns."""
