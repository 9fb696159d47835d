"""Forms in the GOV.UK patterns: ordinary Django forms, drawn by the govuk-frontend macros."""

from core.forms.fields import DatePartsField, MonthField
from core.forms.form import GovukForm, GovukMixin, GovukModelForm
from core.forms.macros import component
from core.forms.page import form_page
from core.forms.widgets import DateParts, MonthParts

__all__ = [
    "DateParts",
    "DatePartsField",
    "GovukForm",
    "GovukMixin",
    "GovukModelForm",
    "MonthField",
    "MonthParts",
    "component",
    "form_page",
]
