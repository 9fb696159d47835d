"""manage.py import_allocations FILE: see FORMATS."""

from core.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Imports a file of allocations. The same file twice changes nothing."
    kind = "allocations"
