"""The council's children while it is made: where each stands, and the records that this has left so far."""

from dataclasses import dataclass, field
from random import Random

OPEN = frozenset({"ASSESSMENT", "CIN", "CIN_CWD", "CP", "CLA", "CL"})
CLOSING, GONE = "CLOSING", "GONE"
"""Closed but still held by a worker for a while; and neither."""
LONGER_WITH_OLD_PLAN = 40
"""A child protection plan may go on for so many days after a child came into care."""


@dataclass(eq=False)
class Child:
    """One child. `main` is the status that says where it is held, since `since`; `open_since` the unbroken
    run of statuses other than early help; `taste` a number that never changes and decides between pools."""

    number: int
    taste: float
    disabled: bool
    main: str = GONE
    since: int = 0
    open_since: int = 0
    looked_after_since: int = 0
    plan_ends: int = 0
    statuses: list["Status"] = field(default_factory=list)
    held: list["Held"] = field(default_factory=list)
    moved_on: int = 0
    ref: str = ""

    @property
    def holder(self) -> str:
        """Who holds it at present; blank for nobody."""
        return self.held[-1].worker if self.held and self.held[-1].ends is None else ""

    @property
    def is_open(self) -> bool:
        """With any status but early help."""
        return self.main in OPEN

    def is_here(self, day: int) -> bool:
        """Whether some status holds the day."""
        return (
            bool(self.statuses)
            and self.statuses[0].starts <= day
            and any(s.holds(day) for s in self.statuses)
        )

    def becomes(self, status: str, day: int) -> None:
        """From the day on it stands there; what it was ends on the same day."""
        if self.main in OPEN or self.main == "EH":
            self.statuses[-1].ends = day
        if self.plan_ends > day:
            self.statuses[-2].ends = self.plan_ends = day
        if status in OPEN and self.main not in OPEN:
            self.open_since = day
        if status == "CLA" and self.main != "CLA":
            self.looked_after_since = day
        self.main, self.since, self.moved_on = status, day, day
        if status in OPEN or status == "EH":
            self.statuses.append(Status(status, day))

    def goes_to(self, worker: str, day: int) -> None:
        """The worker holds it from the day on; whoever held it, until then."""
        self.let_go(day)
        self.held.append(Held(worker, day))

    def let_go(self, day: int) -> None:
        """Nobody holds it from the day on."""
        if self.held and self.held[-1].ends is None:
            self.held[-1].ends = day
            if self.held[-1].starts >= day:
                self.held.pop()

    def held_on(self, day: int) -> str:
        """Who held it on a day; blank for nobody."""
        return next((each.worker for each in self.held if each.holds(day)), "")


@dataclass
class Status:
    """A row of statuses."""

    status: str
    starts: int
    ends: int | None = None
    agreed: str = ""

    def holds(self, day: int) -> bool:
        """from <= day < to"""
        return self.starts <= day and (self.ends is None or day < self.ends)


@dataclass
class Held:
    """A row of allocations."""

    worker: str
    starts: int
    ends: int | None = None

    def holds(self, day: int) -> bool:
        """from <= day < to"""
        return self.starts <= day and (self.ends is None or day < self.ends)


class Council:
    """All children there have been, in the order in which they came."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - a demonstration is no secret
        self.children: list[Child] = []
        self.present: list[Child] = []

    def child(self) -> Child:
        """One more."""
        chance = self.random.random
        made = Child(len(self.children), taste=chance(), disabled=chance() < 0.06)
        self.children.append(made)
        self.present.append(made)
        return made

    def known(self) -> list[Child]:
        """The children who were here once and are not any more."""
        return [child for child in self.children if child.main == GONE]

    def again(self, child: Child) -> None:
        """A child who was here before is here again."""
        self.present.append(child)

    def standing(self, main: str) -> list[Child]:
        """The children who stand there at present."""
        return [child for child in self.present if child.main == main]

    def forget(self) -> None:
        """Those who are gone are present no more."""
        self.present = [child for child in self.present if child.main != GONE]
