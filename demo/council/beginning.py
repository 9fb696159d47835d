"""The council as it stands when its records begin, and as much of the past as its first months look at."""

from demo.council.asked import Asked
from demo.council.children import CLOSING, Child, Council, Held
from demo.council.days import back, working
from demo.council.people import HOLD_BY_SOCIAL_WORKERS, Worker

MEAN_DAYS = {"ASSESSMENT": 22, "CIN": 170, "CIN_CWD": 650, "CP": 240, "CLA": 1150, "CL": 600, "EH": 130}
LONGEST = {"ASSESSMENT": 58, "CIN": 700, "CIN_CWD": 2500, "CP": 730, "CLA": 4500, "CL": 1500, "EH": 400}
CHANGED_IN = ((5, 0.05), (4, 0.06), (3, 0.06), (2, 0.04), (1, 0.02))
"""Of children in care for over a year: the share whose worker changed so many months before the beginning."""
RECENTLY = 0.5
"""The share of the others held by social workers whose worker changed in the last six months."""


def begin(council: Council, month: Asked) -> None:
    """All children who are there on the first day, each with a status since some day in the past."""
    for main in ("CIN", "CIN_CWD", "CP", "CLA", "CL"):
        for _ in range(month[main.lower()]):
            _child(council, main, month.last)
    placed = sum(child.is_open for child in council.children)
    for _ in range(month["open"] - placed):
        _child(council, "ASSESSMENT", month.last)
    for _ in range(month["cff"] + 38):
        _child(council, "EH", month.last)
    for _ in range(month["closing"]):
        child = _child(council, "CIN", month.last - 30)
        child.becomes(CLOSING, council.random.choice(working(month.before + 1, month.last)))


def _child(council: Council, main: str, last: int) -> None:
    random = council.random
    child = council.child()
    child.disabled |= main == "CIN_CWD"
    # Most have come lately and a few long ago; plain products come out the same on every machine.
    days = min(int(4 * MEAN_DAYS[main] * random.random() * random.random()) + 1, LONGEST[main])
    since = last - days
    if main in ("CIN", "CP", "CIN_CWD", "CLA"):
        child.becomes("ASSESSMENT", since - random.randrange(15, 60))
    child.becomes(main, since)
    return child


def remember(council: Council, workers: dict[str, Worker], last: int) -> None:
    """Since when each child has had its worker, and whom it had before."""
    for child in council.children:
        if child.holder:
            _remember(council, child, workers, last)


def _remember(council: Council, child: Child, workers: dict[str, Worker], last: int) -> None:
    worker = workers[child.holder]
    first = child.statuses[0].starts
    starts = max(_changed(council, child, worker, last), worker.joined, first)
    child.held[-1].starts = min(starts, last)
    before = child.held[-1].starts
    if before <= first + 3:
        return
    able = [
        other
        for other in workers.values()
        if other.pool == _before(child, worker) and other is not worker
        if other.joined < before - 20 and other.left >= before
    ]
    if able:
        other = council.random.choice(able)
        child.held.insert(0, Held(other.staff_id, max(first, other.joined), before))


def _before(child: Child, worker: Worker) -> str:
    """Where a child was held before: after an assessment in BIT, else where it is now."""
    assessed = child.main in ("CIN", "CP") and worker.pool in ("SWF", "FP")
    return "BIT" if assessed else worker.pool


def _changed(council: Council, child: Child, worker: Worker, last: int) -> int:
    """The day on which the child came to its worker."""
    random = council.random
    if child.main in ("ASSESSMENT", "EH", CLOSING):
        return child.statuses[0].starts + random.randrange(4)
    if child.main == "CLA" and child.looked_after_since < back(last, 11):
        chance = random.random()
        for months, share in CHANGED_IN:
            if chance < share:
                return random.choice(working(back(last, months), back(last, months - 1) - 1))
            chance -= share
    elif worker.pool in HOLD_BY_SOCIAL_WORKERS and random.random() < RECENTLY:
        return random.choice(working(back(last, 6), last - 5))
    since = child.since
    return random.randrange(since, max(since, back(last, 7)) + 1)
