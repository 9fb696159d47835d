"""September 2023 in small: two service areas with a team each, an open cycle, and audits as a test asks."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from audits.models import Audit, Cycle
from core.history import Service
from figures.models import CurrentFigure, Figure, Place
from organisation.models import ServiceArea, Staff, Team
from tests.factories import (
    AuditFactory,
    CycleFactory,
    ServiceAreaFactory,
    StaffFactory,
    TeamFactory,
)

AUGUST, SEPTEMBER, OCTOBER = (dt.date(2023, number, 1) for number in (8, 9, 10))
BY = Service("a test")
RATE = "audits.completion_rate"


@dataclass
class World:
    """What a test needs by name."""

    cycle: Cycle
    swf: ServiceArea
    bit: ServiceArea
    west: Team
    auditor: Staff

    def audit(self, **values: Any) -> Audit:
        """An audit of the cycle, in SWF West unless told otherwise."""
        given = {"cycle": self.cycle, "service_area": self.swf, "team": self.west, "auditor": self.auditor}
        return AuditFactory(**{**given, **values})

    def current(
        self, slug: str = "audits.allocated", *, place: str = "service", month: dt.date = SEPTEMBER
    ) -> Figure:
        """The current figure of the whole service, of a service area or team by name, or the unallocated."""
        every = CurrentFigure.objects.filter(indicator__slug=slug, month=month).select_related(
            "figure", "place__service_area", "place__team"
        )
        (found,) = [row.figure for row in every if place in (row.place.kind, row.place.code)]
        return found


def make_world() -> World:
    """No audits yet."""
    swf, bit = ServiceAreaFactory(name="SWF"), ServiceAreaFactory(name="BIT")
    west = TeamFactory(name="SWF West", record=swf)
    return World(
        cycle=CycleFactory(month=SEPTEMBER),
        swf=swf,
        bit=bit,
        west=west,
        auditor=StaffFactory(record=west),
    )


def place_of(**of: Any) -> Place:
    """The place of a service area or team, or `kind="service"`."""
    found: Place = Place.objects.get(**of)
    return found
