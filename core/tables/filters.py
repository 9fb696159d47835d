"""Filters of a list, asked in a form of our own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django import forms
from django.http import QueryDict

from core import months
from core.forms import DateParts, GovukForm, MonthField

ALL = "All"


class FilterForm(GovukForm):
    """A form of which every answer may be left out, and says nothing of it."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _call_empty_all(field)


def _call_empty_all(field: Any) -> None:
    """The choice that filters nothing reads 'All'."""
    widget = field.widget
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label is not None:
            field.empty_label = ALL
    elif isinstance(widget, (forms.NullBooleanSelect, django_filters.widgets.BooleanWidget)):
        widget.choices = [("", ALL), ("true", "Yes"), ("false", "No")]
    elif isinstance(widget, forms.Select) and not isinstance(widget, forms.SelectMultiple):
        widget.choices = [("", ALL), *(choice for choice in widget.choices if choice[0] != "")]


@dataclass(frozen=True)
class Chosen:
    """A filter in use: what it says, and the query without it."""

    label: str
    value: str
    query: str


class Asked:
    """What a list's template asks of its filters, whatever they filter.

    `private` names those whose values are personal data, such as a case reference: they are asked by
    POST and never stand in an address.
    """

    private: ClassVar[frozenset[str]] = frozenset()
    form: Any

    def public_fields(self) -> list[Any]:
        """The fields asked by GET."""
        return [bound for bound in self.form if bound.name not in self.private]

    def private_fields(self) -> list[Any]:
        """The fields asked by POST."""
        return [bound for bound in self.form if bound.name in self.private]

    def chosen(self, query: QueryDict) -> Iterator[Chosen]:
        """The public filters in use, in words, each with the way to take it off."""
        for bound in self.public_fields():
            value = self.form.cleaned_data.get(bound.name) if self.form.is_bound else None
            if value in (None, "", []) or (hasattr(value, "exists") and not value):
                continue
            rest = query.copy()
            for name in _names(bound):
                rest.pop(name, None)
            rest.pop("page", None)
            yield Chosen(str(bound.label), _in_words(bound, value), rest.urlencode())


class RecordFilters(Asked, django_filters.FilterSet):
    """The filters of a list of records. Give each a label in plain words."""

    def get_form_class(self) -> type[forms.Form]:
        fields = {name: filter_.field for name, filter_ in self.filters.items()}
        return type(f"{type(self).__name__}Form", (FilterForm,), fields)


class RowFilters(Asked):
    """The filters of a list whose rows are worked out, not read: who holds how many, what is late.

    Subclasses give `fields`, made from all rows, so that each choice is of a row that the reader may see;
    a row passes when `passes(name, row, value)` says so for everything that was chosen. Fields named in
    `view_fields` are for the view, which reads other rows by them: a day, a month.
    """

    view_fields: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, data: QueryDict, queryset: Sequence[Any]) -> None:
        self.rows = queryset
        form = type(f"{type(self).__name__}Form", (FilterForm,), self.fields(queryset))
        self.form = form(data)

    def fields(self, rows: Sequence[Any]) -> dict[str, forms.Field]:
        """The filters, by name."""
        raise TypeError(f"{type(self).__name__} has no filters.")

    def passes(self, name: str, row: Any, value: Any) -> bool:
        """Whether the row has the value: by default, that its attribute of the filter's name says so."""
        return str(getattr(row, name)) == str(value)

    @property
    def qs(self) -> list[Any]:
        """The rows that pass, in their order."""
        if not self.form.is_valid():
            return []
        given = self.form.cleaned_data.items()
        asked = [(name, value) for name, value in given if value not in (None, "", [])]
        asked = [(name, value) for name, value in asked if name not in self.view_fields]
        return [row for row in self.rows if all(self.passes(name, row, value) for name, value in asked)]


def choices_of(rows: Sequence[Any], value: str, label: str) -> list[tuple[str, str]]:
    """What there is to choose from in the rows: each value once, by its label."""
    found = {str(key): str(getattr(row, label)) for row in rows if (key := getattr(row, value))}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def _names(bound: Any) -> list[str]:
    if isinstance(bound.field.widget, DateParts):
        return [f"{bound.html_name}_{index}" for index in range(len(bound.field.widget.parts))]
    return [bound.html_name]


def _in_words(bound: Any, value: Any) -> str:
    if isinstance(bound.field, MonthField):
        return months.label(value)
    if hasattr(value, "strftime"):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    field: Any = bound.field
    if isinstance(field, (forms.ModelMultipleChoiceField, forms.MultipleChoiceField)):
        return ", ".join(_label(field, getattr(one, "pk", one)) for one in value)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return _label(field, value)
    return str(value)


def _label(field: Any, value: Any) -> str:
    labels = {str(key): str(words) for key, words in field.choices}
    return labels.get(str(value), str(value))
