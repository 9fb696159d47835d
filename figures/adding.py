"""The writing half of a roll-up, called by its action: compare with what is known, add what differs."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from core import clock
from core.months import label
from figures import measures
from figures.computing import WRITING, Computation, Tell, to_nobody
from figures.models import CurrentFigure, Indicator, Place, RollUp, Source
from figures.writing import Row, write

Key = tuple[int, int, dt.date]
Content = tuple[Decimal | None, Decimal | None, Decimal | None, str]


def add_computed(computation: Computation, tell: Tell = to_nobody) -> RollUp:
    """Add the figures that are new or differ from the current ones; answer what was done."""
    indicators = _indicators({figure.slug for figure in computation.figures})
    places = _places({(figure.kind, figure.ref) for figure in computation.figures})
    known = _known(computation)
    changed: dict[Key, measures.Computed] = {}
    for figure in computation.figures:
        key = (indicators[figure.slug], places[figure.kind, figure.ref], figure.month)
        if known.get(key) != _content(figure):
            changed[key] = figure
    rollup = RollUp.objects.create(
        months=[f"{month:%Y-%m}" for month in computation.months],
        started_at=computation.started_at,
        finished_at=clock.now(),
        added=len(changed),
        unchanged=len(computation.figures) - len(changed),
    )
    if changed:
        write(rollup, _batches(changed, computation, tell))
    rollup.finished_at = clock.now()
    rollup.save(update_fields=["finished_at"])
    return rollup


def _batches(
    changed: dict[Key, measures.Computed], computation: Computation, tell: Tell
) -> Iterator[list[Row]]:
    """The rows month by month, so that it can be told how far it is."""
    causes = {month: computation.cause(month) for month in computation.months}
    batches: dict[dt.date, list[Row]] = {month: [] for month in computation.months}
    for (indicator, place, month), figure in changed.items():
        batches[month].append(Row(indicator, place, month, *_content(figure), causes[month]))
    for done, (month, rows) in enumerate(batches.items(), 1):
        tell(done, len(batches), f"{WRITING} {label(month)}")
        yield rows


def _content(figure: measures.Computed) -> Content:
    return figure.numerator, figure.denominator, figure.value, figure.missing


def _known(computation: Computation) -> dict[Key, Content]:
    rows = CurrentFigure.objects.filter(month__in=computation.months, source=Source.RECORDS).values_list(
        "indicator_id",
        "place_id",
        "month",
        "figure__numerator",
        "figure__denominator",
        "figure__value",
        "figure__missing",
    )
    return {(row[0], row[1], row[2]): (row[3], row[4], row[5], row[6]) for row in rows}


def _indicators(slugs: set[str]) -> dict[str, int]:
    """The primary keys of the indicators, made for the measures that have none yet."""
    rows = Indicator.objects.filter(slug__in=slugs).values_list("slug", "pk")
    known = dict(rows)
    if new := sorted(slugs - set(known)):
        Indicator.objects.bulk_create([Indicator(slug=slug) for slug in new], ignore_conflicts=True)
        known = dict(rows.all())
    return known


def _places(wanted: set[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """The primary keys of the places, made where a team or service area has none yet."""
    known = _places_known()
    if new := sorted(wanted - set(known)):
        Place.objects.bulk_create([_place(kind, ref) for kind, ref in new], ignore_conflicts=True)
        known = _places_known()
    return known


def _places_known() -> dict[tuple[str, int], int]:
    rows = Place.objects.values_list("kind", "service_area_id", "team_id", "pk")
    return {(kind, area or team or 0): pk for kind, area, team, pk in rows}


def _place(kind: str, ref: int) -> Place:
    return Place(
        kind=kind,
        service_area_id=ref if kind == measures.SERVICE_AREA else None,
        team_id=ref if kind == measures.TEAM else None,
    )
