"""manage.py up: everything that `make run` does: migrate, load the demo if the database is new, serve."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Migrates, loads the demo if the database is new, and serves."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("demo", if_new=True, stdout=self.stdout)
        call_command("serve", host=options["host"], port=options["port"], stdout=self.stdout)
