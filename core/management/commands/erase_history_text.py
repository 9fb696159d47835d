"""Erases the text of one row of history, for a reason that stays."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import Refused
from core.history import Service, erase_text


class Command(BaseCommand):
    help = "Erases what one row of history says: a person's right. The row stays, and the chain holds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="the row's number")
        parser.add_argument("--reason", required=True, help="why, in words; without anything personal")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            erase_text(number=options["number"], reason=options["reason"], by=Service("the command line"))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"The text of row {options['number']} is erased.")
