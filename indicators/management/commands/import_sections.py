"""manage.py import_sections FILE: see FORMATS."""

from core.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Imports a file of sections. The same file twice changes nothing."
    kind = "sections"
