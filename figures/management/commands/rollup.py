"""manage.py rollup: compute every measure for some months."""

import argparse
import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock, months
from core.history import Service
from figures.actions import roll_up


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
        started = time.perf_counter()
        rollup = roll_up(by=Service("the command line"), asked=months.span(first, last))
        took = time.perf_counter() - started
        words = months.label(first) if first == last else f"{months.label(first)} to {months.label(last)}"
        added, unchanged = (rollup.added, rollup.unchanged) if rollup else (0, 0)
        self.stdout.write(f"{words}: added {added}, left as they were {unchanged}, in {took:.2f} s.")
