"""By which names files know indicators and sections, and in which sections an indicator stands besides."""

from typing import Any

from core.errors import Refused
from core.history import Actor, action, record
from core.importing.headings import fold
from figures.models import Indicator
from indicators.models import AlsoListed, Entry, IndicatorName, Section, SectionName
from indicators.rules.called import folded
from organisation import dated
from organisation.succession import check_reason

Named = Indicator | Section
MODELS: dict[type[Named], tuple[Any, str]] = {
    Indicator: (IndicatorName, "indicator"),
    Section: (SectionName, "section"),
}


@action
def know_by(*, by: Actor, name: str, reason: str, **of: Named) -> Any:
    """Files that say the name mean the thing: `indicator=…` or `section=…`.

    Names match whatever their case, spaces and punctuation. Refused where files know another thing by it.
    """
    ((field, thing),) = of.items()
    model, _ = MODELS[type(thing)]
    key = folded(name)
    if not fold(name):
        raise Refused("Enter the name: at least a letter or a number.")
    there = model.objects.select_related(field).filter(folded=key).first()
    if there is not None and getattr(there, field) != thing:
        raise Refused(f"Files know another {field} as ‘{there}’: {getattr(there, field)}.")
    if there is not None:
        return there
    check_reason(reason)
    new = dated.save(model(**{field: thing}), {"name": " ".join(name.split()), "folded": key})
    record("remembered a name of", thing, by=by, after={"name": new.name}, reason=reason)
    return new


@action
def forget(*, by: Actor, name: IndicatorName | SectionName, reason: str) -> None:
    """Files that say the name mean nothing by it any more. Refused for what the thing is called itself."""
    model, field = next(each for each in MODELS.values() if each[0] is type(name))
    now = model.objects.select_for_update(of=("self",)).select_related(field).filter(pk=name.pk).first()
    if now is None:
        return
    check_reason(reason)
    thing = getattr(now, field)
    if now.folded in {folded(each) for each in own_names(thing)}:
        raise Refused(f"This is what it is called itself: files go on knowing the {field} by it.")
    record("forgot a name of", thing, by=by, before={"name": now.name}, reason=reason)
    now.delete()


def own_names(thing: Named) -> list[str]:
    """What it is, was or will be called."""
    if isinstance(thing, Section):
        return [thing.name]
    return list(Entry.objects.filter(indicator=thing).order_by().values_list("name", flat=True))


@action
def list_also(*, by: Actor, indicator: Indicator, section: Section, position: int, reason: str) -> AlsoListed:
    """The report shows the indicator in the section, too. Refused for the one that is its own today."""
    there = AlsoListed.objects.filter(indicator=indicator, section=section).first()
    if there is not None and there.position == position:
        return there
    check_reason(reason)
    if Entry.objects.filter(indicator=indicator, section=section, ends_on__isnull=True).exists():
        raise Refused(f"{section} is its own section: it is listed there as it is.")
    before = {"section": str(section), "position": there.position} if there else {}
    new = there or AlsoListed(indicator=indicator, section=section)
    found: AlsoListed = dated.save(new, {"position": position})
    after = {"section": str(section), "position": position}
    record("added a further section of", indicator, by=by, before=before, after=after, reason=reason)
    return found


@action
def list_no_more(*, by: Actor, listed: AlsoListed, reason: str) -> None:
    """The report shows the indicator in its own section, and no longer in this one."""
    rows = AlsoListed.objects.select_for_update(of=("self",)).select_related("indicator", "section")
    now = rows.filter(pk=listed.pk).first()
    if now is None:
        return
    check_reason(reason)
    before = {"section": str(now.section), "position": now.position}
    record("removed a further section of", now.indicator, by=by, before=before, reason=reason)
    now.delete()
