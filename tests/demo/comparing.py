"""Our RAG beside the published codes, our direction beside the arrows: worked out from the files."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from core import months
from core.importing.headings import fold
from figures import registry
from indicators.rules.direction import Change, Way, direction
from indicators.rules.rag import NEITHER, OPERATOR_OF, Rag, rag
from tests.demo import files

DATASET = "performance_dataset_2023-10.csv"
REPORT = "performance_report_2024-10.csv"
CODES = {"1": Rag.GREEN, "0": Rag.AMBER, "-1": Rag.RED}
ARROWS = {"up": Way.UP, "down": Way.DOWN, "level": Way.SAME}
MEANT = {"up": Change.BETTER, "down": Change.WORSE, "level": Change.SAME}
"""What the arrows say if they are read as better, worse, as good as before."""


class Judged(NamedTuple):
    """A row of a file whose published judgement differs from ours."""

    row: int
    slug: str
    published: str
    ours: str


def rows(name: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a file of figures, numbered as a spreadsheet does: the headings are row 1."""
    return list(enumerate(files.rows(f"indicators/{name}"), start=2))


def month_columns(row: dict[str, str]) -> dict[str, dt.date]:
    """The columns of a row that are months, 'Oct-23'."""
    found = {}
    for heading in row:
        try:
            found[heading] = dt.datetime.strptime(heading, "%b-%y").date()
        except ValueError:
            continue
    return found


def number(text: str) -> Decimal | None:
    """What a cell says, as a number, if it is one."""
    try:
        return Decimal(text.strip().rstrip("%").replace(",", ""))
    except InvalidOperation:
        return None


def catalogue() -> dict[str, dict[str, str]]:
    """The demo's catalogue by slug."""
    return {row["indicator"]: row for row in files.rows("indicators/catalogue.csv")}


def slugs() -> dict[str, str]:
    """Which indicator is meant by each name, folded."""
    found = {}
    for slug, row in catalogue().items():
        for name in filter(None, (row["name"], *row["also_called"].split(" | "))):
            assert found.setdefault(fold(name), slug) == slug, f"{name} is the name of two indicators"
    return found


def polarity(slug: str) -> str:
    """A measure of ours says it itself; of others the catalogue does."""
    measure = registry.find(slug)
    return str(measure.polarity) if measure else catalogue()[slug]["polarity"]


def codes() -> list[tuple[int, str, str]]:
    """(row, indicator, code) of each published code of 2023; shares such as '-24%' are none."""
    return [
        (at, slugs()[fold(row["indicator"])], row["rag"]) for at, row in rows(DATASET) if row["rag"] in CODES
    ]


def rag_differs() -> Iterator[Judged]:
    """Where a published code of 2023 is not our RAG of the same value and target."""
    by_row = dict(rows(DATASET))
    for at, slug, code in codes():
        value, target = number(by_row[at]["Oct-23"]), number(by_row[at]["target"])
        ours = rag(value, OPERATOR_OF[polarity(slug)], target, None, polarity(slug))
        if ours is not CODES[code]:
            yield Judged(at, slug, CODES[code].value, ours.value if ours else "none")


def ways() -> Iterator[tuple[int, str, str, Way | None, Change | None]]:
    """(row, indicator, arrow, way, change) of each row of 2024: October beside September."""
    known = slugs()
    for at, row in rows(REPORT):
        slug = known[fold(row["indicator"])]
        found = direction(number(row["Oct-24"]), number(row["Sep-24"]), polarity(slug))
        arrow = row["direction_of_travel"]
        yield at, slug, arrow, found and found.way, found and found.change


def arrows_differ() -> Iterator[Judged]:
    """Where an arrow of 2024 is not the way that the figure went."""
    for at, slug, arrow, way, _ in ways():
        if ARROWS[arrow] is not way:
            yield Judged(at, slug, arrow, way.value if way else "none")


def meanings_differ() -> Iterator[Judged]:
    """Where an arrow of 2024, read as better or worse, is not what we say of the change."""
    for at, slug, arrow, _, change in ways():
        if MEANT[arrow] is not change:
            yield Judged(at, slug, MEANT[arrow].value, change.value if change else "none")


def without_polarity(slug: str) -> bool:
    """Whether the council gives no word on which way is better."""
    return polarity(slug) == NEITHER


def as_month(heading: str) -> str:
    """'2023-10' of 'Oct-23'."""
    return months.key(month_columns({heading: ""})[heading])
