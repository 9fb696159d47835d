"""Somebody with a database prompt and ill intent, for the tests of history's chain."""

from typing import Any

from django.db import connection

from core.history.chain import CHAINED, digest_of
from core.models import Entry
from core.triggers import upkeep


def disarm() -> None:
    """The triggers are off for the rest of the transaction, as for a database's owner who means it."""
    if connection.vendor == "postgresql":
        sql("SET LOCAL session_replication_role = replica")
        return
    for name in upkeep.present("default"):
        sql(f'DROP TRIGGER "{name}"')


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def edit(number: int, **values: Any) -> None:
    """Change fields of a row."""
    columns = ", ".join(f"{name} = %s" for name in values)
    sql(f"UPDATE core_entry SET {columns} WHERE number = %s", *values.values(), number)


def edit_text(number: int, **values: Any) -> None:
    columns = ", ".join(f"{name} = %s" for name in values)
    sql(f"UPDATE core_entrytext SET {columns} WHERE entry_id = %s", *values.values(), number)


def seal(number: int, *, link: bool = False) -> None:
    """Give a row the digest that it ought to have; with `link`, that of the row before it too."""
    if link:
        edit(number, previous_digest=Entry.objects.values_list("digest", flat=True).get(number=number - 1))
    edit(number, digest=digest_of(*Entry.objects.values_list(*CHAINED).get(number=number)))


def delete_text(number: int) -> None:
    sql("DELETE FROM core_entrytext WHERE entry_id = %s", number)


def delete(*numbers: int) -> None:
    for number in numbers:
        delete_text(number)
        sql("DELETE FROM core_entry WHERE number = %s", number)


def renumber(number: int, to: int) -> None:
    sql("UPDATE core_entry SET number = %s WHERE number = %s", to, number)
    sql("UPDATE core_entrytext SET entry_id = %s WHERE entry_id = %s", to, number)


def insert(number: int, like: int) -> None:
    """A new row that says what another says, well sealed, after the row before it."""
    same = ", ".join(CHAINED[1:])
    sql(
        f"INSERT INTO core_entry (number, {same}, digest)"
        f" SELECT %s, {same}, digest FROM core_entry WHERE number = %s",
        number,
        like,
    )
    same = "salt, content, erased_at, erased_reason"
    sql(
        f"INSERT INTO core_entrytext (entry_id, {same})"
        f" SELECT %s, {same} FROM core_entrytext WHERE entry_id = %s",
        number,
        like,
    )
    seal(number, link=True)


def move_head(number: int) -> None:
    """The head says that the chain ends there."""
    digest = Entry.objects.values_list("digest", flat=True).get(number=number)
    sql("UPDATE core_head SET number = %s, digest = %s", number, digest)
