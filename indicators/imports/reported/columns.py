"""Which column of a report is which. Pure."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from core.importing.headings import fold
from core.importing.problems import Problem, Problems
from core.spreadsheets import Sheet
from indicators.imports.reported.calendar import month
from indicators.imports.reported.peers import unknown, whose

WIDE = {"section": "section", "refid": "ref_id", "indicator": "indicator", "target": "target", "note": "note"}
NOT_TAKEN = {"rag": "rag", "raggiven": "rag_given", "directionoftravel": "direction_of_travel"}
LONG = {
    name: name
    for name in ("indicator", "month", "value", "numerator", "denominator", "place", "section", "note")
}
ACCEPTED = (
    "Accepted are section, ref_id, indicator, a column for each month (such as Oct-22), target, note, rag, "
    "rag_given, direction_of_travel, and benchmarks such as england_22_23; or, with a row for each month: "
    "indicator, month, value, numerator, denominator, place, section, note."
)
SAID = (
    "The columns {} are not taken: Plumbline works out RAG and direction of travel itself, the same "
    "everywhere."
)


@dataclass(frozen=True)
class Compared:
    """A benchmark column: whose figure, of which financial year."""

    peer: str
    year: int


@dataclass
class Columns:
    """The file's columns by their place."""

    named: dict[int, str] = field(default_factory=dict)
    months: dict[int, dt.date] = field(default_factory=dict)
    benchmarks: dict[int, Compared] = field(default_factory=dict)
    not_taken: list[str] = field(default_factory=list)
    long: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth saying once of the file."""
        return (SAID.format(" and ".join(self.not_taken)),) if self.not_taken else ()


def columns_of(sheet: Sheet, problems: Problems, council: Collection[str] = ()) -> Columns:
    """The columns. Unknown, missing and doubled ones are problems of the file. `council` are its names."""
    folded = [fold(heading) for heading in sheet.headings]
    columns = Columns(long="month" in folded)
    unread: dict[int, str] = {}
    for place, (heading, name) in enumerate(zip(sheet.headings, folded, strict=True)):
        if columns.long and name in LONG:
            columns.named[place] = LONG[name]
        elif not columns.long and name in WIDE:
            columns.named[place] = WIDE[name]
        elif not columns.long and name in NOT_TAKEN:
            columns.not_taken.append(heading)
        elif not columns.long and (found := month(heading)):
            columns.months[place] = found
        elif heading:
            unread[place] = heading
    for problem in [
        *_benchmarks(sheet, columns, unread, council),
        *_wanting(sheet, columns),
        *_doubled(sheet, columns),
    ]:
        problems.add_whole(problem)
    return columns


def _benchmarks(
    sheet: Sheet, columns: Columns, unread: dict[int, str], council: Collection[str]
) -> Iterator[Problem]:
    found = {place: whose(heading, council) for place, heading in unread.items()}
    years = {year for peer, year, _ in found.values() if peer and year}
    for place, (peer, year, name) in found.items():
        heading = unread[place]
        if columns.long or not name or (peer is None and year is None):
            yield Problem(sheet.headings_row, heading, heading, f"There is no column {heading}. {ACCEPTED}")
        elif peer is None:
            yield unknown(sheet.headings_row, heading, name)
        elif year is None and len(years) != 1:
            words = f"A heading that names the financial year, such as {heading}_22_23."
            yield Problem(sheet.headings_row, heading, heading, words)
        else:
            columns.benchmarks[place] = Compared(peer, year or next(iter(years)))


def _wanting(sheet: Sheet, columns: Columns) -> Iterator[Problem]:
    if "indicator" not in columns.named.values():
        words = "The column indicator is missing. It holds the names of the indicators."
        yield Problem(sheet.headings_row, "indicator", "", words)
    if columns.long and not {"value", "numerator"} & set(columns.named.values()):
        words = "The column value is missing, and so is numerator: one of them holds the figures."
        yield Problem(sheet.headings_row, "value", "", words)
    if not columns.long and not columns.months:
        words = f"There is no column of a month. {ACCEPTED}"
        yield Problem(sheet.headings_row, "", "", words)


def _doubled(sheet: Sheet, columns: Columns) -> Iterator[Problem]:
    """No two columns say the same, whatever they are called: a month twice is nobody's to choose from."""
    seen: dict[object, int] = {}
    for place, what in [*columns.named.items(), *columns.months.items(), *columns.benchmarks.items()]:
        if what in seen:
            heading, other = sheet.headings[place], sheet.headings[seen[what]]
            words = f"One column of each; {other} says the same."
            yield Problem(sheet.headings_row, heading, heading, words)
        seen.setdefault(what, place)
