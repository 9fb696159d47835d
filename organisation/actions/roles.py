"""Roles: given to a user from a day, ended on a day. Plumbline always has an administrator."""

import datetime as dt

from core import clock
from core.errors import Refused
from core.history import Actor, action, record
from organisation import dated, rules
from organisation.models import RoleHolding, ServiceArea, User
from organisation.roles import SEES_SERVICE_AREAS, Role


@action
def give_role(
    *, by: Actor, user: User, role: str, starts_on: dt.date, service_area: ServiceArea | None = None
) -> RoleHolding:
    """The user holds the role from a day on; a head of service or service lead holds it for a service area.

    Refused when they hold it already on some of these days; the same again changes nothing.
    """
    now = dated.locked(user)
    if role in SEES_SERVICE_AREAS and service_area is None:
        raise Refused("Choose the service area: a head of service or service lead is one for a service area.")
    area = service_area if role in SEES_SERVICE_AREAS else None
    same = now.role_holdings.filter(role=role, service_area=area, starts_on=starts_on, ends_on=None).first()
    if same is not None:
        return same
    new = RoleHolding(user=now, role=role, service_area=area, starts_on=starts_on)
    holding: RoleHolding = dated.save(new, {})
    record("gave a role to", now, by=by, after={**_words(holding), "from": dated.words(starts_on)})
    return holding


@action
def end_role(*, by: Actor, holding: RoleHolding, on: dt.date) -> User:
    """The user holds the role no more from a day on. One that had not begun by then is taken back whole.

    Refused for the last administrator.
    """
    user = dated.locked(holding.user)
    now = RoleHolding.objects.select_related("service_area").filter(pk=holding.pk).first()
    if now is None or now.ends_on == on:
        return user
    if now.ends_on is not None and now.ends_on <= clock.today():
        raise Refused(f"This role ended on {dated.words(now.ends_on)}.")
    if now.role == Role.ADMINISTRATOR:
        administrator_remains(without=user, day=on)
    if on <= now.starts_on:
        now.delete()
    else:
        dated.save(now, {"ends_on": on})
    record("ended a role of", user, by=by, after={**_words(now), "ended_on": dated.words(on)})
    return user


def administrator_remains(*, without: User, day: dt.date | None = None) -> None:
    """Refused unless somebody else who may sign in is an administrator from the day on, without an end.

    Nothing is asked when the user is none. The holdings are locked: two administrators who take the role
    from each other at once do so one after the other, and the second is refused.
    """
    held = list(RoleHolding.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))
    if not any(each.user_id == without.pk and _lasts(each) for each in held):
        return
    may_sign_in = User.objects.filter(pk__in=[each.user_id for each in held], is_active=True)
    others = set(may_sign_in.exclude(pk=without.pk).values_list("pk", flat=True))
    theirs = dated.spans(each for each in held if each.user_id in others)
    if not rules.leaves_an_administrator(theirs, max(day or clock.today(), clock.today())):
        raise Refused(f"{without} is the last administrator. Make somebody else an administrator first.")


def _lasts(holding: RoleHolding) -> bool:
    return holding.ends_on is None or holding.ends_on > clock.today()


def _words(holding: RoleHolding) -> dict[str, str]:
    return {"role": holding.get_role_display(), "for": holding.reach_in_words()}
