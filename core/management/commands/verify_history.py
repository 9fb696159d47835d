"""Does history hold? Prints `ok N rows`, or names the first row that doesn't and exits 1."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.history import verify


class Command(BaseCommand):
    help = "Checks the chain of history from its first row to its last."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify()
        if not verdict.ok:
            raise CommandError(str(verdict))
        self.stdout.write(str(verdict))
