"""Service areas: names over time, and nothing of the past lost."""

import datetime as dt

import pytest

from core import history
from core.clock import LONDON
from core.errors import Conflict, Refused
from core.history import Service
from core.jobs.actions import start_due
from core.models import Job
from organisation import actions, dated
from organisation.models import ServiceArea
from tests.factories import ServiceAreaFactory, TeamFactory, UserFactory
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db
BY = Service("the test")
APRIL = dt.date(2023, 4, 1)
NEXT_APRIL = dt.date(2024, 4, 1)


def names(area):
    return [(r.name, r.starts_on, r.ends_on) for r in area.records.order_by("starts_on")]


def create(name="SWF", starts_on=dt.date(2019, 4, 1), **kwargs):
    return actions.create_service_area(by=BY, name=name, starts_on=starts_on, **kwargs)


def test_a_new_service_area_has_its_name_from_the_day_told():
    area = create(long_name="Social Work with Families")
    assert names(area) == [("SWF", dt.date(2019, 4, 1), None)]
    assert area.records.get().long_name == "Social Work with Families"


def test_creating_the_same_service_area_twice_makes_one():
    assert create() == create()
    assert len(history.of(ServiceArea.objects.get())) == 1


@pytest.mark.parametrize("name", ["SWF", "swf"])
def test_a_name_that_is_taken_is_refused(name):
    create()
    with pytest.raises(Refused, match="There is a service area called"):
        create(name, starts_on=APRIL)
    assert ServiceArea.objects.count() == 1


def test_renaming_closes_the_old_name_and_begins_the_new_one_that_day():
    area = create()
    actions.rename_service_area(by=BY, area=area, name="Families", on=APRIL)
    assert names(area) == [("SWF", dt.date(2019, 4, 1), APRIL), ("Families", APRIL, None)]
    area.refresh_from_db()
    assert area.name == "Families"


def test_a_rename_reads_as_a_sentence_in_its_history():
    ann = UserFactory(name="Ann Archer")
    area = create()
    actions.rename_service_area(by=ann, area=area, name="Families", on=APRIL)
    assert history.of(area)[0].sentence == (
        "Ann Archer renamed the service area. Name went from SWF to Families. From was set to 1 April 2023."
    )


def test_a_rename_in_the_past_leaves_later_names_alone():
    area = create()
    actions.rename_service_area(by=BY, area=area, name="Families", on=APRIL)
    actions.rename_service_area(by=BY, area=area, name="Middle", on=dt.date(2021, 1, 1))
    assert names(area) == [
        ("SWF", dt.date(2019, 4, 1), dt.date(2021, 1, 1)),
        ("Middle", dt.date(2021, 1, 1), APRIL),
        ("Families", APRIL, None),
    ]
    area.refresh_from_db()
    assert area.name == "Families"


def test_a_rename_entered_in_advance_shows_from_its_day(settings):
    area = create()
    actions.rename_service_area(by=BY, area=area, name="Families", on=NEXT_APRIL)
    area.refresh_from_db()
    assert area.name == "SWF"
    settings.PLUMBLINE_TODAY = NEXT_APRIL
    assert actions.show_todays_names(by=BY) == 1
    area.refresh_from_db()
    assert area.name == "Families"
    assert actions.show_todays_names(by=BY) == 0


def test_a_name_that_another_is_to_have_is_refused():
    actions.rename_service_area(by=BY, area=create(), name="Families", on=NEXT_APRIL)
    with pytest.raises(Refused):
        create("Families")


def test_renaming_on_the_day_a_name_began_puts_that_name_right():
    area = create("SWFF")
    actions.rename_service_area(by=BY, area=area, name="SWF", on=dt.date(2019, 4, 1))
    assert names(area) == [("SWF", dt.date(2019, 4, 1), None)]
    assert "corrected the service area. Name went from SWFF to SWF" in history.of(area)[0].sentence


def test_renaming_to_the_name_it_has_changes_nothing():
    area = create()
    actions.rename_service_area(by=BY, area=area, name="SWF", on=APRIL)
    assert names(area) == [("SWF", dt.date(2019, 4, 1), None)]
    assert len(history.of(area)) == 1


def test_a_rename_of_what_was_changed_since_it_was_read_is_a_conflict_and_changes_nothing():
    area = create()
    seen = dated.stamp(area)
    actions.rename_service_area(by=BY, area=area, name="Families", on=APRIL, seen=seen)
    with pytest.raises(Conflict) as conflict:
        actions.rename_service_area(by=BY, area=area, name="Kinder", on=APRIL, seen=seen)
    assert conflict.value.current.name == "Families"
    assert names(area)[-1][0] == "Families"


def test_the_same_rename_sent_twice_is_no_conflict():
    area = create()
    seen = dated.stamp(area)
    for _ in range(2):
        actions.rename_service_area(by=BY, area=area, name="Families", on=APRIL, seen=seen)
    assert len(names(area)) == 2


def test_a_service_area_ends_on_a_day_and_keeps_its_past():
    area = create()
    actions.end_service_area(by=BY, area=area, on=APRIL)
    assert names(area) == [("SWF", dt.date(2019, 4, 1), APRIL)]
    assert not ServiceArea.objects.existing_on(APRIL).exists()
    assert ServiceArea.objects.existing_on(APRIL - dt.timedelta(days=1)).get() == area


def test_ending_twice_changes_nothing_but_ending_later_is_refused():
    area = create()
    actions.end_service_area(by=BY, area=area, on=APRIL)
    actions.end_service_area(by=BY, area=area, on=APRIL)
    assert len(history.of(area)) == 2
    with pytest.raises(Refused, match="ended on 1 April 2023"):
        actions.end_service_area(by=BY, area=area, on=NEXT_APRIL)


def test_a_service_area_with_teams_does_not_end():
    area = ServiceAreaFactory(name="SWF")
    TeamFactory(name="East", record=area)
    with pytest.raises(Refused, match="Still in SWF then: East"):
        actions.end_service_area(by=BY, area=area, on=APRIL)


def test_a_service_area_whose_teams_have_moved_away_may_end():
    area, other = ServiceAreaFactory(), ServiceAreaFactory()
    team = TeamFactory(record=area)
    values = actions.TeamValues(team.name, other, case_holding=True, statutory=True)
    actions.change_team(by=BY, team=team, values=values, on=APRIL)
    actions.end_service_area(by=BY, area=area, on=APRIL)
    assert area.records.get().ends_on == APRIL


def test_a_service_area_can_not_end_before_it_began():
    with pytest.raises(Refused, match="begins on 1 April 2019"):
        actions.end_service_area(by=BY, area=create(), on=dt.date(2018, 1, 1))


def test_names_begin_on_their_day_by_a_nightly_job(settings):
    area = create()
    actions.rename_service_area(by=BY, area=area, name="Families", on=NEXT_APRIL)
    settings.PLUMBLINE_TODAY = NEXT_APRIL
    started = start_due(by=BY, now=dt.datetime(2024, 4, 1, 0, 10, tzinfo=LONDON))
    assert "organisation.names" in {job.kind for job in started}
    run_pending()
    assert ServiceArea.objects.get().name == "Families"
    assert Job.objects.get(kind="organisation.names").words == "1 name changed."
