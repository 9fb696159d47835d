"""Does history hold? Prints `ok N rows`, or names the first row that doesn't and exits 1."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
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

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at-least",
            nargs=2,
            metavar=("N", "DIGEST"),
            help="a row as an earlier run said it: history must still contain it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kept = _kept(options["at_least"])
        self.stderr.write(f"Looking at {_database()}.", lambda words: words)
        verdict = verify(kept)
        if not verdict.ok:
            raise CommandError(str(verdict))
        self.stdout.write(str(verdict))
        if verdict.rows:
            self.stderr.write(f"ends in row {verdict.rows}, digest {verdict.digest}", lambda words: words)


def _kept(said: list[str] | None) -> tuple[int, str] | None:
    if said is None:
        return None
    number, digest = said
    if not (number.isascii() and number.isdigit() and int(number)):
        raise CommandError(f"{number!r} is no row's number: give its number, then its digest.")
    return int(number), digest
