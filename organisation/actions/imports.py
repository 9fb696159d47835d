"""What files of teams and staff change, written in a handful of statements however long the file."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from core.history import Actor, action, record
from core.importing.changes import Change, Changes
from core.importing.importer import Source
from core.importing.lines import record_each
from core.importing.removing import Removal
from organisation import dated
from organisation.imports.staff import KnownStaff, StaffRow
from organisation.imports.teams import KnownTeams, TeamRow
from organisation.listening import places_changed, staff_changed
from organisation.models import ServiceArea, ServiceAreaName, Staff, StaffRecord, Team, TeamRecord
from organisation.names import fold

BATCH = 500


@action
def write_teams(*, by: Actor, changes: Changes[TeamRow], known: KnownTeams, source: Source) -> None:
    """Add and correct teams' records; service areas that are not known begin with their first team.

    Called by `core.importing.actions.take`, which has checked the rows against `known`, locked.
    """
    rows = [change.row for change in changes.all]
    areas = _areas(by, rows, known, source)
    teams = _teams(rows, known)
    fields = [
        TeamRecord(
            pk=change.pk,
            team_id=teams[known.owner(change.row)].pk,
            name=_name(change, known),
            service_area_id=areas[fold(change.row.service_area), change.row.starts_on],
            case_holding=change.row.case_holding,
            statutory=change.row.statutory,
            starts_on=change.row.starts_on,
            ends_on=change.row.ends_on,
        )
        for change in changes.all
    ]
    corrected = ["name", "service_area", "case_holding", "statutory", "ends_on"]
    TeamRecord.objects.bulk_update([each for each in fields if each.pk], corrected, batch_size=BATCH)
    TeamRecord.objects.bulk_create([each for each in fields if not each.pk])
    _name_today(teams.values())
    record_each(by=by, changes=changes, subject=lambda key: teams[key[0]], source=source)
    places_changed(by=by, since=min(row.starts_on for row in rows), cause="teams were imported")


def _name(change: Change[TeamRow], known: KnownTeams) -> str:
    """The record's name: as it is spelled already, where it only differs in its case or spaces."""
    held = known.records.get(known.key(change.row))
    if held is not None and fold(held.values["name"]) == fold(change.row.team):
        return str(held.values["name"])
    return change.row.team


def _areas(
    by: Actor, rows: Iterable[TeamRow], known: KnownTeams, source: Source
) -> dict[tuple[str, dt.date], int]:
    """The service area of each name and day. New ones are made; one that begins too late begins earlier."""
    first: dict[Any, TeamRow] = {}
    for row in rows:
        whose = known.area(row) or fold(row.service_area)
        if whose not in first or row.starts_on < first[whose].starts_on:
            first[whose] = row
    found: dict[Any, int] = {}
    for whose, row in first.items():
        if isinstance(whose, str):
            found[whose] = _new_area(by, row, source)
        else:
            found[whose] = whose
            if row.starts_on < known.areas.begins(whose):
                _begin_earlier(by, whose, row.starts_on, source)
    return {
        (fold(row.service_area), row.starts_on): found[known.area(row) or fold(row.service_area)]
        for row in rows
    }


def _new_area(by: Actor, row: TeamRow, source: Source) -> int:
    area = ServiceArea.objects.create(name=row.service_area)
    ServiceAreaName.objects.create(service_area=area, name=row.service_area, starts_on=row.starts_on)
    after = {"name": area.name, "from": dated.words(row.starts_on)}
    record("created", area, by=by, after=after, reason=source.reason)
    return area.pk


def _begin_earlier(by: Actor, pk: int, starts_on: dt.date, source: Source) -> None:
    """A service area begins no later than its first team."""
    earliest = ServiceAreaName.objects.select_related("service_area").filter(service_area=pk).last()
    if earliest is None:
        return
    before = {"from": dated.words(earliest.starts_on)}
    earliest.starts_on = starts_on
    earliest.save(update_fields=["starts_on"])
    after = {"from": dated.words(starts_on)}
    record("corrected", earliest.service_area, by=by, before=before, after=after, reason=source.reason)


def _teams(rows: Iterable[TeamRow], known: KnownTeams) -> dict[Any, Team]:
    """The rows' teams, by primary key or, for new ones, by name."""
    owners = {known.owner(row): row for row in rows}
    there = {pk for pk in owners if isinstance(pk, int)}
    teams: dict[Any, Team] = {team.pk: team for team in Team.objects.filter(pk__in=there)}
    new = {owner: Team(name=row.team) for owner, row in owners.items() if owner not in there}
    Team.objects.bulk_create(new.values())
    return {**teams, **new}


def _name_today(teams: Iterable[Team]) -> None:
    """Call each team what its record says of today, as the pages' actions do."""
    shown = Team.objects.filter(pk__in=[team.pk for team in teams]).prefetch_related("records")
    renamed = []
    for team in shown:
        current = dated.todays(team)
        if current is not None and current.name != team.name:
            team.name = current.name
            renamed.append(team)
    Team.objects.bulk_update(renamed, ["name"], batch_size=BATCH)


@action
def write_staff(*, by: Actor, changes: Changes[StaffRow], known: KnownStaff, source: Source) -> None:
    """Add, correct and remove members of staff's records. Called as `write_teams` is."""
    StaffRecord.objects.filter(pk__in=[removal.pk for removal in changes.removed]).delete()
    staff = {
        **_staff([change.row for change in changes.all], known),
        **_left_by(changes.removed, known),
    }
    fields = [
        StaffRecord(
            pk=change.pk,
            staff_id=staff[known.owner(change.row)].pk,
            role=change.row.role,
            qualifying_status=change.row.qualifying_status,
            team_id=known.checked_team(change.row),
            fte=change.row.fte,
            qualified_on=change.row.qualified_on,
            starts_on=change.row.starts_on,
            ends_on=change.row.ends_on,
        )
        for change in changes.all
    ]
    corrected = ["role", "qualifying_status", "team", "fte", "qualified_on", "ends_on"]
    StaffRecord.objects.bulk_update([each for each in fields if each.pk], corrected, batch_size=BATCH)
    StaffRecord.objects.bulk_create([each for each in fields if not each.pk])
    record_each(by=by, changes=changes, subject=lambda key: staff[key[0]], source=source)
    since, until = _from_to(changes)
    staff_changed(by=by, staff=list(staff.values()), since=since, until=until, cause="staff were imported")


def _from_to(changes: Changes[StaffRow]) -> tuple[dt.date, dt.date | None]:
    """When the first of what changed begins, and the last ends or ended before; None while one is open."""
    begin = {change.row.starts_on for change in changes.all}
    begin |= {removal.before["from"] for removal in changes.removed}
    ends = {change.row.ends_on for change in changes.all}
    ends |= {change.before["to"] for change in changes.corrected if change.before and "to" in change.before}
    ends |= {removal.before["to"] for removal in changes.removed}
    return min(begin), None if None in ends else max(end for end in ends if end)


def _left_by(removed: Iterable[Removal], known: KnownStaff) -> dict[str, Staff]:
    """The members of staff of whom a record was removed. They stay, with or without another."""
    owners = {known.pks[removal.key[0]]: removal.key[0] for removal in removed}
    return {owners[each.pk]: each for each in Staff.objects.filter(pk__in=owners)}


def _staff(rows: Iterable[StaffRow], known: KnownStaff) -> dict[str, Staff]:
    """The rows' members of staff by staff id, those that are new made, names put right."""
    by_id = {known.owner(row): row for row in rows}
    pks = {known.pks[owner]: owner for owner in by_id if owner in known.pks}
    staff = {pks[each.pk]: each for each in Staff.objects.filter(pk__in=pks)}
    renamed = []
    for owner, each in staff.items():
        if each.name != by_id[owner].name:
            each.name = by_id[owner].name
            renamed.append(each)
    Staff.objects.bulk_update(renamed, ["name"], batch_size=BATCH)
    new = {
        owner: Staff(staff_id=row.staff_id, name=row.name)
        for owner, row in by_id.items()
        if owner not in staff
    }
    Staff.objects.bulk_create(new.values())
    return {**staff, **new}
