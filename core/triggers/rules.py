"""Constraints that are triggers, and the SQL of each database for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
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
            return Statement("; ".join(f"%({name})s" for name in parts), **parts)
        schema_editor.deferred_sql.extend(made[1:])
        return made[0] if made else None

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        names = [self.trigger_name(trigger) for trigger in self.triggers(model, schema_editor)]
        drops = [drop_sql(schema_editor, model._meta.db_table, name) for name in names]
        schema_editor.deferred_sql.extend(drops[1:])
        return drops[0] if drops else None

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        """Forms have nothing to check; subclasses that can say more do."""


class Unchangeable(KeptByTriggers):
    """Rows of this table are added, never changed nor deleted.

    `unless` is a condition over OLD and NEW, in SQL that both databases read, that lets a change
    through; `reads` names the fields in it.
    """

    def __init__(self, *, name: str, unless: str = "", reads: Sequence[str] = (), **words: Any) -> None:
        self.unless = unless
        self.reads = tuple(reads)
        super().__init__(name=name, **words)

    def triggers(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> list[Trigger]:
        change = Trigger("UPDATE", f"NOT ({self.unless})" if self.unless else "")
        emptying = [Trigger("TRUNCATE")] if editor.connection.vendor == "postgresql" else []
        return [change, Trigger("DELETE"), *emptying]

    def columns(self, model: type[models.Model]) -> set[str]:
        return {column_of(model, name) for name in self.reads}

    def deconstruct(self) -> Any:
        _path, args, kwargs = super().deconstruct()
        if self.unless:
            kwargs |= {"unless": self.unless, "reads": self.reads}
        return "core.triggers.Unchangeable", args, kwargs

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Unchangeable):
            return bool(self.deconstruct() == other.deconstruct())
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.unless))


def column_of(model: type[models.Model], name: str) -> str:
    """The column of a field."""
    field: Any = model._meta.get_field(name)
    return str(field.column)


def drop_sql(editor: BaseDatabaseSchemaEditor, table: str, name: str) -> Statement:
    on_table = " ON %(table)s" if editor.connection.vendor == "postgresql" else ""
    return Statement(
        f"DROP TRIGGER IF EXISTS %(name)s{on_table}",
        table=Table(table, editor.quote_name),
        name=editor.quote_name(name),
    )
