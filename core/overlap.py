"""'No two hold the same day', as one declared constraint that works on both databases."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import Q
from django.db.models.sql.query import Query

from core.triggers import KeptByTriggers, Trigger, column_of


def overlaps(starts_on: dt.date, ends_on: dt.date | None, prefix: str = "") -> Q:
    """The condition that a period holds any day of the one given."""
    unfinished = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": starts_on})
    return unfinished & Q(**{f"{prefix}starts_on__lt": ends_on}) if ends_on else unfinished


class NoOverlap(KeptByTriggers):
    """No two rows that agree in the fields hold the same day. For models based on `Period`.

    Two rows that have nothing in a field agree in it.

        NoOverlap(name="a_team_is_in_one_service_area", fields=["team"], violation_error_message="…")

    With a condition, only rows that meet it are compared. A row that breaks it is an IntegrityError
    on either database; `full_clean` gives the readable message. On PostgreSQL it needs the extension
    btree_gist: the migration that makes it depends on core's 0001_extensions.
    """

    exclusion = (
        "CONSTRAINT %(name)s EXCLUDE USING gist (%(keys)s, "
        "(daterange(%(starts)s, %(ends)s)) WITH &&)%(where)s"
    )

    def __init__(
        self,
        *,
        name: str,
        fields: Sequence[str],
        condition: Q | None = None,
        violation_error_code: str | None = None,
        violation_error_message: str | None = None,
    ) -> None:
        if not fields:
            raise ValueError("NoOverlap needs the fields in which overlapping rows agree.")
        self.fields = tuple(fields)
        self.condition = condition
        super().__init__(
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=violation_error_message,
        )

    # The database's part

    def _key(self, model: type[models.Model]) -> list[str]:
        return [column_of(model, name) for name in self.fields]

    def columns(self, model: type[models.Model]) -> set[str]:
        asked = self.condition.referenced_base_fields if self.condition else set()
        return {column_of(model, name) for name in {*self.fields, *asked, "starts_on", "ends_on"}}

    def _condition_sql(self, model: Any, editor: Any, alias: str = "") -> str:
        if self.condition is None:
            return ""
        query = Query(model, alias_cols=bool(alias))
        compiler = query.get_compiler(connection=editor.connection)
        sql, params = query.build_where(self.condition).as_sql(compiler, editor.connection)
        words = sql % tuple(editor.quote_value(value) for value in params)
        return words.replace(f"{editor.quote_name(model._meta.db_table)}.", f"{alias}.") if alias else words

    def triggers(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> list[Trigger]:
        if editor.connection.vendor == "postgresql":
            return []
        quoted = editor.quote_name
        starts, ends = quoted(column_of(model, "starts_on")), quoted(column_of(model, "ends_on"))
        # A row is not compared with itself: with its old self when it changes, and when it is
        # inserted with the key of a row that is there, as an upsert does.
        tests = [f"other.{quoted(name)} IS NEW.{quoted(name)}" for name in self._key(model)]
        tests.append(f"(other.{ends} IS NULL OR other.{ends} > NEW.{starts})")
        tests.append(f"(NEW.{ends} IS NULL OR NEW.{ends} > other.{starts})")
        if self.condition is not None:
            tests += [f"({self._condition_sql(model, editor, alias)})" for alias in ("other", "NEW")]
        key = quoted(column_of(model, model._meta.pk.name))
        return [
            Trigger(
                event,
                # The statement fills in the table, and follows when it is renamed.
                f"EXISTS (SELECT 1 FROM %(table)s other WHERE other.{key} IS NOT {own}.{key}"  # noqa: S608
                f" AND {' AND '.join(tests)})",
            )
            for event, own in (("INSERT", "NEW"), ("UPDATE", "OLD"))
        ]

    def _compared(self, model: type[models.Model], name: str, quoted: Any) -> str:
        """The column; where it may be empty, something that is equal for two empty ones."""
        column = quoted(column_of(model, name))
        return f"(COALESCE({column}::text, ''))" if _nullable(model, name) else str(column)

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return super().constraint_sql(model, schema_editor)
        quoted = schema_editor.quote_name
        condition = self._condition_sql(model, schema_editor)
        return Statement(
            self.exclusion,
            table=Table(model._meta.db_table, quoted),
            name=quoted(self.name),
            keys=", ".join(f"{self._compared(model, name, quoted)} WITH =" for name in self.fields),
            starts=quoted(column_of(model, "starts_on")),
            ends=quoted(column_of(model, "ends_on")),
            where=f" WHERE ({condition})" if condition else "",
        )

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor)
        return Statement(
            "ALTER TABLE %(table)s ADD %(constraint)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            constraint=self.constraint_sql(model, schema_editor),
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return super().remove_sql(model, schema_editor)
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    # The form's part

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        """Raise ValidationError if a row of the database holds a day of this one.

        Fields that the form left out are looked at all the same: the view has set them on the
        instance, and the database will look at them too.
        """
        key = {name: getattr(instance, model._meta.get_field(name).attname) for name in self.fields}
        starts_on, ends_on = instance.starts_on, instance.ends_on
        if starts_on is None or any(key[name] is None and not _nullable(model, name) for name in key):
            return
        agree = Q(*((f"{name}__isnull", True) if key[name] is None else (name, key[name]) for name in key))
        others = model._base_manager.using(using).filter(agree, overlaps(starts_on, ends_on))
        if self.condition is not None:
            if not self.condition.check(_values(instance, self.condition), using=using):
                return
            others = others.filter(self.condition)
        if instance.pk is not None:
            others = others.exclude(pk=instance.pk)
        if others.exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    # What migrations compare and write

    def deconstruct(self) -> Any:
        _path, args, kwargs = super().deconstruct()
        kwargs["fields"] = self.fields
        if self.condition is not None:
            kwargs["condition"] = self.condition
        return "core.periods.NoOverlap", args, kwargs

    def __eq__(self, other: object) -> bool:
        if isinstance(other, NoOverlap):
            return bool(self.deconstruct() == other.deconstruct())
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.fields))

    def __repr__(self) -> str:
        return f"<NoOverlap: {self.name} fields={self.fields!r} condition={self.condition!r}>"


def _nullable(model: type[models.Model], name: str) -> bool:
    return bool(model._meta.get_field(name).null)


def _values(instance: models.Model, condition: Q) -> dict[str, Any]:
    """What the row has in the fields that the condition asks about, each with its type."""
    fields: list[Any] = [instance._meta.get_field(name) for name in condition.referenced_base_fields]
    return {field.name: models.Value(getattr(instance, field.attname), field) for field in fields}
