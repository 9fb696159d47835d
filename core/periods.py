"""Half-open periods: `starts_on` is in, `ends_on` is out; no end means that it still holds.

`Period` is the base of every dated record. `NoOverlap` is the one declared constraint for 'no two
hold the same day': an exclusion constraint on PostgreSQL, triggers on SQLite.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import Q
from django.db.models.sql.query import Query

from core.triggers import KeptByTriggers, Trigger

ALWAYS = dt.date(1900, 1, 1)
"""The beginning of what began before anybody wrote it down."""


class PeriodQuerySet(models.QuerySet[Any]):
    """Verbs for dated records."""

    def on(self, day: dt.date) -> Self:
        """Those that hold the day: from <= day < to."""
        return self.filter(holds(day))


def holds(day: dt.date, prefix: str = "") -> Q:
    """The condition that a period (of the relation named by the prefix) holds the day."""
    begun = Q(**{f"{prefix}starts_on__lte": day})
    return begun & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": day}))


def overlaps(starts_on: dt.date, ends_on: dt.date | None, prefix: str = "") -> Q:
    """The condition that a period holds any day of the one given."""
    unfinished = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": starts_on})
    return unfinished & Q(**{f"{prefix}starts_on__lt": ends_on}) if ends_on else unfinished


class Period(models.Model):
    """A record that holds from a day to a day."""

    starts_on = models.DateField("from", default=ALWAYS)
    ends_on = models.DateField("to", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=models.F("starts_on")),
                violation_error_message="The day it ends must be after the day it starts.",
            )
        ]


class NoOverlap(KeptByTriggers):
    """No two rows that agree in the fields hold the same day. For models based on `Period`.

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
        return [_column(model, name) for name in self.fields]

    def columns(self, model: type[models.Model]) -> set[str]:
        asked = self.condition.referenced_base_fields if self.condition else set()
        return {_column(model, name) for name in {*self.fields, *asked, "starts_on", "ends_on"}}

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
        starts, ends = quoted(_column(model, "starts_on")), quoted(_column(model, "ends_on"))
        # A row is not compared with itself: with its old self when it changes, and when it is
        # inserted with the key of a row that is there, as an upsert does.
        tests = [f"other.{quoted(name)} = NEW.{quoted(name)}" for name in self._key(model)]
        tests.append(f"(other.{ends} IS NULL OR other.{ends} > NEW.{starts})")
        tests.append(f"(NEW.{ends} IS NULL OR NEW.{ends} > other.{starts})")
        if self.condition is not None:
            tests += [f"({self._condition_sql(model, editor, alias)})" for alias in ("other", "NEW")]
        key = quoted(model._meta.pk.column)
        return [
            Trigger(
                event,
                # The table's name is left to be filled in by Table, which follows a rename.
                f"EXISTS (SELECT 1 FROM %(table)s other WHERE other.{key} IS NOT {own}.{key}"
                f" AND {' AND '.join(tests)})",
            )
            for event, own in (("INSERT", "NEW"), ("UPDATE", "OLD"))
        ]

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return super().constraint_sql(model, schema_editor)
        quoted = schema_editor.quote_name
        condition = self._condition_sql(model, schema_editor)
        return Statement(
            self.exclusion,
            table=Table(model._meta.db_table, quoted),
            name=quoted(self.name),
            keys=", ".join(f"{quoted(name)} WITH =" for name in self._key(model)),
            starts=quoted(_column(model, "starts_on")),
            ends=quoted(_column(model, "ends_on")),
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
