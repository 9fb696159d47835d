"""The base of `manage.py import_teams FILE` and its like."""

import datetime as dt
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import Refused
from core.history import Service
from core.importing.actions import take
from core.importing.changes import Changes
from core.importing.collecting import uncollected
from core.importing.handling import parse_file, source_of
from core.importing.importer import Importer, Source, find
from core.importing.problems import Problems
from core.importing.rows import Read
from core.importing.scope import Days
from core.importing.values import day

LINES_SHOWN = 20
COMMAND_LINE = Service("the command line")


class ImportCommand(BaseCommand):
    """Checks a file whole, says every problem, takes the rows or none. Subclasses name their kind."""

    kind: ClassVar[str]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV (UTF-8) or XLSX.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Check, say what would change, write nothing."
        )
        parser.add_argument(
            "--take-good", action="store_true", help="Take the good rows though others have problems."
        )
        if find(self.kind).replaces:
            parser.add_argument(
                "--replace",
                nargs=2,
                metavar=("FROM", "TO"),
                help="The file is all there is between these two days, both in: what is recorded of them "
                "(by the day it begins or happened) and not in the file is removed, and listed.",
            )

    @uncollected()
    def handle(self, *args: Any, **options: Any) -> None:
        importer, path, days = find(self.kind), options["file"], _days(options)
        content = content_of(path)
        found, known = importer.checked(parse_file(importer, content, path.name), days)
        self._say_problems(found.problems)
        none = bool(found.problems.count) and not (options["take_good"] and found.rows)
        if none and not options["dry_run"]:
            raise CommandError(f"{path.name}: {_counted(found.problems)}. Nothing was taken.")
        if options["dry_run"]:
            self._say_changes(importer.changes(found, known), "Would be", options["verbosity"])
            if found.problems.count:
                raise CommandError(f"{path.name}: {_counted(found.problems)}. Nothing was written.")
            return
        self._take(importer, found, source_of(content, path.name), days, options["verbosity"])

    def _take(
        self,
        importer: Importer[Any, Any],
        found: Read[Any],
        source: Source,
        days: Days | None,
        verbosity: int,
    ) -> None:
        left_out = len(found.problems.rows)
        try:
            taken = take(
                by=COMMAND_LINE,
                importer=importer,
                rows=found.rows,
                source=source,
                total=len(found.rows) + left_out,
                days=days,
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say_changes(taken.changes, f"{importer.title}:", verbosity)
        if left_out and verbosity:
            self.stdout.write(f"{left_out:,} rows with problems were left out.")

    def _say_problems(self, problems: Problems) -> None:
        for problem in problems.in_order():
            self.stderr.write(str(problem))
        beyond = problems.count - len(problems.found)
        if beyond:
            self.stderr.write(f"and {beyond:,} more problems.")

    def _say_changes(self, changes: Changes[Any], start: str, verbosity: int) -> None:
        """How many of each; at most twenty lines of them, all with --verbosity 2, none with 0.

        What is removed is listed whole: of nothing that vanishes is only a number said.
        """
        if not verbosity:
            return
        self.stdout.write(f"{start} {changes.in_words()}.")
        for removal in changes.removed:
            self.stdout.write(f"  removed: {removal.sentence}")
        for what, some in (("added", changes.added), ("corrected", changes.corrected)):
            shown = some if verbosity > 1 else some[:LINES_SHOWN]
            for change in shown:
                self.stdout.write(f"  {what}: {change.sentence}")
            if len(some) > len(shown):
                self.stdout.write(f"  and {len(some) - len(shown):,} more {what} (--verbosity 2 lists them)")


def content_of(path: Path) -> bytes:
    """The file's bytes, but for one so large that it is refused anyway: that is not read whole."""
    try:
        with path.open("rb") as file:
            return file.read(settings.FILE_LIMIT_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _day(text: Any) -> dt.date:
    """A day of the command line, or one that a caller has already."""
    try:
        return day(str(text))
    except ValueError as error:
        words = f"--replace: '{text}' is not a date such as 2023-09-30 or 30/09/2023."
        raise CommandError(words) from error


def _days(options: dict[str, Any]) -> Days | None:
    """The days that the file replaces; None without --replace."""
    if not options.get("replace"):
        return None
    first, last = map(_day, options["replace"])
    if last < first:
        raise CommandError("--replace: the second day must not be before the first.")
    if options["take_good"]:
        raise CommandError(
            "--replace and --take-good do not go together: a file that is all there is between two days "
            "is taken whole or not at all."
        )
    return Days(first, last)


def _counted(problems: Problems) -> str:
    return f"{problems.count:,} problem{'' if problems.count == 1 else 's'}"
