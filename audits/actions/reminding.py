"""Reminders: each once for a person, a kind and a due date, and at most one e-mail a person and day."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audits.models import Cycle, ReminderText
from audits.rules import reminding as rules
from audits.running import reminding
from audits.running.reminding import KEY, Morning
from core import clock, mail
from core.errors import Conflict, Refused
from core.history import Actor, action, record
from organisation.models import User

REMINDED = "reminded the auditors of"
BY_HAND = "now"
ROOM = 150
"""So many characters of a key may say what the reminder covers."""


@dataclass
class Reminded:
    """Who was written to, who was written to before, and who can't be written to; by name."""

    posted: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    nobody: list[str] = field(default_factory=list)


@action
def remind(*, by: Actor) -> Reminded:
    """Post the reminders of today, one e-mail a person: the most urgent kind, and what else is due.

    Whoever has had one of a kind for a due date gets none of it again, and whoever has had any today, by hand
    too, gets what is left another morning. The open cycles are locked, so that of two at once the second
    finds what the first posted.
    """
    list(Cycle.objects.select_for_update().open().order_by("pk"))
    today, texts, done = clock.today(), reminding.texts(), Reminded()
    told: Counter[tuple[Cycle, str, dt.date]] = Counter()
    mornings = _mornings(texts, today)
    keys = _keys({each.user.pk for each in mornings if each.user})
    for each in mornings:
        if each.user is None:
            done.nobody.append(each.staff.name)
            continue
        had = keys.get(each.user.pk, [])
        parts = rules.fitting(each.parts_without(rules.covered(had)), ROOM)
        if not parts or _had_one(had, today):
            done.before.append(each.staff.name)
            continue
        _post(by, today, rules.covering(parts), each.user, *each.written(texts, parts))
        done.posted.append(each.staff.name)
        told.update((cycle, *part) for part in parts for cycle in each.parts[part].cycles)
    for (cycle, kind, due), count in told.items():
        said = {"reminder": str(ReminderText.Kind(kind).label), "due_on": due, "people_written_to": count}
        record(REMINDED, cycle, by=by, after=said)
    return done


@action
def remind_now(*, by: Actor, staff: Iterable[int]) -> Reminded:
    """Write to these auditors now, one e-mail about all that they have to do.

    Whoever has had any reminder today gets none: one a person and day is enough.
    """
    list(Cycle.objects.select_for_update().open().order_by("pk"))
    today, texts, done = clock.today(), reminding.texts(), Reminded()
    told: Counter[Cycle] = Counter()
    owing = reminding.by_person(reminding.owed(staff))
    keys = _keys({each.user.pk for each in owing if each.user})
    for each in owing:
        if each.user is None:
            done.nobody.append(each.staff.name)
        elif _had_one(keys.get(each.user.pk, []), today):
            done.before.append(each.staff.name)
        else:
            text = texts[rules.kind_for(each.due[0], today)]
            _post(by, today, BY_HAND, each.user, *reminding.written(text, reminding.values(each)))
            done.posted.append(each.staff.name)
            told.update(each.cycles)
    for cycle, count in told.items():
        record(REMINDED, cycle, by=by, after={"reminder": "Sent by hand", "people_written_to": count})
    return done


def _mornings(texts: Mapping[str, ReminderText], today: dt.date) -> list[Morning]:
    """Of everybody for whom it is time for a reminder, what these are about."""
    found: dict[int, Morning] = {}
    for owing in reminding.by_day(reminding.owed()):
        for kind, text in texts.items():
            if text.active and rules.is_time(kind, text.days, owing.due[0], today):
                morning = found.setdefault(owing.staff.pk, Morning(owing.staff, {}))
                morning.parts[kind, owing.due[0]] = owing
    return list(found.values())


@action
def set_reminder_text(
    *, by: Actor, kind: str, subject: str, body: str, days: int, active: bool, seen: int
) -> ReminderText:
    """Change a reminder. `seen` is the version that was read (0: as it comes): Conflict when it is another
    by now. The same again changes nothing."""
    problems = [rules.text_problem(subject), rules.text_problem(body), rules.days_problem(kind, days)]
    for problem in filter(None, problems):
        raise Refused(problem)
    days = 0 if kind == rules.ON else days
    known = ReminderText.objects.select_for_update().filter(kind=kind).first()
    now = known or reminding.as_it_comes(kind)
    said = (subject.strip(), body.strip(), days, active)
    if (now.subject, now.body, now.days, now.active) == said:
        return now
    if known is None:
        now, is_new = ReminderText.objects.get_or_create(kind=kind, defaults=_values(now))
        if not is_new:
            raise Conflict(now)
    if now.version != seen:
        raise Conflict(now)
    before = described(now)
    now.subject, now.body, now.days, now.active = said
    now.version += 1
    now.save()
    record("changed", now, by=by, before=before, after=described(now))
    return now


def described(text: ReminderText) -> dict[str, str | int | bool]:
    """A reminder as its history words it."""
    return {"subject": text.subject, "text": text.body, "days": text.days, "is_sent": text.active}


def _values(text: ReminderText) -> dict[str, str | int | bool]:
    return {name: getattr(text, name) for name in ("subject", "body", "days", "active", "version")}


def _post(by: Actor, today: dt.date, what: str, user: User, subject: str, body: str) -> None:
    mail.post(by=by, key=f"{KEY}{today}:{what}:{user.pk}", to=user, subject=subject, body=body)


def _keys(users: set[int]) -> dict[int, list[str]]:
    """The keys of the reminders that each of them was ever posted. One query."""
    found: dict[int, list[str]] = {}
    posted = mail.Message.objects.filter(to__in=users, key__startswith=KEY).order_by()
    for user, key in posted.values_list("to", "key"):
        found.setdefault(user, []).append(key)
    return found


def _had_one(keys: Iterable[str], today: dt.date) -> bool:
    """Whether one of these was of today: the job's, or one by hand."""
    return any(key.startswith(f"{KEY}{today}:") for key in keys)
