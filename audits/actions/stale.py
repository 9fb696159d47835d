"""Which figures an audit's change makes stale: its month's, if it is one of the month's own cycle.

An action counts in every month from the one in which it was agreed on.
"""

from collections.abc import Iterable

from audits.models import AgreedAction, Cycle
from core import clock, months
from core.history import Actor, action
from figures.actions import mark_stale


@action
def mark_cycle(*, by: Actor, cycle: Cycle, cause: str) -> None:
    """The month's figures are to be computed again. Samples outside of the month count in no figure."""
    if cycle.is_monthly:
        mark_stale(by=by, months=[cycle.month], cause=cause)


@action
def mark_actions(*, by: Actor, actions: Iterable[AgreedAction], cause: str) -> None:
    """The figures of actions are to be computed again, from the month of the first one to today's."""
    agreed = [each.agreed_on for each in actions if each.audit.cycle.is_monthly]
    if agreed:
        mark_stale(by=by, months=months.span(min(agreed), clock.today()), cause=cause)
