"""Actions after audits since August 2023: agreed, followed, done, verified, re-checked, each on its day."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from audits import actions
from audits.models import AgreedAction, Audit, Recheck, SecondLookRule
from core import clock
from demo.accounts import DOMAIN
from demo.days import on
from organisation.models import User

FILE = Path(__file__).parent / "actions-agreed.csv"
SHARE = 25
RULE = "Invented: one action in four is re-checked."
STEPS = ("agreed_on", "update_on", "done_on", "verified_on", "rechecked_on")
Row = dict[str, str]


def load() -> None:
    """By the actions, as the demo's people would: what each day brings, day after day."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    agreed: dict[int, AgreedAction] = {}
    first = min(row["agreed_on"] for row in rows)
    day = dt.date.fromisoformat(first)
    with on(day):
        kind = SecondLookRule.Kind.RECHECK
        actions.begin_rule(by=_user("qa"), kind=kind, share=SHARE, starts_on=day, reason=RULE)
    for day_written, step, number in sorted(_steps(rows)):
        with on(dt.date.fromisoformat(day_written)):
            _do(step, number, rows[number], agreed)


def _steps(rows: list[Row]) -> Iterator[tuple[str, int, int]]:
    """(day, which step, which row) of everything that happens."""
    for number, row in enumerate(rows):
        for step, column in enumerate(STEPS):
            if row[column]:
                yield row[column], step, number


def _do(step: int, number: int, row: Row, agreed: dict[int, AgreedAction]) -> None:
    if step == 0:
        agreed[number] = _agree(row)
        return
    now = AgreedAction.objects.get(pk=agreed[number].pk)
    if step == 1:
        actions.update_action(by=_user(row["by"]), agreed=now, text=row["update"])
    elif step == 2:
        by = _user(row["done_by"])
        actions.mark_done(by=by, agreed=now, text=row["evidence"], seen=now.version)
    elif step == 3:
        by, words = _user(row["verified_by"]), "I read it on the case."
        actions.verify(by=by, agreed=now, text=words, seen=now.version)
    else:
        _recheck(now, by=_user(row["verified_by"]))


def _recheck(agreed: AgreedAction, *, by: User) -> None:
    """Look at the case again, if chance picked the action for it."""
    picked = Recheck.objects.filter(action=agreed, lasted__isnull=True).first()
    if picked:
        words = "I read the case again: it holds."
        actions.record_recheck(by=by, picked=picked, lasted=True, words=words, day=clock.today())


def _agree(row: Row) -> AgreedAction:
    audit = Audit.objects.monthly().get(case_ref=row["case_ref"])
    origin = AgreedAction.Origin.MODERATION if audit.moderated_grade else AgreedAction.Origin.LATER
    return actions.agree(
        by=_user(row["by"]),
        audit=audit,
        what=row["what"],
        for_whom=row["for_whom"],
        owner_kind=row["owner"],
        due_on=dt.date.fromisoformat(row["due_on"]),
        origin=origin,
    )


def _user(address: str) -> User:
    """The account, read anew: what it may do is worked out once a day."""
    return User.objects.get(email=f"{address}@{DOMAIN}")
