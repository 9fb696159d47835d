"""manage.py import_statuses FILE: see FORMATS."""

from core.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Imports a file of statuses. The same file twice changes nothing."
    kind = "statuses"
