"""Accepting the warnings of a file of figures. What is typed is kept, accepted or not, until it is taken."""

from collections.abc import Mapping
from typing import Any

from core.errors import Conflict, Refused
from core.history import action
from indicators.actions.report_files import opened
from indicators.actions.reported import LONGEST_REASON
from indicators.models import ReportFile
from indicators.models.taking import NOTHING_SAID, Said

MEANWHILE = "You changed some of these in another window meanwhile. What you typed here is not saved yet."
WHY_ALL = "Say why they are accepted."
WHY_EACH = "Say why each warning is accepted."
ABOUT_REASONS = (WHY_ALL, WHY_EACH)
"""What is refused for want of a reason, and not for the file."""


@action
def accept(*, by: Any, file: ReportFile, was: Mapping[str, str], now: Mapping[str, Said]) -> None:
    """Keep what was typed about warnings, by their ids; accept those of which it says so.

    `was` are the stamps of what the person had before them. Conflict, with what is kept, where that is
    something else by now. Nobody can accept without a reason.
    """
    held = opened(by, file)
    kept = held.said
    before = {each: was.get(each, NOTHING_SAID.stamp) for each in now}
    changed = {each: said for each, said in now.items() if said.stamp != before[each]}
    there = {each: kept.get(each, NOTHING_SAID) for each in changed}
    meanwhile = {
        each: said for each, said in there.items() if said.stamp not in (before[each], changed[each].stamp)
    }
    if meanwhile:
        raise Conflict(meanwhile, MEANWHILE)
    for said in changed.values():
        if said.accepted and not said.reason:
            raise Refused(WHY_EACH)
        if len(said.reason) > LONGEST_REASON:
            raise Refused(f"A reason has up to {LONGEST_REASON} characters.")
    _keep(held, changed)


@action
def accept_all(*, by: Any, file: ReportFile, check: str, reason: str) -> int:
    """Accept all warnings of a check, each for its own reason where it has one, else for this; how many."""
    held = opened(by, file)
    waiting = {
        each: said for each in _of(held, check) if not (said := held.said.get(each, NOTHING_SAID)).accepted
    }
    new = {each: Said(said.reason or reason.strip(), accepted=True) for each, said in waiting.items()}
    if not all(said.reason for said in new.values()):
        raise Refused(WHY_ALL)
    _keep(held, new)
    return len(new)


@action
def accept_none(*, by: Any, file: ReportFile, check: str) -> None:
    """Take back that warnings of a check are accepted. Their reasons stay to be seen."""
    held = opened(by, file)
    _keep(held, {each: Said(held.said[each].reason) for each in _of(held, check) if each in held.said})


def _of(file: ReportFile, check: str) -> list[str]:
    """The ids of the warnings of a check, as the newest check found them."""
    return [each["id"] for each in file.found.get("warnings", ()) if each["check"] == check]


def _keep(file: ReportFile, said: Mapping[str, Said]) -> None:
    file.reasons = {**file.reasons, **{each: what.as_dict() for each, what in said.items()}}
    file.save(update_fields=["reasons"])
