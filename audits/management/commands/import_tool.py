"""manage.py import_tool FILE.json: add a version of the audit tool."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audits.actions import take_tool
from audits.tools.checking import read_tool
from core.errors import Refused
from core.history import Service


class Command(BaseCommand):
    help = "Adds a version of the audit tool from a JSON file; the same file twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Check the file and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        tool, problems = read_tool(content)
        if tool is None:
            raise CommandError("Nothing was written.\n" + "\n".join(problems))
        if options["dry_run"]:
            self.stdout.write(f"Version {tool.version} can be taken. Nothing was written.")
            return
        try:
            taken = take_tool(by=Service("the command line"), tool=tool)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Version {taken.version}: {taken.outcome}.")
