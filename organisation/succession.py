"""How the periods of something dated follow one another: one is set from a day, put right, ended.

What held on the day ends there and stays on record; what was planned for later stays and bounds the new
one. On the very day on which one began it is put right instead. Each change has its reason. A model says in
`SAYS` what it says, in `told_of` whose page its history is on, in `WHOLE_MONTHS` how its days read. All of
this runs within a room's action, which knows what else follows from the spans of days that are answered.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from core import clock
from core.errors import Conflict, Refused
from core.history import Actor
from organisation import dated, rules
from organisation.telling import described, ending, in_words, stamp, stamp_of, tell

Days = tuple[dt.date, dt.date | None]


@dataclass(frozen=True)
class Wish:
    """What shall hold: about what, saying what, from a day on, until a day if it has an end; and why.

    `seen` is `telling.stamp_of` what held and was planned about the same as the person read it.
    """

    model: type[Any]
    about: dict[str, Any]
    values: dict[str, Any]
    starts_on: dt.date
    ends_on: dt.date | None
    reason: str
    by: Actor = field(repr=False)
    seen: str | None = None


@dataclass(frozen=True)
class Done:
    """The record that says so now, and the days of which something changed: none where it said so already."""

    record: Any
    spans: list[Days]


def put(wish: Wish) -> Done:
    """The record that says so from the day on. All about the same are locked.

    Refused without a reason, and where another begins before the end that was asked for. Conflict, with all
    of them as they are now, when somebody changed one since they were read.
    """
    rows = _locked_rows(wish)
    place = rules.held_at(dated.spans(rows), wish.starts_on)
    held = None if place is None else rows[place]
    says_so = held is not None and says(held, wish.values)
    if held is not None and says_so and wish.ends_on in (None, held.ends_on):
        return Done(held, [])
    if wish.seen is not None and wish.seen != stamp_of(rows):
        raise Conflict(rows)
    check_reason(wish.reason)
    until = _until(rows, wish)
    spans: list[Days] = [(wish.starts_on, until)]
    if held is None:
        return Done(_new(wish, until), spans)
    spans.append((wish.starts_on, held.ends_on))
    in_place = says_so or held.starts_on == wish.starts_on
    return Done(_corrected(held, wish, until) if in_place else _followed(held, wish, until), spans)


def _locked_rows(wish: Wish) -> list[Any]:
    """All about the same, in order; read again once locked: who was first may have added one."""
    rows = wish.model.objects.filter(**wish.about).order_by("starts_on")
    list(rows.select_for_update())
    return list(rows)


def _until(rows: list[Any], wish: Wish) -> dt.date | None:
    unit = "month" if wish.model.WHOLE_MONTHS else "day"
    if wish.ends_on is not None and wish.ends_on <= wish.starts_on:
        raise Refused(f"The first {unit} without it must be after the {unit} from which it holds.")
    until, in_the_way = rules.bounded(dated.spans(rows), wish.starts_on, wish.ends_on)
    if in_the_way is not None:
        on = f"{'in' if wish.model.WHOLE_MONTHS else 'on'} {in_words(wish.model, in_the_way)}"
        raise Refused(f"Another begins {on}: choose that {unit} as the end, or an earlier one.")
    return until


def _new(wish: Wish, until: dt.date | None, before: dict[str, Any] | None = None) -> Any:
    new = dated.save(wish.model(**wish.about, starts_on=wish.starts_on, ends_on=until), wish.values)
    tell("set", new, by=wish.by, before=before, after=described(new), reason=wish.reason)
    return new


def _corrected(held: Any, wish: Wish, until: dt.date | None) -> Any:
    before = described(held)
    dated.save(held, {**wish.values, "ends_on": until})
    tell("corrected", held, by=wish.by, before=before, after=described(held), reason=wish.reason)
    return held


def _followed(held: Any, wish: Wish, until: dt.date | None) -> Any:
    """Its history says what is other than it was."""
    said = {name: value for name, value in described(held).items() if name in held.SAYS}
    _cut(held, by=wish.by, on=wish.starts_on, reason=wish.reason)
    return _new(wish, until, said)


def _cut(row: Any, *, by: Actor, on: dt.date, reason: str) -> None:
    before = ending(row)
    dated.save(row, {"ends_on": on})
    tell("ended", row, by=by, before=before, after=ending(row), reason=reason)


def end(row: Any, *, by: Actor, on: dt.date, reason: str, seen: str | None = None) -> Done:
    """It holds no more from the day on; one that was to begin only then is taken back whole.

    Refused where it ends earlier as it is, and where it has begun and the day is not after its beginning.
    `seen` is its stamp as the person read it: Conflict when somebody changed it since.
    """
    now = locked(row)
    if now is None or now.ends_on == on:
        return Done(now, [])
    if seen is not None and seen != stamp(now):
        raise Conflict(now)
    check_reason(reason)
    at, unit = ("in", "month") if now.WHOLE_MONTHS else ("on", "day")
    if now.ends_on is not None and now.ends_on < on:
        raise Refused(f"It ends {at} {in_words(now, now.ends_on)} as it is.")
    if on <= now.starts_on <= clock.today():
        began = in_words(now, now.starts_on)
        raise Refused(f"It began {at} {began}: choose a later {unit}, or correct it.")
    ended = now.ends_on
    if on <= now.starts_on:
        tell("took back", now, by=by, before=described(now), reason=reason)
        now.delete()
    else:
        _cut(now, by=by, on=on, reason=reason)
    return Done(now, [(max(on, now.starts_on), ended)])


def correct(
    row: Any,
    *,
    by: Actor,
    values: dict[str, Any],
    starts_on: dt.date,
    ends_on: dt.date | None,
    reason: str,
    seen: str | None = None,
) -> Done:
    """Put right what it says, or from when to when, as it should have been recorded all along.

    Refused where another about the same holds on some of the days. `seen` is its stamp as the person read
    it: Conflict when somebody changed it since.
    """
    now = locked(row)
    if now is None:
        raise Refused("This was taken back meanwhile.")
    new = {**values, "starts_on": starts_on, "ends_on": ends_on}
    if says(now, new):
        return Done(now, [])
    if seen is not None and seen != stamp(now):
        raise Conflict(now)
    check_reason(reason)
    before, spans = described(now), [(now.starts_on, now.ends_on), (starts_on, ends_on)]
    dated.save(now, new)
    tell("corrected", now, by=by, before=before, after=described(now), reason=reason)
    return Done(now, spans)


def locked(row: Any) -> Any:
    """The row as it is now, locked; None where it was taken back."""
    return type(row).objects.select_for_update(of=("self",)).filter(pk=row.pk).order_by("pk").first()


def says(row: Any, values: dict[str, Any]) -> bool:
    """Whether it says exactly this."""
    return all(getattr(row, name) == value for name, value in values.items())


def check_reason(reason: str) -> None:
    """Refused without one."""
    if not reason.strip():
        raise Refused("Enter the reason.")
