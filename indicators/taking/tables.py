"""What was found in a file of figures, as tables."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.tables import Column, NumberColumn, RecordTable, TagColumn


class ProblemTable(RecordTable):
    """What stops a row."""

    row = NumberColumn("Row")
    column = Column("Column")
    value = Column("Value")
    accepted = Column("What would be accepted", orderable=False)

    caption = "Problems"
    show_caption = False


class GroupTable(RecordTable):
    """What is odd, by kind."""

    title = Column("What is odd", orderable=False)
    warnings = NumberColumn("Warnings", orderable=False)
    accepted = NumberColumn("Accepted", orderable=False)
    state = TagColumn("State", colours={"To look at": "yellow", "All accepted": "green"}, orderable=False)

    caption = "Warnings by what is odd"
    show_caption = False

    def render_title(self, record: dict[str, Any]) -> SafeString:
        return format_html('<a class="govuk-link" href="{}">{}</a>', record["url"], record["title"])


class RestatedTable(RecordTable):
    """Figures that two reports print differently."""

    row = NumberColumn("Row")
    name = Column("Indicator")
    month = Column("Month", orderable=False)
    old = Column("Earlier report", orderable=False)
    new = Column("Later report", orderable=False)
    difference = Column("Difference", orderable=False)
    stays = Column("Current from then on", orderable=False)

    caption = "Figures that would be restated"
    show_caption = False
    row_header = "name"

    def render_stays(self, value: bool) -> str:
        return "The other file’s, which is later" if value else "This file’s"

    def value_stays(self, value: bool) -> str:
        return self.render_stays(value)


class LineTable(RecordTable):
    """What each row of the file would change."""

    row = NumberColumn("Row")
    name = Column("Indicator")
    called = Column("Called in the file")
    section = Column("Section")
    months = Column("Months", orderable=False)
    added = NumberColumn("Added")
    restated = NumberColumn("Restated")
    again = NumberColumn("Printed again")
    unchanged = NumberColumn("Left as it is")
    besides = Column("Besides", orderable=False)

    caption = "What each row would change"
    show_caption = False
    row_header = "name"


class AcceptedTable(RecordTable):
    """Warnings that were accepted, each with its reason."""

    about = Column("Indicator", orderable=False)
    month = Column("Month or benchmark", orderable=False)
    check = Column("What is odd", orderable=False)
    says = Column("In words", orderable=False)
    reason = Column("Accepted because", orderable=False)

    caption = "Warnings that were accepted"
    show_caption = False

    def render_about(self, record: dict[str, Any]) -> SafeString:
        return format_html('<a class="govuk-link" href="{}">{}</a>', record["url"], record["about"])
