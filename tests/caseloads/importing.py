"""Files of children's records through the commands that import them."""

import pytest
from django.core.management import CommandError, call_command

from tests.core.files import csv

STATUSES = "case_ref,status,from,to,agreed_visit"
ALLOCATIONS = "case_ref,staff_id,kind,from,to"
VISITS = "case_ref,visited_on,seen,seen_alone"
SUPERVISIONS = "case_ref,held_on"


def take(folder, kind, headings, *rows, **options):
    """Import the rows by the kind's command."""
    path = csv(folder / f"{kind}.csv", "\n".join([headings, *rows]))
    call_command(f"import_{kind}", path, **options)


def problems_of(folder, capsys, kind, headings, *rows, **options):
    """The lines on the standard error of an import that is refused."""
    capsys.readouterr()
    with pytest.raises(CommandError, match="Nothing was"):
        take(folder, kind, headings, *rows, **options)
    return capsys.readouterr().err.strip().splitlines()
