"""An object's history, as lines that read as sentences."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from core import clock
from core.history.chain import canonical
from core.history.wording import day, label, moment, words
from core.models.history import Entry

NOTHING = words(None)


@dataclass(frozen=True)
class Change:
    """A field that changed: its name, what it was and what it became, as words."""

    label: str
    old: str
    new: str

    @property
    def sentence(self) -> str:
        if self.old == NOTHING:
            return _ended(f"{self.label} was set to {self.new}")
        return _ended(f"{self.label} went from {self.old} to {self.new}")


@dataclass(frozen=True)
class Line:
    """One row of an object's history."""

    number: int
    at: dt.datetime
    who: str
    did: str
    """What was done, as a sentence without its changes: 'Ann Archer moderated the audit.'"""
    changes: list[Change] = field(default_factory=list)
    reason: str = ""
    erased: bool = False
    erased_on: dt.date | None = None
    erased_reason: str = ""

    @property
    def when(self) -> str:
        return moment(self.at)

    @property
    def sentence(self) -> str:
        """All of it: 'Ann Archer moderated the audit. Grade went from Good to Outstanding. Reason: …'"""
        reason = [_ended(f"Reason: {self.reason}")] if self.reason else []
        gone = [self.erasure] if self.erased else []
        return " ".join([self.did, *(change.sentence for change in self.changes), *reason, *gone])

    @property
    def erasure(self) -> str:
        """'The text was erased on 3 May 2024. Reason: …', for a line whose text is gone."""
        when = f" on {day(self.erased_on)}" if self.erased_on else ""
        why = _ended(f" Reason: {self.erased_reason}") if self.erased_reason else ""
        return f"The text was erased{when}.{why}"


def of(subject: models.Model) -> list[Line]:
    """The history of an object, newest first. One query."""
    return [_line(entry) for entry in Entry.objects.of(subject)]


def listed(subject: models.Model, name: str) -> list[str]:
    """All that the object's newest entry lists under a name, where a page's line says only the first of it.

    Empty where it lists nothing there, or its text was erased.
    """
    newest = Entry.objects.of(subject).first()
    content = newest.text.content if newest else ""
    found: list[str] = json.loads(content)["after"].get(name, []) if content else []
    return found


def of_kind(model: type[models.Model], among: Iterable[models.Model] = (), called: str = "") -> list[Line]:
    """The history of the objects of a kind, of those that are gone too, newest first. One query.

    Of those among the given and, gone or not, those that were `called` so; of all of the kind if neither
    is said.
    """
    rows = Entry.objects.of_kind(model)
    ids = [str(one.pk) for one in among]
    if ids or called:
        said = canonical({"subject_label": called}).lstrip("{")  # a text ends so: see chain.pending
        rows = rows.filter(Q(subject_id__in=ids) | Q(text__content__endswith=said))
    return [_line(entry) for entry in rows]


def entry(number: int) -> Line | None:
    """One row of history by its number; None if there is none."""
    found = Entry.objects.select_related("text").filter(pk=number).first()
    return _line(found) if found else None


def _line(entry: Any) -> Line:
    who = entry.by_name
    did = f"{who[:1].upper()}{who[1:]} {entry.verb} the {_noun(entry.subject_type)}."
    at = entry.at.astimezone(clock.LONDON)
    text = getattr(entry, "text", None)  # A row whose text is missing is shown; verify names it.
    if text is None or text.erased_at is not None:
        erased_on = text.erased_at.astimezone(clock.LONDON).date() if text else None
        reason = text.erased_reason if text else ""
        return Line(entry.number, at, who, did, erased=True, erased_on=erased_on, erased_reason=reason)
    said = json.loads(text.content)
    return Line(entry.number, at, who, did, _changes(said["before"], said["after"]), said["reason"])


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """What differs; a field that was nothing and is left empty is no change."""
    keys = [*before, *(key for key in after if key not in before)]
    found = [
        Change(label(key), words(before.get(key), key), words(after.get(key), key))
        for key in keys
        if before.get(key) != after.get(key)
    ]
    return [change for change in found if change.old != change.new]


def _noun(subject_type: str) -> str:
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except LookupError:
        return "record"  # Of a kind that the product no longer has.


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."
