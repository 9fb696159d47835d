"""A file of the audit tool, checked against the service areas and columns that Plumbline knows."""

from audits.imports.rows import FOCUS_5_FIELDS, AuditRow
from audits.tools import files as toolfile
from core.importing.headings import fold
from core.importing.rows import columns_of
from organisation.models import ServiceArea


def read_tool(content: bytes) -> tuple[toolfile.ToolFile | None, list[str]]:
    """The version in the file, or None and every problem in words."""
    areas = set(ServiceArea.objects.values_list("name", flat=True))
    return toolfile.read(content, areas, taken_columns())


def taken_columns() -> dict[str, str]:
    """The columns that every file of audits has, folded, with the question that each is for or "".

    The Focus 5 have columns of their own names; any other question's code would head two columns.
    """
    headings = [column.heading for column in columns_of(AuditRow)]
    return {fold(heading): heading if heading in FOCUS_5_FIELDS else "" for heading in headings}
