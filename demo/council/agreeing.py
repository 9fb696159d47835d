"""What statuses say besides: visits agreed for the child, rows that touch, disabled children in care."""

from random import Random

from demo.council.children import Child, Council, Status
from demo.council.days import LAST

SETTLED_AFTER = 365
AGREED = {
    "CLA": (("3 months", 0.26), ("6 months", 0.05), ("6 weeks", 0.25)),
    "CIN_CWD": (("3 months", 0.30), ("6 months", 0.04), ("6 weeks", 0.25)),
}


def agree(council: Council, seed: int) -> None:
    """Agree visits for some of those in care or disabled: rarer ones once they have been there for a year."""
    random = Random(seed)  # noqa: S311
    for child in council.children:
        for status in list(child.statuses):
            if status.status in AGREED:
                _agree(child, status, random)
            elif status.status in ("CL", "EH") and random.random() < 0.04:
                _split(child, status, random, status.agreed)
        child.statuses.sort(key=lambda status: (status.starts, status.status))


def _agree(child: Child, status: Status, random: Random) -> None:
    chance = random.random()
    for words, share in AGREED[status.status]:
        if chance < share:
            if words == "6 weeks":
                status.agreed = words
            else:
                _split(child, status, random, words)
            return
        chance -= share


def _split(child: Child, status: Status, random: Random, agreed: str) -> None:
    """Another row of the status from a day on, touching the first, if it goes on for long enough."""
    day = status.starts + SETTLED_AFTER + random.randrange(120)
    if day < min(status.ends or LAST, LAST) - 30:
        child.statuses.append(Status(status.status, day, status.ends, agreed))
        status.ends = day
