"""Which figures an audit's change makes stale: its month's, if it is one of the month's own cycle."""

from audits.models import Cycle
from core.history import Actor, action
from figures.actions import mark_stale


@action
def mark_cycle(*, by: Actor, cycle: Cycle, cause: str) -> None:
    """The month's figures are to be computed again. Samples outside of the month count in no figure."""
    if cycle.is_monthly:
        mark_stale(by=by, months=[cycle.month], cause=cause)
