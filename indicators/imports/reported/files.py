"""The small files beside a report: what its names mean, what is accepted and why, what was found."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from core.importing.problems import Problem, Problems
from core.importing.rows import Row, parse
from core.spreadsheets import Sheet
from indicators.imports.reported.checked import Checked
from indicators.imports.reported.held import Answers
from indicators.imports.reported.settling import Acceptance

FOUND = ("what", "check", "row", "column", "value", "words", "accepted because")


class NameRow(Row):
    """What a file calls an indicator, or a section: the slug of one of the two."""

    name: Annotated[str, Field(max_length=200)]
    indicator: Annotated[str, Field(max_length=80)] = ""
    section: Annotated[str, Field(max_length=60)] = ""

    def own_problems(self) -> Iterator[Problem]:
        """It is one of the two."""
        if bool(self.indicator) == bool(self.section):
            words = "The slug of an indicator, or that of a section in its column; one of the two."
            yield Problem(self.number, "indicator", self.indicator, words)


class AcceptRow(Row):
    """What is accepted: a check, of one row or column or of all, and why."""

    row: Annotated[str, Field(pattern=r"^\d*$", max_length=9)] = ""
    column: Annotated[str, Field(max_length=200)] = ""
    check: Annotated[str, Field(max_length=40)]
    reason: Annotated[str, Field(max_length=400)]

    def own_problems(self) -> Iterator[Problem]:
        """There is such a check."""
        if words := self.acceptance.wrong:
            yield Problem(self.number, "check", self.check, words)

    @property
    def acceptance(self) -> Acceptance:
        """As it is matched with warnings."""
        return Acceptance(self.check, self.reason, int(self.row) if self.row else None, self.column)


def answers_of(sheet: Sheet) -> tuple[Answers, Problems]:
    """What names mean, by a file with the columns name, indicator and section."""
    read = parse(sheet, NameRow)
    indicators = {row.name: row.indicator for row in read.rows if row.indicator}
    sections = {row.name: row.section for row in read.rows if row.section}
    return Answers(indicators, sections), read.problems


def acceptances_of(sheet: Sheet) -> tuple[list[Acceptance], Problems]:
    """What is accepted, by a file with the columns row, column, check and reason."""
    read = parse(sheet, AcceptRow)
    return [row.acceptance for row in read.rows], read.problems


def found_in(checked: Checked, accepted: dict[str, str]) -> Iterator[Sequence[object]]:
    """Every problem and every warning of a report, as rows under FOUND."""
    for problem in checked.problems.in_order():
        yield "problem", "", problem.row, problem.column, problem.value, problem.accepted, ""
    seen: set[str] = set()
    for warning in checked.warnings:
        if warning.id not in seen:
            seen.add(warning.id)
            where = (warning.row, warning.column, warning.value, warning.words)
            yield "warning", warning.check, *where, accepted.get(warning.id, "")
