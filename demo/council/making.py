"""Makes the council: its children month by month, then their visits and supervisions, then the rows."""

from random import Random

from demo.council import agreeing, beginning, contact
from demo.council.asked import Asked, asked
from demo.council.audited import match
from demo.council.children import Child, Council
from demo.council.churn import Churn
from demo.council.contact import Contact
from demo.council.holding import Holding
from demo.council.loads import Loads
from demo.council.moves import Month
from demo.council.people import Worker, holders
from demo.council.rows import Rows, rows_of
from demo.council.steering import SUPERVISIONS, VISITS, Steering

SEED = 20241031


def make() -> Rows:
    """The rows of the four files: the same on every machine, until one of the demo's own files changes."""
    months, workers = asked(), holders()
    council = _lives(months, workers)
    agreeing.agree(council, SEED + 1)
    audits = match(council, workers, SEED + 2)
    random = Random(SEED + 3)  # noqa: S311
    seen = {child.number: contact.visits(child, random) for child in council.children}
    discussed = {child.number: contact.supervisions(child, random) for child in council.children}
    for number, audit in audits.items():
        contact.as_audited(council.children[number], audit, seen[number], discussed[number], random)
    _steer(months, council.children, seen, discussed)
    return rows_of(council, workers, seen, discussed, SEED + 6)


def _lives(months: list[Asked], workers: dict[str, Worker]) -> Council:
    council = Council(SEED)
    holding = Holding(council, workers, Loads(workers, SEED))
    churn = Churn(council, workers)
    beginning.begin(council, months[0])
    holding.settle(months[0])
    beginning.remember(council, workers, months[0].last)
    for month in months[1:]:
        Month(council, month).run()
        holding.settle(month)
        churn.settle(month)
    return council


def _steer(
    months: list[Asked], children: list[Child], seen: dict[int, Contact], discussed: dict[int, Contact]
) -> None:
    visits, supervisions = Steering(seen, VISITS, SEED + 4), Steering(discussed, SUPERVISIONS, SEED + 5)
    for month in months[1:]:
        there = [child for child in children if child.is_here(month.last)]
        visits.settle(month, there)
        supervisions.settle(month, there)
