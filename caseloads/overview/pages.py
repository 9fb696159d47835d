"""What an overview page shows: of all within reach, of a service area, of a team."""

from dataclasses import dataclass
from typing import Any

from caseloads.overview import addresses, drawings, facts, places
from caseloads.overview.picture import Picture, WorkerLoad, without_response
from caseloads.overview.places import Load
from caseloads.overview.scope import Scope
from caseloads.overview.tables import LoadedWorkerTable, LoadTable
from caseloads.overview.year import Point, year_of
from core.tables import RecordTable

FULLEST = 5
AREA, TEAM, WORKER = "area", "team", "worker"
KINDS = {AREA: "Service area", TEAM: "Team"}
CAPTIONS = {AREA: "Service areas, the fullest first", TEAM: "Teams, the fullest first"}


@dataclass(frozen=True)
class About:
    """What a page is about: whose caseloads, made up of what (service areas, teams, workers).

    `query` narrows the lists down to it. `open_to` are the service areas whose page the reader may open,
    None for all. `waiting`: whether it is about the children whom nobody holds, too.
    """

    whose: str
    scope: Scope
    parts: str
    query: str = ""
    open_to: frozenset[int] | None = None
    waiting: bool = False


def context(about: About, shown: Picture) -> dict[str, Any]:
    """The page's key figures, table, fullest caseloads, statuses and charts."""
    loads = _loads(about, shown)
    waiting = places.unallocated(shown) if about.waiting else None
    whole = places.total([*loads, *([waiting] if waiting else [])], about.query)
    reported_from = shown.policies.reported_from(shown.day)
    missing = without_response(shown.workers, shown.day)
    points = [*year_of(about.scope, shown.day), Point(shown.day, whole.held, whole.fte)]
    return {
        "about": about,
        "day": shown.day,
        "facts": facts.facts(whole, shown, waiting) + facts.responses(missing, about.query, reported_from),
        "table": _table(about, shown, loads, waiting, whole),
        "fullest": _fullest(about, shown) if about.parts != WORKER else None,
        "statuses": [
            (label, number, addresses.children(_and(about.query, f"status={code}")))
            for code, label, number in shown.statuses
        ],
        "charts": drawings.over_the_months(about.whose, points),
        "lists": [
            ("All workers", addresses.workers(about.query)),
            ("All children", addresses.children(about.query)),
        ],
        "is_empty": not (shown.workers or shown.unallocated),
    }


def _loads(about: About, shown: Picture) -> list[Load]:
    if about.parts == AREA:
        return places.of_areas(shown, about.open_to)
    if about.parts == TEAM:
        return places.of_teams(shown)
    return [places.load_of(about.whose, shown.workers, query=about.query)]


def _table(about: About, shown: Picture, loads: list[Load], waiting: Load | None, whole: Load) -> RecordTable:
    if about.parts == WORKER:
        by_children = sorted(shown.workers, key=lambda each: (-each.children, each.name))
        return _workers(about, by_children, "Workers, the fullest first")
    rows = [*loads, waiting] if waiting and waiting.children else loads
    reported_from = shown.policies.reported_from(shown.day)
    table = LoadTable(rows, kind=KINDS[about.parts], reported_from=reported_from, total=whole)
    table.caption = CAPTIONS[about.parts]
    return table


def _fullest(about: About, shown: Picture) -> RecordTable | None:
    """The workers with the largest share of their own limit."""
    shares = [(each.share, each) for each in shown.workers if each.share is not None]
    first = sorted(shares, key=lambda pair: (-pair[0], pair[1].name))[:FULLEST]
    return _workers(about, [each for _, each in first], "Fullest caseloads") if first else None


def _workers(about: About, workers: list[WorkerLoad], caption: str) -> RecordTable:
    alike = [] if about.parts == AREA else ["area"]
    if about.parts == WORKER and len({each.team_id for each in workers}) < 2:
        alike.append("team")
    table = LoadedWorkerTable(workers, orderable=False, exclude=alike)
    table.caption = caption
    return table


def _and(*queries: str) -> str:
    return "&".join(query for query in queries if query)
