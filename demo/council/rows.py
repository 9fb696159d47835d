"""The council as rows of the import formats (FORMATS, In), and as CSV."""

import csv
import io
from dataclasses import dataclass
from random import Random

from demo.council.children import Child, Council, Held
from demo.council.contact import Contact
from demo.council.days import LAST, iso
from demo.council.people import FILES, Worker, rows

Row = tuple[str, ...]
SECOND_WORKER = 0.05
"""The share of children with a plan or in care who have a second worker for a while."""
SEEN_ALONE = 0.7
TRIED_IN_VAIN = 0.02
"""Attempts besides, as a share of visits."""


@dataclass(frozen=True)
class Rows:
    """The rows of the four files, each in a fixed order."""

    statuses: list[Row]
    allocations: list[Row]
    visits: list[Row]
    supervisions: list[Row]


HEADINGS = {
    "statuses": ("case_ref", "status", "from", "to", "agreed_visit"),
    "allocations": ("case_ref", "staff_id", "kind", "from", "to"),
    "visits": ("case_ref", "visited_on", "seen", "seen_alone"),
    "supervisions": ("case_ref", "held_on"),
}


def as_csv(made: Rows, name: str) -> str:
    """One of the four files."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEADINGS[name])
    writer.writerows(getattr(made, name))
    return written.getvalue()


def rows_of(
    council: Council,
    workers: dict[str, Worker],
    seen: dict[int, Contact],
    discussed: dict[int, Contact],
    seed: int,
) -> Rows:
    """All rows, child by child."""
    random = Random(seed)  # noqa: S311
    _name(council, random)
    made = Rows([], [], [], [])
    for child in sorted(council.children, key=lambda child: child.ref):
        if child.statuses:
            made.statuses.extend(_statuses(child))
            made.allocations.extend(_allocations(child, workers, random))
            made.visits.extend(_visits(child, seen[child.number], random))
            made.supervisions.extend((child.ref, iso(day)) for day in discussed[child.number].days)
    return made


def _name(council: Council, random: Random) -> None:
    """A case reference for each child who has none from an audit."""
    taken = {row["case_ref"] for file in FILES.glob("*.csv") for row in rows(file.name) if "case_ref" in row}
    for child in council.children:
        while not child.ref:
            ref = f"CD{random.randrange(200000, 700000)}"
            if ref not in taken:
                taken.add(ref)
                child.ref = ref


def _until(day: int | None) -> str:
    return iso(day) if day is not None else ""


def _statuses(child: Child) -> list[Row]:
    found = [
        (child.ref, status.status, iso(status.starts), _until(status.ends), status.agreed)
        for status in child.statuses
        if status.ends is None or status.ends > status.starts
    ]
    return found + [
        (ref, "CIN_CWD", begins, ends, agreed)
        for ref, status, begins, ends, agreed in found
        if status == "CLA" and child.disabled and child.taste < 0.4
    ]


def _allocations(child: Child, workers: dict[str, Worker], random: Random) -> list[Row]:
    found = [(child.ref, held.worker, "primary", iso(held.starts), _until(held.ends)) for held in child.held]
    for held in child.held:
        planned = any(s.status in ("CP", "CLA") and s.holds(held.starts) for s in child.statuses)
        if planned and random.random() < SECOND_WORKER:
            found += _second(child.ref, held, workers, random)
    return found


def _second(ref: str, held: Held, workers: dict[str, Worker], random: Random) -> list[Row]:
    """A personal adviser or practitioner who works with the child beside the primary worker."""
    able = [
        worker
        for worker in workers.values()
        if worker.pool in ("PA", "FP", "CWD_FP", "YPS_FP") and worker.staff_id != held.worker
        if worker.joined <= held.starts < worker.left
    ]
    if not able:
        return []
    worker = random.choice(able)
    ends = min(held.ends or LAST + 1, worker.left, held.starts + random.randrange(60, 400))
    return [(ref, worker.staff_id, "secondary", iso(held.starts), _until(ends if ends <= LAST else None))]


def _visits(child: Child, contact: Contact, random: Random) -> list[Row]:
    days = dict.fromkeys(contact.days, True)
    for day in contact.days:
        if random.random() < TRIED_IN_VAIN:
            contact.tried.append(day - 1 - random.randrange(3))
    for day in contact.tried:
        days.setdefault(day, False)
    found = []
    for day in sorted(days):
        alone = ("yes" if random.random() < SEEN_ALONE else "no") if days[day] else ""
        found.append((child.ref, iso(day), "yes" if days[day] else "no", alone))
    return found
