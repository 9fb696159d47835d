"""The late lists: each child within reach once, the most pressing first, filtered, counted, taken away."""

import csv
import datetime as dt
import io

import pytest

from caseloads.models import ChildStatus, Supervision, Visit
from core.clock import today
from tests.caseloads.recorded import BEGINNING, day, make_office
from tests.caseloads.test_recording_allocate_pages import words
from tests.factories import ChildFactory, UserFactory

pytestmark = pytest.mark.django_db
VISITS, TALKS = "/caseloads/late-visits/", "/caseloads/late-supervisions/"


@pytest.fixture
def office(db):
    return make_office()


def child(case_ref, worker=None, status="CIN", visited=None, discussed=None, since=BEGINNING, **more):
    """A child with its last visit and supervision so many days ago."""
    made = ChildFactory(case_ref=case_ref, status=status, status__starts_on=since, worker=worker, **more)
    if visited is not None:
        Visit.objects.create(child=made, visited_on=today() - dt.timedelta(days=visited))
    if discussed is not None:
        Supervision.objects.create(child=made, held_on=today() - dt.timedelta(days=discussed))
    return made


@pytest.fixture
def desk(client, office):
    """CIN: a visit every 42 days. The office's own child was never visited since 2020."""
    child("CH100001", office.kim, visited=50)
    child("CH100002", office.lee, visited=43)
    child("CH100003", office.lee, visited=38)
    child("CH100004", office.kim, visited=2)
    child("CH100005", office.kim, since=day("2023-10-02"))
    child("CH100006", office.worker("Pat Elsewhere", team=office.other_team), status="CLA", visited=99)
    child("CH100007", None, visited=60)
    client.force_login(office.manager)
    return client


def listed(answer):
    return [row.case_ref for row in answer.context["table"].data.data]


def test_the_late_are_listed_with_the_most_days_late_first(desk):
    answer = desk.get(VISITS)
    assert listed(answer) == ["CH490004", "CH100001", "CH100002"]
    assert [row.days_late for row in answer.context["table"].data.data][1:] == [8, 1]


def test_all_are_listed_late_first_then_what_is_due_soonest_and_not_yet_due_last(desk):
    assert listed(desk.get(VISITS, {"standing": ""})) == [
        "CH490004",
        "CH100001",
        "CH100002",
        "CH100003",
        "CH100004",
        "CH100005",
    ]


@pytest.mark.parametrize(
    ("standing", "expected"),
    [("due soon", ["CH100003"]), ("in time", ["CH100004"]), ("not yet due", ["CH100005"])],
)
def test_another_standing_is_asked_for(desk, standing, expected):
    answer = desk.get(VISITS, {"standing": standing})
    assert listed(answer) == expected
    assert f"Visits {standing}" in words(answer)


def test_the_counts_are_of_the_other_filters_and_lead_to_their_lists(desk, office):
    answer = desk.get(VISITS, {"worker": office.lee.pk})
    counts = {name: number for name, number, _, _ in answer.context["standings"]}
    assert counts == {"Late": 1, "Due soon": 1, "In time": 0, "Not yet due": 0, "All": 2}
    for _, number, query, _ in answer.context["standings"]:
        assert len(listed(desk.get(f"{VISITS}?{query}"))) == number


def test_a_manager_sees_their_own_teams_children_and_no_other_in_rows_choices_and_exports(desk, office):
    answer = desk.get(VISITS, {"standing": ""})
    html = answer.content.decode()
    exported = desk.get(VISITS, {"standing": "", "export": "csv"}).content.decode()
    for theirs in ("CH100006", "CH100007", "Pat Elsewhere", "BIT East"):
        assert theirs not in html
        assert theirs not in exported
    assert "CH100001" in exported


def test_another_teams_child_is_not_found_by_its_reference(desk):
    answer = desk.post(VISITS, {"case_ref": "CH100006"})
    assert listed(answer) == []
    assert "Pat Elsewhere" not in words(answer)


def test_a_child_is_found_by_a_reference_in_no_address_however_it_stands(desk):
    assert listed(desk.post(VISITS, {"case_ref": "ch 100004"})) == ["CH100004"]
    assert "CH1" not in "".join(query for *_, query, _ in desk.get(VISITS).context["standings"])


@pytest.mark.parametrize("name", ["worker", "team", "status", "service_area"])
def test_what_another_reach_holds_is_no_choice_of_a_filter(desk, office, name):
    theirs = {
        "worker": ["Pat Elsewhere", "Unallocated"],
        "team": ["BIT East"],
        "status": ["Looked after"],
        "service_area": ["BIT"],
    }
    labels = {label for _, label in desk.get(VISITS).context["form"].fields[name].choices}
    assert not labels & set(theirs[name])
    assert labels, "and there are choices"


def test_who_sees_every_service_finds_the_unallocated_under_no_team(client, desk, office):
    client.force_login(UserFactory(roles=["performance"]))
    assert listed(client.get(VISITS, {"worker": "none"})) == ["CH100007"]
    row = client.get(VISITS, {"worker": "none"}).context["table"].data.data[0]
    assert (row.worker, row.team, row.area) == ("Unallocated", "", "")
    assert "CH100007" not in listed(client.get(VISITS, {"team": office.team.pk}))


def test_a_child_of_two_statuses_is_listed_once_by_what_is_more_pressing(desk, office):
    ChildStatus.objects.create(
        child=child("CH100009", office.kim, visited=20), status="CP", starts_on=BEGINNING
    )
    answer = desk.get(VISITS)
    row = next(row for row in answer.context["table"].data.data if row.case_ref == "CH100009")
    assert (row.statuses, row.by) == ("CIN, CP", "CP: 10 working days")


def test_the_list_is_filtered_by_status_and_sorted(desk, office):
    child("CH200001", office.kim, status="EH", visited=40)
    assert listed(desk.get(VISITS, {"status": "EH"})) == ["CH200001"]
    assert listed(desk.get(VISITS, {"sort": "days_late"}))[0] == "CH100002"
    assert listed(desk.get(VISITS, {"sort": "-case_ref"}))[0] == "CH490004"


def test_an_export_has_what_the_page_shows_but_for_what_is_to_do(desk):
    rows = list(csv.DictReader(io.StringIO(desk.get(VISITS, {"export": "csv"}).content.decode("utf-8-sig"))))
    assert "To do" not in rows[0]
    assert rows[1] == {
        "Case reference": "CH100001",
        "Statuses": "CIN",
        "Days late": "8",
        "Due on": "2023-10-08",
        "Last": "2023-08-27",
        "Standing": "Late",
        "Worker": "Kim Inventon",
        "Team": "SWF West 1",
        "Service area": "SWF",
        "By which policy": "CIN: 42 days",
    }


def test_each_row_leads_to_recording_and_back_to_the_list_as_it_is(desk, office):
    html = desk.get(VISITS, {"worker": office.lee.pk, "page": "1"}).content.decode()
    back = f"next=%2Fcaseloads%2Flate-visits%2F%3Fworker%3D{office.lee.pk}%26page%3D1"
    assert back in html
    found = desk.post(VISITS, {"case_ref": "CH100004"}).content.decode()
    assert (
        "next=%2Fcaseloads%2Flate-visits%2F&quot;" in found or 'next=%2Fcaseloads%2Flate-visits%2F"' in found
    )


def test_who_may_only_look_sees_no_way_to_record(client, desk):
    client.force_login(UserFactory(roles=["qa"]))
    html = client.get(VISITS).content.decode()
    assert "CH100001" in html
    assert "Record a visit" not in html


def test_supervisions_are_late_by_their_own_policy(desk, office):
    child("CH300001", office.kim, discussed=70)
    child("CH300002", office.kim, discussed=10)
    late = listed(desk.get(TALKS))
    assert "CH300001" in late
    assert "CH300002" not in late
    answer = desk.get(TALKS, {"standing": "in time"})
    assert listed(answer) == ["CH300002"]
    assert answer.context["table"].data.data[0].by == "CIN: 2 months"


def test_an_empty_list_says_what_to_do_next(client, office):
    Visit.objects.create(child=office.child, visited_on=today())
    client.force_login(office.manager)
    assert (
        "No child that you can see is late for a visit. Choose another standing above to see what is due."
        in words(client.get(VISITS))
    )
    assert "Nothing matches." in words(client.get(VISITS, {"standing": "due soon"}))


def test_a_standing_that_makes_no_sense_is_said(desk):
    answer = desk.get(VISITS, {"standing": "soonish"})
    assert answer.context["form"].errors
    assert "Choose the standing from the list." in words(answer)
