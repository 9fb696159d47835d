"""manage.py figures: print figures as CSV or JSON."""

import argparse
import csv
import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import months
from figures import reading
from figures.management.commands.rollup import month
from figures.models import Figure, Indicator, Place
from figures.printing import COLUMNS, plain


def day(text: str) -> dt.date:
    """A day argument, with an error that says what would be accepted."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write it as 2023-10-16.") from problem


class Command(BaseCommand):
    help = "Prints the current figures; with --as-at those known by that day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--indicator", metavar="SLUG")
        parser.add_argument("--month", type=month)
        parser.add_argument("--from", dest="first", type=month)
        parser.add_argument("--to", dest="last", type=month)
        parser.add_argument(
            "--place", metavar="NAME", help="A service area, a team, Unallocated; '' for the whole service"
        )
        parser.add_argument("--source", choices=["records", "reported"])
        parser.add_argument(
            "--section",
            metavar="NAME",
            help="What the reports print in this section of theirs, also where another section's is current",
        )
        parser.add_argument("--as-at", type=day, metavar="DATE")
        parser.add_argument("--format", choices=["csv", "json"], default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        filters = self._filters(options)
        if options["section"]:
            found: Iterable[Figure] = reading.of_section(options["section"], filters, options["as_at"])
        elif options["as_at"]:
            found = reading.as_at(options["as_at"], filters)
        else:
            found = (_keyed(row) for row in reading.current(filters))
        rows = [_row(figure) for figure in found]
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, indent=1))
            return
        writer = csv.DictWriter(self.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

    def _filters(self, options: dict[str, Any]) -> dict[str, Any]:
        filters: dict[str, Any] = {}
        if slug := options["indicator"]:
            if not Indicator.objects.filter(slug=slug).exists():
                known = ", ".join(Indicator.objects.values_list("slug", flat=True))
                raise CommandError(f"There is no indicator '{slug}'. Known are: {known or 'none yet'}.")
            filters["indicator__slug"] = slug
        if options["place"] is not None:
            filters["place__in"] = self._places(options["place"])
        for option, lookup in (("month", "month"), ("first", "month__gte"), ("last", "month__lte")):
            if options[option]:
                filters[lookup] = options[option]
        if options["source"]:
            filters["source"] = options["source"]
        return filters

    def _places(self, code: str) -> list[Place]:
        """The places of this name: a service area and its one team may share theirs."""
        every = Place.objects.select_related("service_area", "team")
        found = [place for place in every if place.code.casefold() == code.strip().casefold()]
        if not found:
            raise CommandError(
                f"There is no place '{code}' with figures: give a service area's or team's name."
            )
        return found


def _keyed(row: Any) -> Figure:
    """The figure of a current row, with the indicator and place already read."""
    figure: Figure = row.figure
    figure.indicator, figure.place = row.indicator, row.place
    return figure


def _row(figure: Figure) -> dict[str, str]:
    return {
        "indicator": figure.indicator.slug,
        "place": figure.place.code,
        "month": months.key(figure.month),
        "numerator": plain(figure.numerator),
        "denominator": plain(figure.denominator),
        "value": plain(figure.value),
        "missing": figure.missing,
        "source": figure.source,
    }
