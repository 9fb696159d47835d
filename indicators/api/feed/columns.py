"""The feed's columns. Once released, columns are only added at the end; `docs/api.md` lists these."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FeedColumn:
    """A column: its heading, and what is in it."""

    name: str
    holds: str


FEED = (
    FeedColumn("indicator", "The indicator’s short name, which stays"),
    FeedColumn("name", "What the catalogue called it in that month"),
    FeedColumn("section", "The section of the report in which the catalogue had it"),
    FeedColumn("place", "A service area or team, ‘Unallocated’, or blank for the whole service"),
    FeedColumn("place_kind", "‘service’, ‘service_area’, ‘team’ or ‘unallocated’"),
    FeedColumn("month", "The first day of the month, as 2023-09-01"),
    FeedColumn("numerator", "A number, or blank where there is none"),
    FeedColumn("denominator", "A number, or blank where there is none"),
    FeedColumn("value", "A number in full precision; of a percentage it is per cent; blank where missing"),
    FeedColumn("missing", "Why there is no value, such as ‘no cases’; blank where there is one"),
    FeedColumn("source", "‘records’ (counted by Plumbline) or ‘reported’ (imported): the headline source"),
    FeedColumn("target", "The target in force, a number; blank where none is"),
    FeedColumn("rag", "‘green’, ‘amber’ or ‘red’; blank where there is no value, target or better and worse"),
    FeedColumn("direction", "Against the month before: ‘up’, ‘down’ or ‘no change’"),
    FeedColumn("published", "The day on which the month was signed off, as 2023-10-12; blank for a draft"),
    FeedColumn("operator", "What the target asks: ‘below’, ‘at most’, ‘exactly’, ‘at least’, ‘above’"),
    FeedColumn(
        "change", "What the direction means: ‘better’, ‘worse’, ‘no change’, ‘neither better nor worse’"
    ),
    FeedColumn("direction_year", "Against the same month of the year before"),
    FeedColumn("change_year", "What that means"),
    FeedColumn("known_on", "Since which day this figure is known: later than ‘published’ if restated"),
)
HEADER = ",".join(column.name for column in FEED)
