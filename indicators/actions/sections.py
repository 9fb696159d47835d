"""The sections of the report: what each is called, what it is to achieve, whose it is."""

from typing import Any

from core.errors import Conflict, Refused
from core.history import Actor, action, record
from indicators.actions.names import know_by
from indicators.models import Section
from indicators.permissions import CONFIRM
from organisation import dated
from organisation.succession import check_reason, says
from organisation.telling import plain

SAYS = ("name", "position", "outcome", "owner")


@action
def add_section(*, by: Actor, slug: str, values: dict[str, Any], reason: str) -> Section:
    """A new section; `values` are its name, place, outcome and owner. Files know it by its name."""
    there = Section.objects.filter(slug=slug).first()
    if there is not None and says(there, values):
        return there
    if there is not None:
        raise Refused(f"There is a section {slug} already: {there}.")
    check_reason(reason)
    _check_owner(values)
    new: Section = dated.save(Section(slug=slug), values)
    record("added", new, by=by, after=described(new), reason=reason)
    know_by(by=by, section=new, name=new.name, reason=reason)
    return new


@action
def change_section(
    *, by: Actor, section: Section, values: dict[str, Any], reason: str, seen: str | None = None
) -> Section:
    """Call it otherwise, put it elsewhere, say what it is to achieve, whose it is: what `values` say of it.

    Files go on knowing it by its old name. `seen` is its `stamp` as the person read it: Conflict when
    somebody changed it since.
    """
    now = Section.objects.select_for_update(of=("self",)).select_related("owner").get(pk=section.pk)
    if says(now, values):
        return now
    if seen is not None and seen != stamp(now):
        raise Conflict(now)
    check_reason(reason)
    _check_owner(values)
    before = described(now)
    dated.save(now, values)
    record("changed", now, by=by, before=before, after=described(now), reason=reason)
    know_by(by=by, section=now, name=now.name, reason=reason)
    return now


def _check_owner(values: dict[str, Any]) -> None:
    owner = values.get("owner")
    if owner is not None and not owner.may(CONFIRM):
        raise Refused(f"{owner} may not confirm figures: give them a role that may, or choose somebody else.")


def described(section: Section) -> dict[str, Any]:
    """A section as history words it."""
    return {name: plain(getattr(section, name)) for name in SAYS}


def stamp(section: Section) -> str:
    """What a form carries to say which state of it was read."""
    return "/".join(str(getattr(section, name)) for name in SAYS)
