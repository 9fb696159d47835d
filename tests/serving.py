"""`manage.py serve` with the tests' jobs and a line of a room's: python -m tests.serving --port 0."""

import os
import sys

import django
from django.core.management import execute_from_command_line


def main() -> None:
    """Set Django up, register, serve."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from core import startup
    from tests import handlers

    startup.announce(lambda: [f"A room says that it does {handlers.EFFECT}."])
    execute_from_command_line(["manage.py", "serve", *sys.argv[1:]])


main()
