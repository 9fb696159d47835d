"""manage.py import_audits FILE: see FORMATS."""

from core.importing.command import ImportCommand


class Command(ImportCommand):
    help = "Imports a file of audits. The same file twice changes nothing."
    kind = "audits"
