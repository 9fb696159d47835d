"""Triggers put back when they were lost, and lifted when a table has to be emptied."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from core.triggers.rules import KeptByTriggers, drop_sql


def declared() -> Iterator[tuple[type[models.Model], KeptByTriggers]]:
    """Every rule of the project that triggers keep, with its model."""
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            for constraint in model._meta.constraints:
                if isinstance(constraint, KeptByTriggers):
                    yield model, constraint


def present(using: str) -> set[str]:
    """The names of the triggers that the database has."""
    connection = connections[using]
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        names = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(names)
        return {row[0] for row in cursor.fetchall()}


def restore(using: str) -> list[str]:
    """Make the declared triggers that are missing; answers their names.

    Those that are there stay: making them anew would wait for, and hold up, every reader of the
    table. A table that an older migration left without the columns they read is passed over.
    """
    connection = connections[using]
    editor, there, restored = connection.schema_editor(), present(using), []
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model, rule in declared():
            names = [rule.trigger_name(trigger) for trigger in rule.triggers(model, editor)]
            table = model._meta.db_table
            if there.issuperset(names) or table not in tables:
                continue
            found = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            if rule.columns(model) <= found:
                _make(cursor, editor, model, rule)
                restored += names
    return restored


def _make(
    cursor: Any, editor: BaseDatabaseSchemaEditor, model: type[models.Model], rule: KeptByTriggers
) -> None:
    for trigger in rule.triggers(model, editor):
        cursor.execute(str(drop_sql(editor, model._meta.db_table, rule.trigger_name(trigger))))
    for statement in rule.statements(model, editor):
        cursor.execute(str(statement))


def lift(using: str) -> None:
    """Drop the triggers that refuse to empty a table, for `flush`."""
    connection = connections[using]
    editor, there = connection.schema_editor(), present(using)
    with connection.cursor() as cursor:
        for model, rule in declared():
            for trigger in rule.triggers(model, editor):
                name = rule.trigger_name(trigger)
                if trigger.event in {"DELETE", "TRUNCATE"} and name in there:
                    cursor.execute(str(drop_sql(editor, model._meta.db_table, name)))
