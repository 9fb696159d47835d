"""manage.py definitions: print the definitions of all measures, as docs/definitions.md holds them."""

from typing import Any

from django.core.management.base import BaseCommand

from figures import definitions, registry


class Command(BaseCommand):
    help = "Prints the definitions of all measures, as docs/definitions.md holds them."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(definitions.as_markdown(registry.measures()), ending="")
