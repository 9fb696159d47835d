"""What stands in a cell, worked out by a plan made once a column.

django-tables2 inspects signatures and fields again for every cell (0.2 ms of them a row), and takes a
column whose accessor leads nowhere for an empty one. Here a wrong accessor is an error.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import django_tables2 as tables
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import Model

Call = Callable[[dict[str, Any]], Any]


class Plan:
    """How one column of a table gets from a record to a cell."""

    def __init__(self, table: tables.Table, column: Any) -> None:
        self.table, self.column = table, column
        accessor = column.accessor
        self.bits = [] if callable(accessor) else str(accessor).replace("__", ".").split(".")
        self.empty = column.column.empty_values
        self._render = _call(column.render)
        plain = getattr(column.value, "__func__", None) is tables.Column.value
        self._value = self._render if plain else _call(column.value)

    def html(self, record: Any) -> Any:
        """The cell on a page: the column's `render`, linked if it is."""
        value = self.resolve(record)
        if value in self.empty:
            return self.column.default
        known = self._known(record, value)
        content = self._render(known)
        return self.column.link(content, **known) if self.column.link else content

    def value(self, record: Any) -> Any:
        """The cell of an export: the column's `value`."""
        value = self.resolve(record)
        return None if value in self.empty else self._value(self._known(record, value))

    def resolve(self, record: Any) -> Any:
        """The record's value, in words where the field has choices; None where the way ends.

        AttributeError if there is no such way, unless the column works its cells out by itself.
        """
        if not self.bits:
            return self.column.accessor(record)
        value = record
        for bit in self.bits:
            if value is None:
                return None
            value = self._step(value, bit)
        return value

    def _step(self, value: Any, bit: str) -> Any:
        if isinstance(value, Mapping):
            return value.get(bit) if self.empty == () else value[bit]
        if isinstance(value, Model) and _has_choices(type(value), bit):
            return getattr(value, f"get_{bit}_display")()
        try:
            found = getattr(value, bit)
        except ObjectDoesNotExist:
            return None
        except AttributeError:
            if self.empty == ():
                return None
            raise
        return found() if callable(found) and not hasattr(found, "all") else found

    def _known(self, record: Any, value: Any) -> dict[str, Any]:
        return {
            "value": value,
            "record": record,
            "column": self.column.column,
            "bound_column": self.column,
            "table": self.table,
        }


@cache
def _has_choices(model: type[Model], name: str) -> bool:
    try:
        return bool(getattr(model._meta.get_field(name), "choices", None))
    except FieldDoesNotExist:
        return False


def _call(function: Callable[..., Any]) -> Call:
    """The function, called with those of the known things that it names."""
    parameters = inspect.signature(function).parameters
    if any(p.kind is p.VAR_KEYWORD for p in parameters.values()):
        return lambda known: function(**known)
    names = list(parameters)
    return lambda known: function(**{n: known[n] for n in names})
