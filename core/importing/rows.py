"""A file's rows: each a pydantic model, each problem in words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.importing.headings import Column, match, values_beyond
from core.importing.problems import KEPT, Problem, Problems
from core.importing.values import Accepts
from core.spreadsheets import Line, Sheet


class Row(BaseModel):
    """One row of a file. Subclasses declare its columns; an alias is the heading where it is not the name."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    number: int
    """The file's own number of the row."""

    other: dict[str, str] = Field(default_factory=dict)
    """The values of the columns that only the importer knows, by heading; blank ones left out."""

    absent: frozenset[str] = frozenset()
    """The headings of the columns that the file does not have: of them it says nothing, not even blank."""

    def own_problems(self) -> Iterator[Problem]:
        """What is wrong between the columns of this one row."""
        yield from ()


R = TypeVar("R", bound=Row)
Progress = Callable[[int, int], None]
"""Told how many rows of how many were looked at."""

TOLD_EVERY = 2_500


def unsaid(done: int, total: int) -> None:
    """Nobody is told."""


@dataclass
class Read(Generic[R]):
    """A file as it was read: the rows that are good, all problems, how many rows there were."""

    rows: list[R]
    problems: Problems
    total: int


@cache
def columns_of(model: type[Row]) -> tuple[Column, ...]:
    """The columns that a row's model declares."""
    return tuple(
        Column(
            heading=info.alias or name,
            accepts=_accepts(info),
            required=info.is_required(),
            field=name,
        )
        for name, info in model.model_fields.items()
        if name not in Row.model_fields
    )


def _accepts(info: Any) -> str:
    for each in _metadata(info):
        if isinstance(each, Accepts):
            return each.words
    longest = next((each.max_length for each in info.metadata if hasattr(each, "max_length")), None)
    return f"text of up to {longest} characters" if longest else "text"


def _metadata(info: Any) -> Iterator[Any]:
    """The field's own, then those inside of `Day | None`."""
    yield from info.metadata
    for part in getattr(info.annotation, "__args__", ()):
        yield from getattr(part, "__metadata__", ())


def parse(sheet: Sheet, model: type[R], also: Sequence[Column] = (), progress: Progress = unsaid) -> Read[R]:
    """The sheet's rows as the model has them. Pure; whatever is wrong is a problem, nothing is raised.

    `also` are columns besides the model's, such as an audit's questions: they go to `row.other`.
    `progress` is told every so many rows.
    """
    problems = Problems()
    places = match(sheet, [*columns_of(model), *also], problems)
    if not sheet.rows:
        words = "The file has headings and no row below them."
        problems.add_whole(Problem(sheet.headings_row, "", "", words))
    absent = frozenset(
        column.heading for column in [*columns_of(model), *also] if column not in places.values()
    )
    rows, total = [], len(sheet.rows)
    width = len(sheet.headings) if all(sheet.headings) else 0
    # Where no row can be taken anyway, a look at the first will do: the rest are as they are.
    for done, line in enumerate(sheet.rows[:KEPT] if problems.whole else sheet.rows):
        if done % TOLD_EVERY == 0:
            progress(done, total)
        before = problems.count
        if len(line.cells) > width:
            problems.add_all(values_beyond(sheet, line.number, line.cells))
        row = _row(line, model, places, absent, problems)
        if row is not None and problems.count == before:
            problems.add_all(row.own_problems())
        if row is not None and problems.count == before:
            rows.append(row)
    progress(total, total)
    return Read([] if problems.whole else rows, problems, total)


def _row(
    line: Line, model: type[R], places: dict[int, Column], absent: frozenset[str], problems: Problems
) -> R | None:
    values: dict[str, Any] = {"number": line.number}
    other: dict[str, str] = {}
    for place, column in places.items():
        text = line.cells[place] if place < len(line.cells) else ""
        if text and column.field:
            values[column.field] = text
        elif text:
            other[column.heading] = text
    try:
        return model.model_validate({**values, "other": other, "absent": absent}, by_name=True)
    except ValidationError as error:
        if problems.full and not problems.whole:
            problems.count_only(line.number, error.error_count())
            return None
        for found in error.errors(include_url=False, include_context=True, include_input=False):
            problem = _problem(line.number, model, found, values, absent)
            if problem is not None:
                problems.add(problem)
        return None


def _problem(
    number: int, model: type[Row], found: Any, values: dict[str, Any], absent: frozenset[str]
) -> Problem | None:
    named = str(found["loc"][0])
    column = next(each for each in columns_of(model) if named in (each.field, each.heading))
    if found["type"] == "missing" and column.heading in absent:
        return None  # said once, of the file
    words = f"{column.accepts[:1].upper()}{column.accepts[1:]}"
    blank = "" if values.get(column.field) else "; it must not be blank"
    return Problem(number, column.heading, str(values.get(column.field, "")), f"{words}{blank}.")
