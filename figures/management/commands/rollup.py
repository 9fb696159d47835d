"""manage.py rollup: compute every measure for some months."""

import argparse
import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock, months
from core.history import Service
from figures.actions import roll_up

OVERTAKEN = "another roll-up brought these months up to date at the same moment."


def month(text: str) -> dt.date:
    """A month argument, or argparse's error with the words of `months.parse`."""
    try:
        return months.parse(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem


class Command(BaseCommand):
    help = "Computes every measure for the months asked for (default: the last full month)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="first", type=month, metavar="2023-04")
        parser.add_argument("--to", dest="last", type=month, metavar="2024-03")

    def handle(self, *args: Any, **options: Any) -> None:
        full = months.last_full(clock.today())
        last = options["last"] or (max(options["first"], full) if options["first"] else full)
        first = options["first"] or last
        if first > last:
            raise CommandError("--from must not be after --to.")
        asked = list(months.span(first, last))
        rollup = roll_up(by=Service("the command line"), asked=asked)
        self.stdout.write(rollup.in_words() if rollup else f"{months.in_words(asked)}: {OVERTAKEN}")
