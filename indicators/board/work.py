"""What the home page says is red and more than chance, for those who answer for it."""

import datetime as dt
from typing import Any

from django.urls import reverse

from core import home, months
from core.home import Line, Work
from figures.models import Place
from indicators.board.asked import Asked, asked, of_indicator
from indicators.board.rows import VARIATION_ORDER
from indicators.permissions import SIGN_OFF, VIEW
from indicators.reading.catalogue import catalogue
from indicators.reading.standing import Standing, standings_by_place
from indicators.rules.rag import Rag

SHOWN = 5


def red_and_more_than_chance(user: Any) -> Work | None:
    """Of the newest month: of a head's or lead's service areas, of the performance team's whole service."""
    if not (user.may(SIGN_OFF) or user.access.service_area_ids):
        return None
    found = asked(user)
    places = _places(user, found)
    if found.newest is None or not places:
        return None
    said = _red(user, found.newest, places)
    month, whose = months.label(found.newest), " and ".join(str(place) for place in places.values())
    lines = [_line(places[place], each, len(places) > 1) for place, each in said[:SHOWN]]
    empty = f"Nothing that is red changed by more than chance in {month}."
    address = reverse("performance_month", args=[found.newest])
    only = next(iter(places.values())) if len(places) == 1 else None
    query = f"?place={only.pk}" if only and only.kind != Place.Kind.SERVICE else ""
    return Work(f"Red, and more than chance: {whose}, {month}", lines, len(said), address + query, empty)


def _places(user: Any, found: Asked) -> dict[int, Place]:
    """What the person answers for, by number."""
    if user.may(SIGN_OFF):
        return {place.pk: place for place in found.places if place.kind == Place.Kind.SERVICE}
    led = user.access.service_area_ids
    return {place.pk: place for place in found.places if place.service_area_id in led}


def _red(user: Any, month: dt.date, places: dict[int, Place]) -> list[tuple[int, Standing]]:
    """What concerns first."""
    stands = standings_by_place(user, catalogue(month), month, list(places.values()))
    said = [
        (place, each)
        for place, every in stands.items()
        for each in every
        if each.rag is Rag.RED and each.more_than_chance
    ]
    return sorted(said, key=lambda pair: VARIATION_ORDER[pair[1].variation])


def _line(place: Place, each: Standing, named: bool) -> Line:
    where = f"{place}: " if named else ""
    return Line(
        f"{where}{each.indicator.name}",
        of_indicator(each.indicator.slug, each.month, None if each.whole_service else place),
        f"{each.shown()}, target {each.indicator.shown_aim()}: {each.variation}",
    )


def offer() -> None:
    """Tell the home page, and where the performance pages are."""
    home.offer(red_and_more_than_chance, 20)
    home.navigate("Performance", "performance", VIEW.name, 55)
