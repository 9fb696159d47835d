"""manage.py import_targets FILE: see FORMATS."""

from core.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Imports a file of targets. The same file twice changes nothing."
    kind = "targets"
