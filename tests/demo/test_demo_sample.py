"""The demo's audit with partners is invented, breaks no bar, and stands beside December 2022, not in it."""

import csv

import pytest

from demo import samples
from demo.loading import DEMO, FILES
from tests.audits.drawn import bars_broken
from tests.audits.world import make_world
from tests.demo import files
from tests.factories import ServiceAreaFactory, StaffFactory, TeamFactory, ToolVersionFactory


def rows():
    with samples.FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_its_children_are_audited_in_no_month():
    refs = {row["case_ref"] for row in rows()}
    assert len(refs) == len(rows()) == 6
    assert not refs & {row["case_ref"] for row in files.audits()}


def test_it_names_teams_and_auditors_of_the_demo():
    for name, column, of in (("teams.csv", "team", "team"), ("staff.csv", "staff_id", "auditor")):
        with (FILES / name).open(encoding="utf-8", newline="") as file:
            known = {row[column] for row in csv.DictReader(file)}
        assert {row[of] for row in rows()} <= known


@pytest.mark.django_db
def test_it_is_loaded_closed_and_graded_and_changes_nothing_of_a_month():
    world = make_world()
    ToolVersionFactory(code="2022-10")
    areas = {name: ServiceAreaFactory(name=name) for name in {row["service_area"] for row in rows()}}
    for row in rows():
        StaffFactory(staff_id=row["auditor"])
    for team, area in {(row["team"], row["service_area"]) for row in rows()}:
        TeamFactory(name=team, record=areas[area])
    cycle = samples.load(by=DEMO)
    audits = list(cycle.audits.select_related("auditor", "team"))
    assert (str(cycle), cycle.state, len(audits)) == ("Contacts and thresholds", "closed", 6)
    assert sorted(audit.final_grade for audit in audits) == ["good"] * 3 + ["requires_improvement"] * 3
    assert sum(audit.moderations.count() for audit in audits) == 6
    assert not bars_broken(audits)
    assert world.cycle.audits.count() == 1
