"""Users: who may sign in. No password is ever typed for another person."""

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress

from core import clock
from core.errors import Refused
from core.history import Actor, action, record
from organisation import dated
from organisation.actions.roles import administrator_remains, give_role
from organisation.models import ServiceArea, Staff, User


@action
def create_user(
    *,
    by: Actor,
    name: str,
    email: str,
    staff: Staff | None = None,
    role: str = "",
    service_area: ServiceArea | None = None,
    starts_on: dt.date | None = None,
) -> User:
    """Somebody who may sign in, once they have chosen a password, with their first role from a day on.

    The same one twice is one. Refused when the address or the member of staff is another user's.
    """
    there = User.objects.filter(email__iexact=email).first()
    if there is not None:
        if (there.name, there.staff_id) == (name, staff.pk if staff else None):
            return there
        raise Refused(f"There is a user with this address: {there.name}.")
    user = User(name=name, email=email.lower(), staff=staff)
    user.set_unusable_password()
    dated.save(user, {})
    record("added", user, by=by, after=_words(user))
    if role:
        begins = starts_on or clock.today()
        give_role(by=by, user=user, role=role, service_area=service_area, starts_on=begins)
    return user


@action
def change_user(
    *, by: Actor, user: User, name: str, email: str, staff: Staff | None, seen: str | None = None
) -> User:
    """Another name, address or member of staff. An address that was left can sign in no more.

    `seen` is `dated.stamp` of what the person saw; Conflict when somebody has changed it since.
    """
    now = dated.locked(user)
    before = _words(now)
    old = (now.name, now.email, now.staff_id)
    if old == (name, email.lower(), staff.pk if staff else None):
        return now
    dated.check_seen(now, seen)
    if User.objects.filter(email__iexact=email).exclude(pk=now.pk).exists():
        raise Refused("There is another user with this address.")
    dated.save(now, {"name": name, "email": email.lower(), "staff": staff})
    # The sign-in keeps its own list of a user's addresses and would go on taking the old one.
    EmailAddress.objects.filter(user=now).exclude(email__iexact=now.email).delete()
    record("changed", now, by=by, before=before, after=_words(now))
    return now


@action
def switch_off(*, by: Actor, user: User) -> User:
    """The user can sign in no more, from now on. Refused for the last administrator."""
    now = dated.locked(user)
    if now.is_active:
        administrator_remains(without=now)
        _switch(by, now, to=False)
    return now


@action
def switch_on(*, by: Actor, user: User) -> User:
    """The user may sign in again."""
    now = dated.locked(user)
    if not now.is_active:
        _switch(by, now, to=True)
    return now


@action
def invite(*, by: Actor, user: User) -> User:
    """A one-time link to choose a password is made for the user. This is on record; the link is not."""
    now = dated.locked(user)
    if not now.is_active:
        raise Refused(f"{now} may not sign in. Switch the user on first.")
    record("made a link to choose a password for", now, by=by)
    return now


def _switch(by: Actor, user: User, *, to: bool) -> None:
    user.is_active = to
    user.save(update_fields=["is_active"])
    verb = "switched on" if to else "switched off"
    record(verb, user, by=by, before={"may_sign_in": not to}, after={"may_sign_in": to})


def _words(user: User) -> dict[str, Any]:
    return {"name": user.name, "e-mail_address": user.email, "member_of_staff": str(user.staff or "")}
