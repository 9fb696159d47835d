"""Does history hold? Prints `ok N rows`, or names the first row that doesn't and exits 1."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.history import verify


def _database() -> str:
    """Which database is asked, without its password."""
    own = connection.settings_dict
    if not own["HOST"]:
        return f"{connection.vendor} {own['NAME']}"
    return f"{connection.vendor} {own['NAME']} at {own['HOST']}:{own['PORT'] or 5432}"


class Command(BaseCommand):
    help = "Checks the chain of history from its first row to its last."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stderr.write(f"Looking at {_database()}.", lambda words: words)
        verdict = verify()
        if not verdict.ok:
            raise CommandError(str(verdict))
        self.stdout.write(str(verdict))
