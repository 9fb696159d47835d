"""manage.py import_catalogue FILE: see FORMATS."""

from core.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Imports a file of what the indicators are. The same file twice changes nothing."
    kind = "catalogue"
