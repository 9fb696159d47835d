"""A council of two sections, a service area and its team, with thirteen months of figures."""

import datetime as dt
from dataclasses import dataclass

from core import clock
from figures.models import Place
from indicators.actions.months import confirm
from indicators.models import AlsoListed, Benchmark, SectionMonth
from organisation.models import ServiceArea, User
from organisation.roles import Role
from tests.factories import ServiceAreaFactory, StaffFactory, TeamFactory, UserFactory
from tests.indicators.made import MONTH, entry, figure, section, series, service, target

AUGUST = dt.date(2023, 8, 1)
STEADY = [300, 290, 310, 295, 305, 300, 290, 310, 300, 305, 295, 300]


@dataclass(frozen=True)
class BoardWorld:
    """Who looks, and at what."""

    swf: ServiceArea
    area: Place
    east: Place
    bit_team: Place
    performance: User
    head: User
    manager: User


def make_world() -> BoardWorld:
    """Of September 2023: referrals are red by chance, audits red and worse than chance, contacts missing."""
    swf, bit = ServiceAreaFactory(name="SWF"), ServiceAreaFactory(name="BIT")
    east = TeamFactory(name="SWF East", record=swf)
    places = [
        Place.objects.create(kind="service_area", service_area=swf),
        Place.objects.create(kind="team", team=east),
        Place.objects.create(kind="team", team=TeamFactory(name="BIT Team", record=bit)),
    ]
    service()
    _front_door()
    _practice(places)
    return BoardWorld(
        swf,
        *places,
        performance=UserFactory(name="Perry Exemplar", roles=[Role.PERFORMANCE]),
        head=UserFactory(name="Harper Placeholder", roles=[Role.HEAD_OF_SERVICE], roles__service_area=swf),
        manager=UserFactory(
            name="Morgan Notreal", roles=[Role.PRACTICE_MANAGER], staff=StaffFactory(record=east)
        ),
    )


def _front_door() -> None:
    door = section("front-door")
    referrals = entry("referrals.number", section=door, reference="P1", name="Referrals")
    target(referrals, 250)
    series("referrals.number", [*STEADY, 299])
    Benchmark.objects.create(indicator=referrals.indicator, peer="england", year=2022, value="544.5")
    Benchmark.objects.create(indicator=referrals.indicator, peer="neighbours", year=2021, value=600)
    entry("contacts.number", section=door, name="Contacts")
    figure("contacts.number", MONTH, None, missing="under review")
    entry("enquiries.number", section=door, name="Enquiries", headline="records")


def _practice(places: list[Place]) -> None:
    """Shares, at every place; listed at the front door, too."""
    practice = section("practice")
    share = {"kind": "percentage", "polarity": "higher is better", "section": practice}
    visits = entry("visits.share", name="Visits in time", headline="records", **share)
    target(visits, 90, ">=", tolerance=5)
    amounts = [(service(), 60), (places[0], 50), (places[1], 92), (places[2], 88)]
    for place, amount in amounts:
        series("visits.share", [91, 92] * 6, last=AUGUST, place=place, source="records")
        figure(
            "visits.share", MONTH, amount, place=place, source="records", numerator=amount, denominator=100
        )
    AlsoListed.objects.create(section=section("front-door"), indicator=visits.indicator, position=2)


def confirmed(slug: str, by: User) -> None:
    """The section's figures of September as they are, on the tests' day."""
    confirm(by=by, section=section(slug), month=MONTH)
    day = dt.datetime(2023, 10, 16, 9, tzinfo=clock.LONDON)
    SectionMonth.objects.filter(section__slug=slug).update(confirmed_at=day)
