"""A database of its own for a benchmark, made and thrown away: SQLite, or the PostgreSQL of DATABASE_URL."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

NAME = "plumbline_benchmark"


@contextmanager
def fresh() -> Iterator[str]:
    """Migrated and empty; answers which kind it is. Nothing of Django may have been imported yet."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "PLUMBLINE_ENV": "test",
            "PLUMBLINE_VAR": folder,
            "PLUMBLINE_TEST_DB": NAME,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        import django

        django.setup()
        from django.db import connection

        old = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield connection.vendor
        finally:
            connection.creation.destroy_test_db(old, verbosity=0)


@contextmanager
def plain() -> Iterator[Any]:
    """A connection to the same database without Django, as a notebook has it."""
    from django.db import connection

    if connection.vendor == "sqlite":
        opened: Any = sqlite3.connect(connection.settings_dict["NAME"])
    else:
        import psycopg

        known = connection.get_connection_params()
        opened = psycopg.connect(
            **{key: known[key] for key in ("dbname", "user", "host", "port") if key in known}
        )
    with closing(opened):
        yield opened
