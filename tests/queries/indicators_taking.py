"""How often the pages of importing figures ask the database."""

from indicators.models import ReportFile
from tests.indicators.made import entry
from tests.indicators.taking.found import report_file, taken
from tests.permissions.row import PERF
from tests.queries.page import Page


def reports(world, numbers):
    """As many files that are not taken yet."""
    for number in numbers:
        report_file(world.users[PERF], name=f"report-{number}.csv")


def report(world, numbers):
    """One file with as much of everything, and as large a catalogue."""
    ReportFile.objects.all().delete()
    for number in numbers:
        entry(f"asked.{number}", name=f"Indicator {number}")
    world.more["report"] = report_file(world.users[PERF], range(len(list(numbers))))


def accepted(world, numbers):
    """One file that was taken with as many warnings."""
    world.more["figures_taken"] = taken(range(max(numbers) + 1))


def pk(world):
    return [world.report.pk]


PAGES = [
    Page("figures_import", PERF, 6, reports),
    Page("figures_check", PERF, 4, report, args=pk),
    Page("figures_names", PERF, 7, report, args=pk),
    Page("figures_warnings", PERF, 5, report, args=lambda world: [world.report.pk, "jump"]),
    Page("figures_problems", PERF, 4, report, args=pk),
    Page("figures_restated", PERF, 4, report, args=pk),
    Page("figures_rows", PERF, 4, report, args=pk),
    Page("import_taken", PERF, 9, accepted, args=lambda world: [world.figures_taken.pk], note="figures"),
]
