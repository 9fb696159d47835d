"""A council of the reference data's size, made up from a seed: the same each time.

2,100 children open on any day, 8,000 ever, 141 case holders, 9 service areas with 31 teams (41 places with
the whole service); of two years and a half, 90,000 visits and 30,000 supervisions.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection

from caseloads.models import (
    Allocation,
    Child,
    ChildStatus,
    ClosureDay,
    Supervision,
    SupervisionFrequency,
    Visit,
)
from core.months import span
from organisation.models import ServiceArea, ServiceAreaName, Staff, StaffRecord, Team, TeamRecord

SEED = 2024
TODAY = dt.date(2024, 11, 14)
MONTHS = list(span(dt.date(2022, 11, 1), dt.date(2024, 10, 1)))
FIRST, CONTACTS_SINCE = dt.date(2020, 11, 1), dt.date(2022, 4, 1)
AREAS, TEAMS, HOLDERS = 9, 31, 141
CHILDREN, OPEN, VISITS, SUPERVISIONS = 8_000, 2_100, 90_000, 30_000
BATCH = 2_000
DAY = dt.timedelta(days=1)
PATHS = {
    ("EH",): 24,
    ("ASSESSMENT",): 22,
    ("ASSESSMENT", "CIN"): 26,
    ("ASSESSMENT", "CIN", "CP", "CIN"): 9,
    ("ASSESSMENT", "CP", "CLA"): 6,
    ("CLA",): 6,
    ("CIN_CWD",): 4,
    ("CLA", "CL"): 3,
}
"""One status after another, and of how many in a hundred."""
AGREED = [(None, ""), (None, ""), (42, "days"), (6, "weeks"), (3, "months"), (6, "months")]
Span = tuple[dt.date, dt.date | None]


@dataclass
class Post:
    """One that holds children: who filled it, from when to when."""

    team: Team
    filled: list[tuple[Staff, Span]] = field(default_factory=list)


def load(part: int = 1) -> str:
    """Put the council, or one part in so many, into the empty database; how much there is of what."""
    chance = random.Random(SEED)
    teams = _places()
    posts = [_post(chance, number, teams[number % TEAMS]) for number in range(HOLDERS // part)]
    stays = _stays(chance, CHILDREN // part, OPEN // part)
    children = Child.objects.bulk_create(Child(case_ref=f"BM{number:06}") for number in range(len(stays)))
    both = list(zip(children, stays, strict=True))
    _keep(Allocation, [each for child, stay in both for each in _allocations(chance, child, stay, posts)])
    _keep(ChildStatus, [each for child, stay in both for each in _statuses(chance, child, stay)])
    visits = [(child, day) for child, stay in both for day in _contacts(chance, stay, 16)]
    _keep(
        Visit,
        [
            Visit(child=child, visited_on=day, seen=chance.random() < 0.95)
            for child, day in chance.sample(visits, VISITS // part)
        ],
    )
    held = [(child, day) for child, stay in both for day in _contacts(chance, stay, 48)]
    _keep(
        Supervision,
        [Supervision(child=child, held_on=day) for child, day in chance.sample(held, SUPERVISIONS // part)],
    )
    SupervisionFrequency.objects.create(status="CL", months=2, starts_on=dt.date(2023, 9, 14))
    ClosureDay.objects.create(day=dt.date(2023, 12, 27), reason="Between the holidays")
    if connection.vendor == "postgresql":
        # Else SQL is planned without knowing how much there is. Not on SQLite: 3.40 answers wrongly after it
        # (IN in a correlated subquery, over an index with a range), as this benchmark found.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    models = (Child, ChildStatus, Allocation, Visit, Supervision)
    return ", ".join(f"{model.objects.count():,} {model._meta.verbose_name_plural}" for model in models)


def _keep(model: type, rows: list) -> None:
    model.objects.bulk_create(rows, batch_size=BATCH)


def _places() -> list[Team]:
    areas = [ServiceArea.objects.create(name=f"Area {number + 1}") for number in range(AREAS)]
    for area in areas:
        ServiceAreaName.objects.create(service_area=area, name=area.name)
    teams = [Team.objects.create(name=f"Team {number + 1}") for number in range(TEAMS)]
    for number, team in enumerate(teams):
        values = {"team": team, "name": team.name, "case_holding": True, "statutory": number % 5 > 0}
        sits = TeamRecord(service_area=areas[number % AREAS], **values)
        if number % 7 == 0:
            sits.ends_on = dt.date(2023, 4, 1)
            moved = areas[(number + 1) % AREAS]
            TeamRecord.objects.create(service_area=moved, starts_on=sits.ends_on, **values)
        sits.save()
    return teams


def _cut(chance: random.Random, first: dt.date, last: dt.date, parts: int) -> list[Span]:
    """The time from the first day on in so many parts; the last of them is still open."""
    days = chance.sample(range(20, (last - first).days), parts - 1)
    cuts = [first, *(first + DAY * each for each in sorted(days))]
    return list(zip(cuts, [*cuts[1:], None], strict=True))


def _post(chance: random.Random, number: int, team: Team) -> Post:
    """One leaves, the next begins; some change their hours meanwhile."""
    post = Post(team)
    for turn, (starts, ends) in enumerate(_cut(chance, FIRST, TODAY, chance.choice([1, 1, 2, 3]))):
        staff = Staff.objects.create(staff_id=f"B{number:03}-{turn}", name=f"Worker {number}, {turn}")
        values = {"staff": staff, "team": team, "role": chance.choice(["SW", "SW", "SW", "PA"])}
        fte = chance.choice(["1", "1", "1", "0.8", "0.6", "0.5"])
        change = starts + DAY * chance.randrange(60, 1200)
        if change < (ends or TODAY):
            later = chance.choice(["0", "0.6", "1"])
            StaffRecord.objects.create(starts_on=change, ends_on=ends, fte=later, **values)
        StaffRecord.objects.create(
            starts_on=starts, ends_on=change if change < (ends or TODAY) else ends, fte=fte, **values
        )
        post.filled.append((staff, (starts, ends)))
    return post


def _stays(chance: random.Random, ever: int, at_once: int) -> list[Span]:
    """So many places for children that are never empty: one child's stay ends as another's begins."""
    fewer, more = divmod(ever, at_once)
    parts = [fewer + (number < more) for number in range(at_once)]
    return [stay for several in parts for stay in _cut(chance, FIRST, TODAY, several)]


def _statuses(chance: random.Random, child: Child, stay: Span) -> Iterator[ChildStatus]:
    (path,) = chance.choices(list(PATHS), list(PATHS.values()))
    starts, ends = stay
    length = ((ends or TODAY) - starts).days * (1 if ends else chance.randint(1, 3))
    cuts = [starts + DAY * (length * turn // len(path)) for turn in range(len(path))]
    for status, begins, until in zip(path, cuts, [*cuts[1:], ends], strict=True):
        if begins == until or begins > TODAY:
            continue
        until = until if until is None or until <= TODAY else None
        count, unit = chance.choice(AGREED) if status in ("CLA", "CIN_CWD") else (None, "")
        yield ChildStatus(
            child=child, status=status, starts_on=begins, ends_on=until, agreed_count=count, agreed_unit=unit
        )


def _allocations(chance: random.Random, child: Child, stay: Span, posts: list[Post]) -> Iterator[Allocation]:
    """Held by one post after another, and by whoever fills it; one in fifty by nobody."""
    if chance.random() < 0.02:
        return
    starts, ends = stay
    last = ends or TODAY
    turns = [
        starts,
        *sorted(starts + (last - starts) * chance.random() for _ in range(chance.choice([0, 0, 1, 2]))),
    ]
    for begins, until in zip(turns, [*turns[1:], ends], strict=True):
        for staff, (first, left) in chance.choice(posts).filled:
            since, to = max(begins, first), min((day for day in (until, left) if day), default=None)
            if to is None or since < to:
                yield Allocation(child=child, staff=staff, starts_on=since, ends_on=to)


def _contacts(chance: random.Random, stay: Span, mean: int) -> Iterator[dt.date]:
    """Every so many days, now and then late."""
    day, last = max(stay[0], CONTACTS_SINCE), min(stay[1] or TODAY, TODAY)
    while (day := day + DAY * max(1, int(chance.gammavariate(4, mean / 4)))) < last:
        yield day
