"""manage.py import_populations FILE: see FORMATS."""

from core.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Imports a file of populations. The same file twice changes nothing."
    kind = "populations"
