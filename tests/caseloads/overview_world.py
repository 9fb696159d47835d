"""A council for the overview's tests: SWF with two teams, BIT with one, and a user of each kind.

On 16 October 2023: Kim (SWF West, full time, NQSW since November 2022) holds 12 children, one of them late
for a visit; Ali (SWF West, 0.6 FTE) holds 12; Bo (SWF East) holds 3; Cy (BIT) holds 21; one open child of
SWF West has nobody. The limit is 17; of newly qualified workers 8, rising to 15 over 24 months.
"""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from caseloads.models import Allocation, CaseloadLimit, Supervision, Visit
from tests.factories import (
    BEGINNING,
    ChildFactory,
    ServiceAreaFactory,
    StaffFactory,
    TeamFactory,
    UserFactory,
)

TODAY = dt.date(2023, 10, 16)
SEEN, LAST_SEEN = dt.date(2023, 10, 9), dt.date(2023, 8, 20)
TALKED = dt.date(2023, 10, 2)
GIVEN_UP = dt.date(2023, 9, 1)


def make_world():
    """The council; see the module."""
    swf, bit = ServiceAreaFactory(name="SWF"), ServiceAreaFactory(name="BIT")
    west, east = TeamFactory(name="SWF West", record=swf), TeamFactory(name="SWF East", record=swf)
    front = TeamFactory(name="BIT Front", record=bit)
    CaseloadLimit.objects.create(kind="general", children=17, starts_on=BEGINNING)
    CaseloadLimit.objects.create(
        kind="protected", protects="NQSW", children=8, children_at_end=15, months=24, starts_on=BEGINNING
    )
    newly = {"qualifying_status": "NQSW", "qualified_on": dt.date(2022, 11, 1)}
    world = SimpleNamespace(swf=swf, bit=bit, west=west, east=east, front=front)
    world.kim = worker("Kim Inventon", west, **newly)
    world.ali = worker("Ali Madeupson", west, fte=Decimal("0.6"))
    world.bo = worker("Bo Fictley", east)
    world.cy = worker("Cy Sampleham", front)
    world.of_kim = [child(f"CD1000{n:02}", world.kim) for n in range(12)]
    world.of_ali = [child(f"CD2000{n:02}", world.ali) for n in range(12)]
    world.of_bo = [child(f"CD3000{n:02}", world.bo, status="CLA") for n in range(3)]
    world.of_cy = [child(f"CD4000{n:02}", world.cy) for n in range(21)]
    world.late = world.of_kim[0]
    world.late.visits.all().delete()
    Visit.objects.create(child=world.late, visited_on=LAST_SEEN)
    world.waiting = ChildFactory(case_ref="CD500001", status="CP", status__starts_on=TODAY)
    Allocation.objects.create(
        child=world.waiting, staff=world.kim, starts_on=BEGINNING, ends_on=GIVEN_UP, kind="primary"
    )
    world.performance = UserFactory(name="Perry Statham", roles=["performance"])
    world.qa = UserFactory(name="Quinn Mockford", roles=["qa"])
    world.head = UserFactory(name="Hal Headington", roles=["head_of_service"], roles__service_area=swf)
    world.manager = UserFactory(
        name="Max Managerly",
        roles=["practice_manager"],
        staff=StaffFactory(name="Max Managerly", record=west),
    )
    return world


def worker(name, team, **record):
    """A social worker in a team since the beginning."""
    said = {"role": "SW", **record}
    return StaffFactory(name=name, record=team, **{f"record__{key}": value for key, value in said.items()})


def child(case_ref, staff, status="CIN"):
    """A child whom the worker holds, seen and discussed of late."""
    made = ChildFactory(case_ref=case_ref, status=status, worker=staff)
    Visit.objects.create(child=made, visited_on=SEEN, seen_alone=True)
    Supervision.objects.create(child=made, held_on=TALKED)
    return made
