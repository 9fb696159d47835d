"""Imports, what one would change, and the columns of a kind of file, as tables."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.models import Import
from core.tables import Column, NumberColumn, RecordTable, TimeColumn


class ImportTable(RecordTable):
    """The files that were taken."""

    name = Column("File", orderable=False)
    title = Column("What", orderable=False)
    at = TimeColumn("Taken", orderable=False)
    by_name = Column("By", orderable=False)
    added = NumberColumn("Added", orderable=False)
    corrected = NumberColumn("Corrected", orderable=False)
    removed = NumberColumn("Removed", orderable=False)
    left_out = NumberColumn("Left out", orderable=False)

    caption = "Files that were imported, newest first"
    show_caption = False

    def render_name(self, record: Import) -> SafeString:
        return format_html('<a class="govuk-link" href="{}">{}</a>', record.get_absolute_url(), record.name)


class ChangeTable(RecordTable):
    """What taking a file would change."""

    row = NumberColumn("Row", orderable=False)
    what = Column("Change", orderable=False)
    sentence = Column("Record", orderable=False)

    caption = "What the good rows would change"
    show_caption = False


class RemovalTable(RecordTable):
    """What vanishes, of the days of which the file is all there is."""

    sentence = Column("Record", orderable=False)

    caption = "Records that are not in the file"
    show_caption = False


class ColumnTable(RecordTable):
    """The columns of a kind of file."""

    heading = Column("Column", orderable=False)
    accepts = Column("Holds", orderable=False)
    needed = Column("Needed", orderable=False)

    caption = "Columns of the file"
    show_caption = True
