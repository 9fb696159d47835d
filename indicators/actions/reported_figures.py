"""The figures of a report as rows: vintages, which of them is current, what is restated."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from core import clock
from core.models import Import
from figures.models import CurrentFigure, Figure, Place, Restatement, Source
from indicators.imports.reported import CheckedRow, NewFigure
from indicators.imports.reported.held import At, Held
from organisation.models import ServiceArea, Team

BATCH = 2_000
Written = list[tuple[NewFigure, Figure]]


def put_figures(
    rows: Sequence[CheckedRow], known_at: dt.datetime, new: Import, accepted: Mapping[str, str]
) -> dict[tuple[int, dt.date], Figure]:
    """Add the rows' figures, make the newest current, list what they restate; answer them by row, month."""
    listed = [figure for row in rows for figure in row.figures]
    places = _places({figure.key.place for figure in listed})
    figures = [_figure(each, places[each.key.place], known_at, new) for each in listed]
    written = list(zip(listed, Figure.objects.bulk_create(figures, batch_size=BATCH), strict=True))
    _make_current(written)
    _list_restated(written, _said(rows, accepted))
    return {(each.row, each.key.month): figure for each, figure in written}


def _figure(each: NewFigure, place: int, known_at: dt.datetime, new: Import) -> Figure:
    value, numerator, denominator, missing, _ = each.content
    return Figure(
        indicator_id=each.key.indicator,
        place_id=place,
        month=each.key.month,
        source=Source.REPORTED,
        value=value,
        numerator=numerator,
        denominator=denominator,
        missing=missing,
        as_published=each.as_published,
        known_at=known_at,
        section=each.section,
        aside=each.aside,
        note=each.note,
        imported=new,
        imported_row=each.row,
        imported_column=each.column[:80],
    )


def _places(wanted: set[At]) -> dict[At, int]:
    """The primary keys of the places, made where a team or service area has none yet."""
    known = _places_known()
    if new := sorted(wanted - set(known)):
        Place.objects.bulk_create([_place(at) for at in new], ignore_conflicts=True)
        known = _places_known()
    return known


def _places_known() -> dict[At, int]:
    rows = Place.objects.values_list("kind", "service_area_id", "team_id", "pk")
    return {At(kind, area or team or 0): pk for kind, area, team, pk in rows}


def _place(at: At) -> Place:
    area = ServiceArea(pk=at.ref) if at.kind == Place.Kind.SERVICE_AREA else None
    team = Team(pk=at.ref) if at.kind == Place.Kind.TEAM else None
    return Place(kind=at.kind, service_area=area, team=team)


def _make_current(written: Written) -> None:
    """A figure is current that is not aside, unless a later report's was taken already."""
    rows = [
        CurrentFigure(
            indicator_id=figure.indicator_id,
            place_id=figure.place_id,
            month=figure.month,
            source=figure.source,
            figure=figure,
        )
        for each, figure in written
        if not each.aside and each.after is None
    ]
    CurrentFigure.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["month", "indicator", "place", "source"],
        update_fields=["figure"],
    )


def _said(rows: Iterable[CheckedRow], accepted: Mapping[str, str]) -> dict[tuple[int, dt.date], str]:
    """The reason with which each restatement was accepted, by row and month."""
    return {
        (warning.row, month): accepted[warning.id]
        for row in rows
        for warning in row.warnings
        if warning.check == "restated" and warning.id in accepted
        for month in warning.months
    }


def _list_restated(written: Written, reasons: Mapping[tuple[int, dt.date], str]) -> None:
    """Each pair of neighbours, by the days of their reports, that differ; also where one came in between."""
    later = {each.after.pk: (each, figure) for each, figure in written if each.after is not None}
    known = dict(Restatement.objects.filter(figure__in=later).values_list("figure_id", "reason"))
    Restatement.objects.filter(figure__in=later).delete()
    rows = [
        Restatement(
            figure=figure,
            before_id=each.before.pk if each.before else None,
            reason=reasons.get((each.row, each.key.month), ""),
        )
        for each, figure in written
        if each.restates_before
    ]
    for each, figure in later.values():
        after = each.after
        if after is not None and each.is_restated_after:
            reason = known.get(after.pk) or reasons.get((each.row, each.key.month)) or _words(after)
            rows.append(Restatement(figure_id=after.pk, before=figure, reason=reason))
    Restatement.objects.bulk_create(rows, batch_size=BATCH)


def _words(after: Held) -> str:
    return f"The report of {after.known_at.astimezone(clock.LONDON):%-d %B %Y} prints another value."
