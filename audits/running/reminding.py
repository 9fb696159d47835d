"""Who owes audits in open cycles, day by day, and the reminders' texts as they are now."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from audits.models import Audit, Cycle, ReminderText
from audits.rules import reminding
from core import mail, months
from organisation.models import Staff, User

KEY = "audits.reminder:"
"""With which the key of each reminder begins."""


@dataclass(frozen=True)
class Owing:
    """What one auditor has to do by one day (or by several, the first of which comes first)."""

    staff: Staff
    due: tuple[dt.date, ...]
    audits: tuple[Audit, ...]

    @property
    def user(self) -> User | None:
        """Whom to write to: None where nobody may sign in as this auditor."""
        return user_of(self.staff)

    @property
    def cycles(self) -> list[Cycle]:
        """The cycles of the audits, oldest first."""
        return sorted({audit.cycle for audit in self.audits}, key=lambda cycle: (cycle.month, cycle.pk))


@dataclass(frozen=True)
class Morning:
    """What one auditor is to be reminded of on a morning: by kind and due date, the audits of that day."""

    staff: Staff
    parts: dict[reminding.Part, Owing]

    @property
    def user(self) -> User | None:
        """Whom to write to: None where nobody may sign in as this auditor."""
        return user_of(self.staff)

    def parts_without(self, covered: Collection[reminding.Part]) -> list[reminding.Part]:
        """What they have not been reminded of yet, the most urgent first."""
        return reminding.most_urgent_first(part for part in self.parts if part not in covered)

    def written(self, texts: Mapping[str, ReminderText], parts: list[reminding.Part]) -> tuple[str, str]:
        """Subject and body: the text of the first kind about all of that kind, then what else is due."""
        kind = parts[0][0]
        first = [self.parts[part] for part in parts if part[0] == kind]
        others = [self.parts[part] for part in parts if part[0] != kind]
        audits = tuple(audit for owing in first for audit in owing.audits)
        lead = Owing(self.staff, tuple(owing.due[0] for owing in first), audits)
        subject, body = written(texts[kind], values(lead))
        return subject, body + _also(others)


def _also(others: list[Owing]) -> str:
    if not others:
        return ""
    said = [f"{reminding.how_many(len(each.audits))} due on {each.due[0]:%-d %B %Y}" for each in others]
    return f"\n\nYou also have {reminding.in_words(said)}."


def user_of(staff: Staff) -> User | None:
    """The user whom a reminder for this member of staff goes to, if there is one who may sign in."""
    user: User | None = getattr(staff, "user", None)
    return user if user is not None and user.is_active else None


def owed(staff: Iterable[int] | None = None) -> list[Audit]:
    """The audits to do in open cycles, of everybody or of these members of staff. One query."""
    found = Audit.objects.to_do().filter(cycle__state=Cycle.State.OPEN)
    if staff is not None:
        found = found.filter(auditor__in=list(staff))
    return list(found.select_related("cycle", "auditor__user").order_by("auditor__name", "auditor", "pk"))


def by_day(audits: Iterable[Audit]) -> list[Owing]:
    """One each auditor and due date: an audit that was given more time counts on its own day."""
    groups: dict[tuple[int, dt.date], list[Audit]] = {}
    for audit in audits:
        groups.setdefault((audit.auditor_id, audit.is_due_on), []).append(audit)
    return [Owing(found[0].auditor, (due,), tuple(found)) for (_, due), found in groups.items()]


def by_person(audits: Iterable[Audit]) -> list[Owing]:
    """One each auditor, with every day on which something is due."""
    groups: dict[int, list[Audit]] = {}
    for audit in audits:
        groups.setdefault(audit.auditor_id, []).append(audit)
    return [
        Owing(found[0].auditor, tuple(sorted({audit.is_due_on for audit in found})), tuple(found))
        for found in groups.values()
    ]


def texts() -> dict[str, ReminderText]:
    """The reminders by kind, in order: as the unit wrote them, else as they come (version 0)."""
    saved = {text.kind: text for text in ReminderText.objects.all()}
    return {kind: saved.get(kind) or as_it_comes(kind) for kind in reminding.DEFAULTS}


def as_it_comes(kind: str) -> ReminderText:
    """A reminder that nobody has changed; not saved."""
    text = reminding.DEFAULTS[kind]
    return ReminderText(kind=kind, days=text.days, subject=text.subject, body=text.body, version=0)


def values(owing: Owing) -> dict[str, str]:
    """What stands for the placeholders: counts, days and cycles; never a case."""
    return {
        "name": owing.staff.name,
        "count": reminding.how_many(len(owing.audits)),
        "due": reminding.in_words([f"{day:%-d %B %Y}" for day in owing.due]),
        "cycle": reminding.in_words(list(dict.fromkeys(called(cycle) for cycle in owing.cycles))),
        "link": mail.link(reverse("home")),
    }


def called(cycle: Cycle) -> str:
    """The cycle in an e-mail; of a sample what it is, since its title is anybody's words."""
    month = months.label(cycle.month)
    return month if cycle.is_monthly else f"{cycle.get_kind_display().lower()} of {month}"


def example(today: dt.date) -> dict[str, str]:
    """What a preview puts in place of the placeholders."""
    return {
        "name": "Sam Samplewell",
        "count": reminding.how_many(3),
        "due": f"{today:%-d %B %Y}",
        "cycle": months.label(today),
        "link": mail.link(reverse("home")),
    }


def written(text: Any, said: dict[str, str]) -> tuple[str, str]:
    """Subject and body with the placeholders filled in."""
    return reminding.filled(text.subject, said), reminding.filled(text.body, said)
