"""Dated records of service areas, teams and staff: begin one from a day, stop on a day, find today's.

What was recorded stays: a change closes the record that holds its day and begins another. Only a change
on the very day a record began puts that record right instead, since it never held otherwise.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from core import clock
from core.errors import Conflict, Refused
from core.periods import ALWAYS, Period
from organisation import rules

Owner = TypeVar("Owner", bound=models.Model)
NOT_STAMPED = {"password", "last_login"}
"""What a user changes by signing in."""


@dataclass(frozen=True)
class Begun:
    """A record that holds from a day on, what was recorded of that day before, whether it was replaced."""

    record: Any
    before: dict[str, Any] | None
    corrected: bool


def spans(records: Iterable[Period]) -> list[rules.Span]:
    """The periods of the records, for the rules."""
    return [rules.Span(record.starts_on, record.ends_on) for record in records]


def locked(owner: Owner) -> Owner:
    """The owner as it is now, its row locked: whoever changes its records waits for us."""
    manager: Any = type(owner)._default_manager
    return manager.select_for_update().get(pk=owner.pk)


def begin(owner: Any, on: dt.date, values: dict[str, Any], seen: str | None = None) -> Begun | None:
    """From the day on the owner's record says the values; None when it says so already.

    The owner is locked. `seen` is its stamp as the person read it: Conflict when it is another by now.
    """
    records = list(owner.records.order_by("starts_on"))
    place = rules.held_at(spans(records), on)
    held = None if place is None else records[place]
    before = None if held is None else {name: getattr(held, name) for name in values}
    if before == values:
        return None
    check_seen(owner, seen)
    if held is not None and held.starts_on == on:
        return Begun(save(held, values), before, True)
    ends_on = rules.until(spans(records), on)
    if held is not None:
        save(held, {"ends_on": on})
    model = owner.records.model
    new = model(**{owner.records.field.name: owner}, starts_on=on, ends_on=ends_on)
    return Begun(save(new, values), before, False)


def stop(owner: Any, on: dt.date, seen: str | None = None) -> Any:
    """The owner's records end on the day: the one that was cut, or None when they ended that day already.

    What was planned for later goes. Refused when a later record has begun, which is to be put right first,
    and when they ended earlier.
    """
    records = list(owner.records.order_by("starts_on"))
    later = [record for record in records if record.starts_on >= on]
    begun = [record for record in later if record.starts_on <= clock.today()]
    if begun or len(later) == len(records):
        raise Refused(f"{owner} has a record that begins on {words(later[0].starts_on)}: choose a later day.")
    last = records[-len(later) - 1]
    if last.ends_on == on and not later:
        return None
    check_seen(owner, seen)
    for record in later:
        record.delete()
    if last.ends_on is not None and last.ends_on < on:
        raise Refused(f"{owner} ended on {words(last.ends_on)}.")
    return save(last, {"ends_on": on})


def save(record: Any, values: dict[str, Any]) -> Any:
    """Set the values, check them, write them; what a constraint or field objects to comes as Refused."""
    for name, value in values.items():
        setattr(record, name, value)
    try:
        record.full_clean()
        with transaction.atomic():
            record.save()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise Refused("Somebody else has just saved something that this clashes with. Try again.") from error
    return record


def todays(owner: Any) -> Any:
    """The record that says what the owner is called today, was last or will be first; None without any."""
    records = sorted(owner.records.all(), key=lambda record: record.starts_on)
    place = rules.shown_at(spans(records), clock.today())
    return None if place is None else records[place]


def last_before(owner: Any, day: dt.date) -> Any:
    """The record that held the day before, or today's if none did."""
    before = owner.records.filter(starts_on__lt=day).order_by("-starts_on").first()
    return before or todays(owner)


def show_today(owner: Any) -> bool:
    """Name the owner as today's record does; whether that changed it."""
    record = todays(owner)
    names = {name: getattr(record, name) for name in ("name", "long_name") if hasattr(owner, name)}
    if record is None or all(getattr(owner, name) == value for name, value in names.items()):
        return False
    save(owner, names)
    return True


def name_is_free(model: Any, name: str, but: Any = None) -> None:
    """Refused when another service area (team) is called so, or is to be."""
    called = Q(name__iexact=name)
    to_be = Q(records__name__iexact=name) & unfinished(clock.today(), "records__")
    others = model.objects.exclude(pk=but.pk) if but else model.objects.all()
    if others.filter(called | to_be).exists():
        raise Refused(f"There is a {model._meta.verbose_name} called {name} already.")


def unfinished(day: dt.date, prefix: str = "") -> Q:
    """The condition that a period holds the day or a later one."""
    return Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": day})


def stamp(owner: Any) -> str:
    """What a page carries to say which state of the owner, its dated records included, it was made from."""
    held = owner.role_holdings if hasattr(owner, "role_holdings") else owner.records
    own = [
        (field.attname, getattr(owner, field.attname))
        for field in owner._meta.concrete_fields
        if field.name not in NOT_STAMPED
    ]
    rows = list(held.order_by("pk").values_list())
    return hashlib.sha256(repr([own, rows]).encode()).hexdigest()[:16]


def check_seen(owner: Any, seen: str | None) -> None:
    """Conflict when the owner has changed since the page was made; None asks for no check."""
    if seen is not None and seen != stamp(owner):
        raise Conflict(owner)


def words(day: dt.date) -> str:
    """1 April 2023; 'the beginning' for what began before anybody wrote it down."""
    return "the beginning" if day == ALWAYS else f"{day:%-d %B %Y}"
