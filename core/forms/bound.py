"""A form's field with its value: what the templates draw."""

from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from core.forms.draw import draw
from core.forms.widgets import DateParts


class GovukBoundField(BoundField):
    """`{{ form.field.render_govuk }}`; everything else as in Django."""

    @cached_property
    def options(self) -> dict[str, Any]:
        """What the form says of the drawing of this field: see GovukMixin.govuk."""
        of_form: dict[str, Any] = getattr(self.form, "govuk", {}).get(self.name, {})
        return {**getattr(self.field, "govuk", {}), **of_form}

    @property
    def words(self) -> str:
        """The label, which says where an answer may be left out."""
        optional = getattr(self.form, "mark_optional", True) and not self.field.required
        if optional and not isinstance(self.field, (forms.BooleanField, forms.NullBooleanField)):
            return f"{self.label} (optional)"
        return str(self.label)

    @property
    def first_id(self) -> str:
        """The id of the input that an error about this field leads to."""
        return str(self.auto_id) + ("_0" if isinstance(self.field.widget, DateParts) else "")

    @property
    def common(self) -> dict[str, Any]:
        """The params that every component takes."""
        params: dict[str, Any] = {"id": self.auto_id, "name": self.html_name}
        if self.help_text:
            params["hint"] = {"text": self.help_text}
        if self.errors:
            params["errorMessage"] = {"text": " ".join(str(error) for error in self.errors)}
        return params

    def render_govuk(self) -> SafeString:
        """The field as its GOV.UK component, with label, hint and error."""
        if self.is_hidden:
            return self.as_widget()
        return draw(self)
