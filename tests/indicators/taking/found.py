"""Files of figures as a check leaves them, without checking any."""

from core import clock
from core.models import Import, Job, StoredFile
from core.models.jobs import State
from figures.models import Source
from indicators.actions.checking import CHECK
from indicators.models import AcceptedWarning, ReportFile
from tests.indicators.made import MONTH, figure

NOTHING = ("added", "restated", "again", "unchanged", "benchmarks", "targets")


def warning(number, check="restated"):
    """Something odd about a row."""
    return {
        "id": f"{check}-{number:012x}",
        "check": check,
        "name": f"Indicator {number}",
        "row": number + 2,
        "column": "Sep-23",
        "value": str(number),
        "words": f"Was {number + 1} in the report of 5 October 2023.",
    }


def restated(number):
    """A figure that two reports print differently."""
    return {
        "row": number + 2,
        "name": f"Indicator {number}",
        "month": "September 2023",
        "old": str(number + 1),
        "new": str(number),
        "difference": "−1",
        "stays": bool(number % 2),
    }


def line(number):
    """What a row would change."""
    counts = {"added": 1, "restated": 1, "again": 0, "unchanged": 12}
    said = {"name": f"Indicator {number}", "called": f"Indicator no. {number}", "section": "Front door"}
    return {"row": number + 2, **said, "months": "September 2023", **counts, "besides": "1 benchmark"}


def question(number):
    """A name that nothing is known by."""
    return {"what": "indicator", "text": f"Name {number}", "rows": [number + 2], "suggestions": []}


def report_file(user, numbers=range(1), name="report.csv"):
    """A file of the user with as many of everything."""
    numbers = list(numbers)
    stored = StoredFile.objects.keep(
        name=name, content_type="text/csv", content=b"indicator", uploaded_by=user
    )
    report = ReportFile(by=user, name=name, sha256=stored.sha256, stored=stored, begun_at=clock.now())
    problems = [
        {"row": n + 2, "column": "Sep-23", "value": "Dec-69", "accepted": "A number."} for n in numbers
    ]
    report.checking = Job.objects.create(
        kind=CHECK,
        title="Check a file of figures",
        by=user,
        by_name=user.name,
        state=State.DONE,
        finished_at=clock.now(),
        words="Rows, problems, warnings.",
        problems=problems,
        problem_count=len(problems),
        result={
            "rows": len(numbers),
            "problems": len(problems),
            "whole": False,
            "notes": ["The column rag_given is not taken."],
            "questions": [question(n) for n in numbers],
            "warnings": [warning(n, check) for n in numbers for check in ("restated", "jump")],
            "counted": {**dict.fromkeys(NOTHING, 0), "added": len(numbers), "restated": len(numbers)},
            "restated": [restated(n) for n in numbers],
            "lines": [line(n) for n in numbers],
            "left_out": len(numbers),
            "spoilt": len(numbers),
            "seen": "digest",
            "accepted": report.stamp,
        },
    )
    report.save()
    return report


def taken(numbers=range(1), **values):
    """A file that was taken, with a figure and an accepted warning of it for each number."""
    at = clock.now()
    said = {"name": "report.csv", "sha256": "0" * 64, "by_name": "Pat Placeholder", "at": at}
    record = Import.objects.create(
        kind="figures", title="Figures", added=1, corrected=0, unchanged=0, **{**said, **values}
    )
    for number in numbers:
        made = figure(f"taken.{number}", MONTH, number, source=Source.REPORTED, imported=record)
        AcceptedWarning.objects.create(
            figure=made,
            check_name="restated",
            says="It was another.",
            reason="So it is.",
            by_name="Pat",
            at=at,
        )
    return record
