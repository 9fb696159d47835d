"""The files that this room imports, as `core.importing` is told of them."""

from audits.actions.imports import write_audits
from audits.imports.checking import check_audits
from audits.imports.known import known_audits, question_columns
from audits.imports.rows import AuditRow
from audits.imports.saying import plan_audits
from audits.permissions import IMPORT
from core.importing.importer import Importer
from core.importing.importer import register as add

AUDITS = Importer(
    kind="audits",
    title="Audits",
    about=(
        "Audits that are allocated, and what they found where they are completed. A month that has no cycle "
        "gets one. What was submitted or moderated in Plumbline itself stays as it is, and so does the grade "
        "of an audit that is being moderated blind."
    ),
    permission=IMPORT,
    row=AuditRow,
    known=known_audits,
    check=check_audits,
    plan=plan_audits,
    write=write_audits,
    also=question_columns,
    also_words="A column for each question of the audit tool, headed by its code.",
)


def register() -> None:
    """Called once, when Plumbline starts."""
    add(AUDITS)
