"""manage.py demo: load the demonstration into a new database."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.loading import load
from organisation.models import Team, User


class Command(BaseCommand):
    help = (
        "Loads the demonstration: invented people, and September 2023's audits and July 2023's caseloads as "
        "they were published."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-new", action="store_true", help="Do nothing when the database is in use.")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Production refuses the demonstration: its passwords are published.")
        if User.objects.exists() or Team.objects.exists():
            if options["if_new"]:
                return
            raise CommandError("The demonstration goes into a new database only; this one is in use.")
        self.stdout.write("Loading the demonstration …")
        self.stdout.flush()
        started = time.perf_counter()
        load()
        self.stdout.write(f"Loaded in {time.perf_counter() - started:.1f} s.")
