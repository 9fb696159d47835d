"""The long lists of a file of figures: problems, restatements, what each row would change."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from core.tables import RecordList
from indicators.models import ReportFile
from indicators.permissions import IMPORT
from indicators.taking import reports
from indicators.taking.tables import LineTable, ProblemTable, RestatedTable


class FoundList(RecordList):
    """A list out of what the newest check of one's own file found; of somebody else's there is none."""

    permissions = [IMPORT]
    template_name = "indicators/taking/list.html"
    what: ClassVar[str]
    found: ClassVar[str]

    def get_records(self, user: Any) -> Any:
        files = ReportFile.objects.visible_to(user).select_related("checking")
        self.report = get_object_or_404(files, pk=self.kwargs["pk"])
        return list(self.listed)

    @cached_property
    def listed(self) -> list[dict[str, Any]]:
        """The rows."""
        rows: list[dict[str, Any]] = self.report.found.get(self.found, [])
        return rows

    def get_title(self) -> str:
        return f"{self.what} of {self.report.name}"

    def get_context(self) -> dict[str, Any]:
        return {"report": self.report, "listed": len(self.listed), "all": self.count()}

    def count(self) -> int:
        """How many there are, the unlisted among them."""
        return len(self.listed)


class FoundProblems(FoundList):
    """What stops rows."""

    what, table_class = "Problems", ProblemTable
    empty = "Nothing stops a row of this file."

    @cached_property
    def listed(self) -> list[dict[str, Any]]:
        """The rows."""
        return reports.problems(self.report)

    def count(self) -> int:
        return int(self.report.found.get("problems", 0))


class FoundRestated(FoundList):
    """Figures that two reports print differently."""

    what, found, table_class = "Restated figures", "restated", RestatedTable
    empty = (
        "Nothing that would be taken restates a figure. A row with a warning is there once that is accepted, "
        "and it was worked out again what would be taken."
    )

    def count(self) -> int:
        return int(self.report.found.get("counted", {}).get("restated", 0))


class FoundLines(FoundList):
    """What each row would change."""

    what, found, table_class = "Changes by row", "lines", LineTable
    empty = "No row that could be taken changes anything."
