"""manage.py import_supervisions FILE: see FORMATS."""

from core.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Imports a file of supervisions. The same file twice changes nothing."
    kind = "supervisions"
