"""manage.py import_teams FILE: see FORMATS."""

from core.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Imports a file of teams. The same file twice changes nothing."
    kind = "teams"
