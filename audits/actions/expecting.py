"""Expectations: how many audits a month a role, or one person instead, owes from a day to a day."""

import datetime as dt

from audits.models import Expectation
from core.errors import Refused
from core.history import Actor, action, record
from core.periods import overlaps
from organisation import dated
from organisation.models import Staff


@action
def set_expectation(
    *,
    by: Actor,
    audits: int,
    starts_on: dt.date,
    reason: str,
    role: str = "",
    staff: Staff | None = None,
    ends_on: dt.date | None = None,
) -> Expectation:
    """What a role, or one person, owes from a day on. The same again answers the one that is there.

    Refused where another holds some of these days.
    """
    whose = Expectation.objects.filter(role=role, staff=staff)
    same = whose.filter(audits=audits, starts_on=starts_on, ends_on=ends_on).first()
    if same is not None:
        return same
    clash = whose.filter(overlaps(starts_on, ends_on)).order_by("starts_on").first()
    if clash is not None:
        raise Refused(
            f"{clash.whose} has an expectation already: {clash.in_words}. Change that one, or end it first."
        )
    new = Expectation(role=role, staff=staff, starts_on=starts_on, ends_on=ends_on, audits=audits)
    saved: Expectation = dated.save(new, {"reason": reason})
    record("set", saved, by=by, after=described(saved), reason=reason)
    return saved


@action
def change_expectation(
    *, by: Actor, expectation: Expectation, audits: int, on: dt.date, reason: str
) -> Expectation:
    """From the day on it is another number: the present one ends that day and another begins.

    What was expected before stays. On the very day on which it began, it is put right instead.
    """
    now = _locked(expectation)
    following = Expectation.objects.filter(
        role=now.role, staff=now.staff, starts_on=on, audits=audits
    ).first()
    if following is not None:
        return following
    if now.audits == audits:
        return now
    _holds(now, on)
    if on == now.starts_on:
        before = described(now)
        dated.save(now, {"audits": audits, "reason": reason})
        record("put right", now, by=by, before=before, after=described(now), reason=reason)
        return now
    ends_on, before = now.ends_on, described(now)
    dated.save(now, {"ends_on": on})
    record("ended", now, by=by, before=before, after=described(now), reason=reason)
    return set_expectation(
        by=by, audits=audits, starts_on=on, ends_on=ends_on, reason=reason, role=now.role, staff=now.staff
    )


@action
def end_expectation(*, by: Actor, expectation: Expectation, on: dt.date, reason: str) -> Expectation:
    """Nothing is expected by this one from the day on."""
    now = _locked(expectation)
    if now.ends_on == on:
        return now
    if on <= now.starts_on:
        raise Refused(f"It begins on {dated.words(now.starts_on)}. Choose a later day.")
    before = described(now)
    dated.save(now, {"ends_on": on})
    record("ended", now, by=by, before=before, after=described(now), reason=reason)
    return now


def described(expectation: Expectation) -> dict[str, str | int]:
    """An expectation as its history words it."""
    ends_on = expectation.ends_on
    return {
        "of": expectation.whose,
        "audits_a_month": expectation.audits,
        "from": dated.words(expectation.starts_on),
        **({"until": dated.words(ends_on)} if ends_on else {}),
    }


def _locked(expectation: Expectation) -> Expectation:
    found: Expectation = (
        Expectation.objects.select_for_update(of=("self",)).select_related("staff").get(pk=expectation.pk)
    )
    return found


def _holds(now: Expectation, on: dt.date) -> None:
    """Refused unless the expectation holds the day."""
    if on < now.starts_on:
        raise Refused(f"It begins on {dated.words(now.starts_on)}. Choose that day or a later one.")
    if now.ends_on is not None and on >= now.ends_on:
        raise Refused(
            f"It ended on {dated.words(now.ends_on)}. Change the one that follows, or set a new one."
        )
