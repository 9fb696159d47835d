"""Which of the demo's audits are moderated: by rules that its unit set, dated."""

import datetime as dt

from audits import actions
from audits.models import SecondLookRule
from core.history import Service
from demo.days import on

FIRST, ALL = dt.date(2022, 10, 1), dt.date(2024, 11, 1)
Kind = SecondLookRule.Kind
BEGINNING = "Invented: the rules with which the programme began."
EVERY_ONE = "Invented: all of November is moderated, to see how far we agree."


def load(by: Service) -> None:
    """By the actions, on their days. What is imported into closed cycles is history: none is picked."""
    with on(FIRST):
        for kind in (Kind.INADEQUATE, Kind.OUTSTANDING, Kind.NEW_AUDITOR):
            actions.begin_rule(by=by, kind=kind, starts_on=FIRST, reason=BEGINNING)
        share = actions.begin_rule(by=by, kind=Kind.SHARE, share=80, starts_on=FIRST, reason=BEGINNING)
    with on(ALL):
        actions.end_rule(by=by, rule=share, on=ALL, reason=EVERY_ONE)
        actions.begin_rule(by=by, kind=Kind.SHARE, share=100, starts_on=ALL, reason=EVERY_ONE)
