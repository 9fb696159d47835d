"""Rows of any model, for tests that hold for every model of the project.

They break foreign keys, which are checked at commit only; `thrown_away` rolls them back before that.
"""

import contextlib
import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction

_numbers = itertools.count(1)


@contextlib.contextmanager
def thrown_away() -> Iterator[None]:
    """Whatever is written inside is gone afterwards, before anything is checked at commit."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def filled(model: type[models.Model], **values: Any) -> models.Model:
    """An unsaved row with something in every field that must have something."""
    row = model(**values)
    given = {model._meta.get_field(name).attname for name in values}
    for field in model._meta.concrete_fields:
        if (
            not field.primary_key
            and field.attname not in given
            and not field.null
            and not field.has_default()
        ):
            setattr(row, field.attname, _something(field))
    return row


def _something(field: Any) -> Any:
    if field.choices:
        return field.choices[0][0]
    if field.is_relation or isinstance(field, models.IntegerField | models.DecimalField):
        return 1
    if isinstance(field, models.DateTimeField):
        return dt.datetime(2023, 9, 1, tzinfo=dt.UTC)
    if isinstance(field, models.DateField):
        return dt.date(2023, 9, 1)
    if isinstance(field, models.BooleanField):
        return False
    return f"row {next(_numbers)}"


def insert(row: models.Model) -> models.Model:
    """Written as it is, with no rule but the database's."""
    row.save_base(raw=True, force_insert=True)
    return row
