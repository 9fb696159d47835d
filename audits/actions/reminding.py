"""Reminders: each once for a person, a kind and a due date; by hand at most one a person and day."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from audits.models import Cycle, ReminderText
from audits.rules import reminding as rules
from audits.running import reminding
from audits.running.reminding import KEY, Owing
from core import clock, mail
from core.errors import Conflict, Refused
from core.history import Actor, action, record
from organisation.models import User

REMINDED = "reminded the auditors of"
BY_HAND = "now"


@dataclass
class Reminded:
    """Who was written to, who was written to before, and who can't be written to; by name."""

    posted: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    nobody: list[str] = field(default_factory=list)


@action
def remind(*, by: Actor) -> Reminded:
    """Post the reminders of today. Whoever has had one of this kind for this due date gets none.

    The open cycles are locked, so that of two at once the second finds what the first posted.
    """
    list(Cycle.objects.select_for_update().open().order_by("pk"))
    today, texts, done = clock.today(), reminding.texts(), Reminded()
    told: Counter[tuple[Cycle, str, dt.date]] = Counter()
    for owing in reminding.by_day(reminding.owed()):
        due = owing.due[0]
        for kind, text in texts.items():
            if not text.active or not rules.is_time(kind, text.days, due, today):
                continue
            user = owing.user
            if user is None:
                done.nobody.append(owing.staff.name)
            elif _post(by, f"{KEY}{kind}:{due}:{user.pk}", user, text, owing):
                done.posted.append(owing.staff.name)
                told.update((cycle, kind, due) for cycle in owing.cycles)
            else:
                done.before.append(owing.staff.name)
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
    had = _had_one_today({each.user.pk for each in owing if each.user})
    for each in owing:
        text = texts[rules.kind_for(each.due[0], today)]
        if each.user is None:
            done.nobody.append(each.staff.name)
        elif each.user.pk in had or not _post(
            by, f"{KEY}{BY_HAND}:{today}:{each.user.pk}", each.user, text, each
        ):
            done.before.append(each.staff.name)
        else:
            done.posted.append(each.staff.name)
            told.update(each.cycles)
    for cycle, count in told.items():
        record(REMINDED, cycle, by=by, after={"reminder": "Sent by hand", "people_written_to": count})
    return done


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


def _post(by: Actor, key: str, user: User, text: ReminderText, owing: Owing) -> bool:
    """Post it; whether it is new."""
    if mail.Message.objects.filter(key=key).exists():
        return False
    subject, body = reminding.written(text, reminding.values(owing))
    mail.post(by=by, key=key, to=user, subject=subject, body=body)
    return True


def _had_one_today(users: set[int]) -> set[int]:
    """Who was posted a reminder of any kind since midnight in London. Real time, as the outbox has it."""
    london = clock.now().astimezone(clock.LONDON)
    midnight = london.replace(hour=0, minute=0, second=0, microsecond=0)
    posted = mail.Message.objects.filter(to__in=users, key__startswith=KEY, posted_at__gte=midnight)
    return set(posted.values_list("to", flat=True))
