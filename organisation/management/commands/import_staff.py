"""manage.py import_staff FILE: see FORMATS."""

from core.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Imports a file of staff. The same file twice changes nothing."
    kind = "staff"
