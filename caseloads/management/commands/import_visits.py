"""manage.py import_visits FILE: see FORMATS."""

from core.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Imports a file of visits. The same file twice changes nothing."
    kind = "visits"
