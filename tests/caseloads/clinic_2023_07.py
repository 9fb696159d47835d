"""The clinic of July 2023 as its paper lists it (page 4): allocations, status and team, in order."""

from tests.caseloads.full_world import worker
from tests.factories import ServiceAreaFactory, TeamFactory

LIST = [
    (30, "SW", "SWF West 1"),
    (27, "SW", "SWF East 2"),
    (26, "SW", "SWF East 2"),
    (26, "SW", "SWF East 2"),
    (26, "SW", "SWF East 1"),
    (26, "SW", "SWF East 3"),
    (26, "SW", "SWF East 1"),
    (26, "SW", "SWF East 2"),
    (26, "SW", "SWF East 3"),
    (25, "NQSW", "SWF East 1"),
    (24, "SW", "SWF East 1"),
    (24, "SW", "SWF West 1"),
    (24, "SW", "SWF West 1"),
    (23, "SW", "BIT Central 1"),
    (23, "SW", "BIT Central 1"),
    (23, "SW", "SWF Central 2"),
    (23, "SW", "Frontline Team"),
    (23, "SW", "BIT Central 1"),
    (21, "NQSW", "BIT East 1"),
    (21, "NQSW", "SWF West 3"),
    (21, "SW", "SWF Central 2"),
    (21, "SW", "SWF Central 2"),
    (21, "SW", "SWF West 4"),
    (21, "SW", "SWF West 2"),
    (20, "SW", "BIT East 1"),
    (20, "SW", "BIT East 1"),
]


def make():
    """Its 26 workers. The paper names none: those alike are called by its order, and made in another."""
    areas = {name: ServiceAreaFactory(name=name) for name in ("SWF", "BIT")}
    teams = {
        team: TeamFactory(name=team, record=areas["BIT" if team.startswith("BIT") else "SWF"])
        for team in {team for _, _, team in LIST}
    }
    for number, (children, status, team) in sorted(enumerate(LIST), key=lambda each: each[1]):
        worker(teams[team], children, f"Worker {number:02}", qualifying_status=status)
    return areas
