"""Triggers come with the tables, survive migrations, and let a test database be emptied."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.test.utils import isolate_apps

from core.history import Service, action, record, verify
from core.models import Entry, Head
from core.periods import NoOverlap
from core.triggers import upkeep
from organisation.models import ServiceArea

FIRST, MIDDLE = dt.date(2023, 1, 1), dt.date(2023, 6, 1)


def declared() -> set[str]:
    editor = connection.schema_editor()
    return {
        rule.trigger_name(trigger)
        for model, rule in upkeep.declared()
        for trigger in rule.triggers(model, editor)
    }


@pytest.mark.django_db
class TestUpkeep:
    def test_every_declared_trigger_is_there(self):
        assert declared() <= upkeep.present("default")

    def test_migrate_puts_back_what_was_lost(self, capsys):
        name = "history_is_never_changed_update"
        on_table = " ON core_entry" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {name}{on_table}")
        call_command("migrate", verbosity=1)
        assert name in capsys.readouterr().out
        call_command("migrate", verbosity=1)
        assert "Put back" not in capsys.readouterr().out

    def test_a_look_at_the_plan_changes_nothing(self):
        with connection.cursor() as cursor:
            on_table = " ON core_entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER history_is_never_changed_update{on_table}")
        call_command("migrate", "--plan", verbosity=0)
        assert declared() - upkeep.present("default")

    def test_a_table_of_an_older_shape_is_passed_over(self, monkeypatch):
        name = "the_end_of_history_moves_on"
        with connection.cursor() as cursor:
            on_table = " ON core_head" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}_update{on_table}")
        rule = next(rule for _, rule in upkeep.declared() if rule.name == name)
        monkeypatch.setattr(rule, "columns", lambda model: {"a_column_to_come"})
        assert upkeep.restore("default") == []


@pytest.mark.django_db(transaction=True)
class TestFlush:
    def test_tables_that_refuse_to_be_emptied_are_emptied_and_refuse_again(self):
        @action
        def create(*, by) -> None:
            record("created", ServiceArea.objects.create(name="SWF"), by=by)

        for _ in range(2):
            create(by=Service("a test"))
            assert verify().rows == 1
            call_command("flush", interactive=False, verbosity=0)
            assert not Entry.objects.exists()
            assert not Head.objects.exists()
            assert declared() <= upkeep.present("default")

    def test_a_flush_that_somebody_declines_leaves_the_triggers(self, monkeypatch, capsys):
        monkeypatch.setattr("builtins.input", lambda question: "no")
        call_command("flush", interactive=True)
        assert "cancelled" in capsys.readouterr().out
        assert declared() <= upkeep.present("default")


@pytest.fixture
def made():
    """A model with a period, made and dropped as migrations do."""
    with isolate_apps("core"):

        class Desk(models.Model):
            room = models.IntegerField()
            person = models.IntegerField(null=True)
            kind = models.CharField(max_length=20, default="primary")
            starts_on = models.DateField()
            ends_on = models.DateField(null=True)

            class Meta:
                app_label = "core"

            def __str__(self) -> str:
                return str(self.room)

        with connection.schema_editor() as editor:
            editor.create_model(Desk)
        yield Desk
        with connection.schema_editor() as editor:
            editor.delete_model(Desk)


@pytest.mark.django_db(transaction=True)
class TestAddedToATable:
    """The table is there; the constraint comes, and goes, with a later migration."""

    rule = NoOverlap(name="one_desk_a_day", fields=["person"], condition=Q(kind="primary"))

    def add(self, model, rule):
        with connection.schema_editor() as editor:
            model._meta.constraints = [rule]
            editor.add_constraint(model, rule)

    def desk(self, model, **values):
        return model.objects.create(**{"room": 1, "person": 1, "starts_on": FIRST, **values})

    def test_it_holds_from_then_on_and_not_afterwards(self, made):
        self.add(made, self.rule)
        self.desk(made)
        with pytest.raises(IntegrityError, match="one_desk_a_day"), transaction.atomic():
            self.desk(made, starts_on=MIDDLE)
        with connection.schema_editor() as editor:
            made._meta.constraints = []
            editor.remove_constraint(made, self.rule)
        self.desk(made, starts_on=MIDDLE)
        assert not any("one_desk" in name for name in upkeep.present("default"))

    def test_only_rows_that_meet_the_condition_are_compared(self, made):
        self.add(made, self.rule)
        self.desk(made)
        other = self.desk(made, kind="it's 100% secondary")
        self.desk(made, kind="it's 100% secondary", starts_on=MIDDLE)
        with pytest.raises(IntegrityError, match="one_desk_a_day"), transaction.atomic():
            made.objects.filter(pk=other.pk).update(kind="primary")
        other.kind = "secondary"
        self.rule.validate(made, other)

    def test_two_rows_that_have_nothing_in_a_field_agree_in_it(self, made):
        self.add(made, self.rule)
        self.desk(made, person=None)
        with pytest.raises(IntegrityError, match="one_desk_a_day"), transaction.atomic():
            self.desk(made, person=None, starts_on=MIDDLE)

    def test_it_outlives_a_change_of_another_field(self, made):
        self.add(made, self.rule)
        old = made._meta.get_field("room")
        new = models.BigIntegerField(default=0)
        new.set_attributes_from_name("room")
        new.model = made
        with connection.schema_editor() as editor:
            editor.alter_field(made, old, new)
        self.desk(made)
        with pytest.raises(IntegrityError, match="one_desk_a_day"), transaction.atomic():
            self.desk(made, starts_on=MIDDLE)

    def test_a_row_written_again_by_its_key_is_not_compared_with_itself(self, made):
        self.add(made, self.rule)
        first = self.desk(made)
        again = made(pk=first.pk, room=2, person=1, starts_on=MIDDLE)
        made.objects.bulk_create(
            [again], update_conflicts=True, unique_fields=["pk"], update_fields=["room", "starts_on"]
        )
        assert made.objects.get().starts_on == MIDDLE
