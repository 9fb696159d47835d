"""My jobs, and a job's problems, as tables."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.models.jobs import Job, State
from core.tables import Column, NumberColumn, RecordTable, TagColumn, TimeColumn
from core.tables.columns import tag

COLOURS = {
    State.WAITING.label: "grey",
    State.RUNNING.label: "blue",
    State.DONE.label: "green",
    State.FAILED.label: "red",
}


class JobTable(RecordTable):
    """A person's jobs."""

    title = Column("Job", orderable=False)
    state = TagColumn("State", colours=COLOURS, orderable=False)
    created_at = TimeColumn("Asked for", orderable=False)
    words = Column("Result", orderable=False)
    problem_count = NumberColumn("Problems", orderable=False)

    caption = "My jobs"

    def render_title(self, record: Job) -> SafeString:
        return format_html(
            '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> (job {})</span></a>',
            record.get_absolute_url(),
            record.title,
            record.pk,
        )

    def render_state(self, record: Job) -> SafeString:
        return tag(record.get_state_display(), COLOURS)


class ProblemTable(RecordTable):
    """What a job found wrong, row by row."""

    row = NumberColumn("Row", orderable=False)
    column = Column("Column", orderable=False)
    value = Column("Value", orderable=False)
    accepted = Column("What would be accepted", orderable=False)

    caption = "Problems"


def problem_rows(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The problems with every column, of which a problem may leave out what does not apply."""
    empty = {"row": None, "column": "", "value": "", "accepted": ""}
    rows = [{**empty, **problem} for problem in problems]
    return [{**row, "accepted": row.get("words") or row["accepted"]} for row in rows]
