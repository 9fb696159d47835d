"""Rules that the database keeps by triggers, declared in `Meta.constraints` like any other constraint.

Migrations make and drop them. SQLite loses triggers when Django remakes a table in a way that does
not go through the constraint, so `manage.py migrate` calls `restore`; `manage.py flush`, which must
empty tables that refuse to be emptied, calls `lift` and `restore`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models.constraints import BaseConstraint

# One function serves every trigger on PostgreSQL; its argument is the name of the broken rule.
REFUSE = """CREATE OR REPLACE FUNCTION plumbline_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0],
    TABLE = TG_TABLE_NAME, MESSAGE = 'constraint failed: ' || TG_ARGV[0];
END $$"""
SQLITE = (
    "CREATE TRIGGER %(name)s BEFORE %(event)s ON %(table)s FOR EACH ROW%(when)s"
    " BEGIN SELECT RAISE(ABORT, 'constraint failed: %(rule)s'); END"
)
POSTGRESQL = (
    "CREATE TRIGGER %(name)s BEFORE %(event)s ON %(table)s FOR EACH %(level)s%(when)s"
    " EXECUTE FUNCTION plumbline_refuse('%(rule)s')"
)


@dataclass(frozen=True)
class Trigger:
    """Refuses an event (INSERT, UPDATE, DELETE, TRUNCATE) when a condition over NEW and OLD is true.

    The condition may name its own table as `%(table)s`, and doubles any other percent sign.
    """

    event: str
    when: str = ""


class KeptByTriggers(BaseConstraint):
    """A constraint that is triggers. Subclasses say which, and which columns these read."""

    def triggers(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> list[Trigger]:
        """The triggers that this database needs; none if it has a constraint for the rule."""
        return []

    def columns(self, model: type[models.Model]) -> set[str]:
        """The columns that the triggers read."""
        return set()

    def trigger_name(self, trigger: Trigger) -> str:
        return f"{self.name}_{trigger.event.lower()}"

    def statements(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> list[Statement]:
        """What makes the triggers, to be run one by one."""
        vendor = editor.connection.vendor
        template = POSTGRESQL if vendor == "postgresql" else SQLITE
        made = [
            Statement(
                template.replace("%(when)s", f" WHEN ({trigger.when})" if trigger.when else ""),
                table=Table(model._meta.db_table, editor.quote_name),
                name=editor.quote_name(self.trigger_name(trigger)),
                event=trigger.event,
                level="STATEMENT" if trigger.event == "TRUNCATE" else "ROW",
                rule=self.name,
            )
            for trigger in self.triggers(model, editor)
        ]
        return [Statement(REFUSE), *made] if made and vendor == "postgresql" else made

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Nothing goes inside CREATE TABLE: the triggers follow once the table has its name."""
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))
        return None

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """One statement, as Django expects; SQLite runs one at a time, so there the rest follows."""
        made = self.statements(model, schema_editor)
        if schema_editor.connection.vendor == "postgresql" and made:
            parts = {f"part{number}": statement for number, statement in enumerate(made)}
            return Statement("; ".join(f"%({name})s" for name in parts), table=made[-1].parts["table"], **parts)
        schema_editor.deferred_sql.extend(made[1:])
        return made[0] if made else None

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        names = [self.trigger_name(trigger) for trigger in self.triggers(model, schema_editor)]
        drops = [drop_sql(schema_editor, model._meta.db_table, name) for name in names]
        schema_editor.deferred_sql.extend(drops[1:])
        return drops[0] if drops else None

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        """Forms have nothing to check; subclasses that can say more do."""


def drop_sql(editor: BaseDatabaseSchemaEditor, table: str, name: str) -> Statement:
    on_table = " ON %(table)s" if editor.connection.vendor == "postgresql" else ""
    return Statement(
        f"DROP TRIGGER IF EXISTS %(name)s{on_table}",
        table=Table(table, editor.quote_name),
        name=editor.quote_name(name),
    )


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
