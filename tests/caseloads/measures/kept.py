"""Records put into the database as they are, by their numbers, and the figures that are known of them."""

from caseloads.models import (
    Allocation,
    Child,
    ChildStatus,
    ClosureDay,
    Supervision,
    SupervisionFrequency,
    Visit,
)
from figures.models import CurrentFigure
from organisation.models import ServiceArea, ServiceAreaName, Staff, StaffRecord, Team, TeamRecord
from tests.caseloads.measures.made import FIRST


def keep_places(teams):
    """The service areas and teams."""
    for area in sorted({each.area for each in teams}):
        ServiceArea.objects.create(pk=area, name=f"Area {area}")
        ServiceAreaName.objects.create(service_area_id=area, name=f"Area {area}", starts_on=FIRST)
    for team in sorted({each.team for each in teams}):
        Team.objects.create(pk=team, name=f"Team {team}")
    for each in teams:
        TeamRecord.objects.create(
            team_id=each.team,
            name=f"Team {each.team}",
            service_area_id=each.area,
            case_holding=True,
            statutory=each.statutory,
            **span(each),
        )


def keep(records):
    """These records, and no others."""
    for model in (Visit, Supervision, Allocation, ChildStatus, Child, StaffRecord, Staff):
        model.objects.all().delete()
    for model in (SupervisionFrequency, ClosureDay):
        model.objects.all().delete()
    dated = [*records.statuses, *records.allocations, *records.visits, *records.supervisions]
    create(Child, [{"pk": child, "case_ref": f"CH{child:06}"} for child in {each.child for each in dated}])
    workers = {each.staff for each in [*records.allocations, *records.staff]}
    create(Staff, [{"pk": staff, "staff_id": f"S{staff}", "name": f"Worker {staff}"} for staff in workers])
    create(
        StaffRecord,
        [
            {"staff_id": each.staff, "role": each.role, "team_id": each.team, "fte": each.fte, **span(each)}
            for each in records.staff
        ],
    )
    keep_children(records)
    create(
        SupervisionFrequency,
        [{"status": each.status, "months": each.months, **span(each)} for each in records.frequencies],
    )
    create(ClosureDay, [{"day": day, "reason": "a test"} for day in records.closures])


def keep_children(records):
    create(
        ChildStatus,
        [
            {
                "child_id": each.child,
                "status": each.status,
                "agreed_count": each.agreed_count,
                "agreed_unit": each.agreed_unit,
                **span(each),
            }
            for each in records.statuses
        ],
    )
    create(
        Allocation,
        [
            {"child_id": each.child, "staff_id": each.staff, "kind": each.kind, **span(each)}
            for each in records.allocations
        ],
    )
    create(Visit, [{"child_id": v.child, "visited_on": v.on, "seen": v.seen} for v in records.visits])
    create(Supervision, [{"child_id": each.child, "held_on": each.on} for each in records.supervisions])


def create(model, rows):
    model.objects.bulk_create(model(**row) for row in rows)


def span(each):
    return {"starts_on": each.starts, "ends_on": each.ends}


def known(slugs):
    """The current figures: numerator, denominator, value, why missing, by slug, kind, ref and month."""
    rows = CurrentFigure.objects.filter(indicator__slug__in=slugs).select_related(
        "indicator", "place", "figure"
    )
    return {
        (
            row.indicator.slug,
            row.place.kind,
            row.place.service_area_id or row.place.team_id or 0,
            row.month,
        ): (
            row.figure.numerator,
            row.figure.denominator,
            row.figure.value,
            row.figure.missing,
        )
        for row in rows
    }
