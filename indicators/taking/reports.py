"""A file of figures as its pages find it: one's own, checked; and its warnings by what is odd."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.jobs.tables import problem_rows
from core.models.jobs import State
from indicators.imports.reported import CHECKS
from indicators.models import ReportFile
from indicators.models.taking import NOTHING_SAID, Said
from indicators.taking import words


def own(request: HttpRequest, pk: int) -> ReportFile:
    """The person's own file; somebody else's is not there."""
    files = ReportFile.objects.visible_to(request.user).select_related(
        "stored", "checking", "taking", "taken"
    )
    found: ReportFile = get_object_or_404(files, pk=pk)
    return found


def progress(report: ReportFile) -> str:
    """Where one sees how far the newest check is."""
    return report.checking.get_absolute_url() if report.checking else reverse("figures_import")


def problems(report: ReportFile) -> list[dict[str, Any]]:
    """What stops rows, as it is listed."""
    return problem_rows(report.checking.problems) if report.checking else []


def is_checked(report: ReportFile) -> bool:
    """Whether there is anything to show: the newest check is done, or has failed."""
    return report.checking is not None and report.checking.is_over


def has_failed(report: ReportFile) -> bool:
    """Whether the newest check came to nothing."""
    return report.checking is not None and report.checking.state == State.FAILED


@dataclass(frozen=True)
class Group:
    """The warnings of one kind, and how many of them are accepted."""

    check: str
    warnings: list[dict[str, Any]]
    accepted: int

    @property
    def title(self) -> str:
        """What is odd, in words."""
        return words.title(self.check)

    @property
    def explained(self) -> str:
        """What it means."""
        return words.explained(self.check)

    @property
    def waiting(self) -> int:
        """How many nobody has accepted."""
        return len(self.warnings) - self.accepted


def groups(report: ReportFile) -> list[Group]:
    """The warnings by kind, in the order of the checks."""
    accepted = report.accepted
    by_check: dict[str, list[dict[str, Any]]] = {}
    for warning in report.found.get("warnings", ()):
        by_check.setdefault(warning["check"], []).append(warning)
    order = [check for check in CHECKS if check in by_check]
    order += [check for check in by_check if check not in CHECKS]
    return [
        Group(check, by_check[check], sum(each["id"] in accepted for each in by_check[check]))
        for check in order
    ]


def said_of(report: ReportFile, warning: dict[str, Any]) -> Said:
    """What was typed about a warning."""
    return report.said.get(warning["id"], NOTHING_SAID)


def left_over(report: ReportFile, check: str) -> Iterator[str]:
    """Reasons that were typed for warnings of the kind that the file no longer has."""
    there = {each["id"] for each in report.found.get("warnings", ())}
    for key, said in report.said.items():
        if key.rpartition("-")[0] == check and key not in there and said.reason:
            yield said.reason


def is_up_to_date(report: ReportFile) -> bool:
    """Whether what would be taken was worked out with the warnings that are accepted now."""
    return bool(report.found) and report.found["accepted"] == report.stamp
