"""A practice manager sees their own team's children and workers, and no other's, wherever they look."""

import datetime as dt
import html
import re

import pytest
from django.urls import reverse

from caseloads.models import Allocation
from organisation.models import StaffRecord
from tests.caseloads.overview_world import BEGINNING, TODAY, make_world
from tests.factories import ChildFactory

pytestmark = pytest.mark.django_db
OTHERS = ("Bo Fictley", "Cy Sampleham", "SWF East", "BIT", "CD3000", "CD4000")
"""What stands for somebody else's: workers, places, case references."""


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def manager(client, world):
    client.force_login(world.manager)
    return client


def text(response):
    return html.unescape(response.content.decode())


def lists(world):
    """Every page and list of the overview that a manager may open."""
    names = ("caseloads", "caseload_workers", "child_search", "home")
    places = [reverse("caseload_team", args=[world.west.pk])]
    workers = [reverse("caseload_worker", args=[each.pk]) for each in (world.kim, world.ali)]
    children = [reverse("child", args=[each.pk]) for each in (world.late, world.waiting)]
    return [*(reverse(name) for name in names), *places, *workers, *children]


def test_no_page_names_anybody_elses_worker_team_or_child(manager, world):
    for url in lists(world):
        page = manager.get(url)
        assert page.status_code == 200
        assert not [other for other in OTHERS if other in text(page)], url


@pytest.mark.parametrize("name", ["caseload_workers", "child_search"])
def test_no_export_names_them_either(manager, world, name):
    for query in ("export=csv", "export=csv&show=over", "export=csv&late=any", "export=csv&sort=-team"):
        file = manager.get(f"{reverse(name)}?{query}").content.decode()
        assert not [other for other in OTHERS if other in file]
        assert "Kim Inventon" in file


def test_somebody_elses_page_is_not_there(manager, world):
    there = [("caseload_area", world.swf), ("caseload_area", world.bit), ("caseload_team", world.east)]
    there += [("caseload_team", world.front), ("caseload_worker", world.bo), ("caseload_worker", world.cy)]
    there += [("child", world.of_bo[0]), ("child", world.of_cy[0])]
    for name, thing in there:
        assert manager.get(reverse(name, args=[thing.pk])).status_code == 404, name


def test_a_head_sees_no_other_service_area(client, world):
    client.force_login(world.head)
    assert client.get(reverse("caseload_team", args=[world.east.pk])).status_code == 200
    assert client.get(reverse("child", args=[world.of_bo[0].pk])).status_code == 200
    there = [("caseload_area", world.bit), ("caseload_team", world.front)]
    there += [("caseload_worker", world.cy), ("child", world.of_cy[0])]
    for name, thing in there:
        assert client.get(reverse(name, args=[thing.pk])).status_code == 404, name
    for name in ("caseloads", "caseload_workers", "child_search"):
        page = text(client.get(reverse(name)))
        assert not [other for other in ("Cy Sampleham", "BIT", "CD4000") if other in page]


def search(client, reference):
    """The page of a search, without what differs from one page to the next."""
    page = text(client.post(reverse("child_search"), {"case_ref": reference}))
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(reference, "REFERENCE")


def test_a_reference_of_somebody_elses_child_finds_nothing_in_the_same_words_as_one_that_is_not(
    manager, world
):
    theirs, nobodys = search(manager, "CD300000"), search(manager, "CD999999")
    assert "Nothing matches." in theirs
    assert theirs == nobodys
    assert reverse("child", args=[world.late.pk]) in search(manager, "cd 100000")


@pytest.mark.parametrize("name", ["caseload_workers", "child_search"])
@pytest.mark.parametrize(("choice", "what"), [("team", "east"), ("service_area", "bit")])
def test_a_filter_for_somebody_elses_place_says_the_same_as_for_one_that_is_not(
    manager, world, name, choice, what
):
    answers = [
        text(manager.get(f"{reverse(name)}?{choice}={pk}")).replace(f"{choice}={pk}", "")
        for pk in (getattr(world, what).pk, 987654)
    ]
    cleaned = [re.sub(r'(value="\w+"|\d{4,}|\b\d\b)', "", answer) for answer in answers]
    assert cleaned[0] == cleaned[1]
    assert not [other for other in OTHERS if other in answers[0]]


def test_a_filter_offers_no_team_area_or_worker_but_ones_own(manager, world):
    for name in ("caseload_workers", "child_search"):
        options = re.findall(r"<option[^>]*>([^<]*)", text(manager.get(reverse(name))))
        assert "SWF West" in options
        assert not [other for other in OTHERS if any(other in option for option in options)]


def test_the_filter_for_a_worker_of_another_team_is_refused_without_a_name(manager, world):
    page = text(manager.get(f"{reverse('child_search')}?worker={world.bo.pk}"))
    assert "Nothing is shown because a filter could not be understood." in page
    assert "Fictley" not in page


def test_a_child_that_went_to_another_team_went_out_of_sight(manager, world):
    moved = world.of_kim[5]
    Allocation.objects.filter(child=moved).update(ends_on=dt.date(2023, 10, 2))
    Allocation.objects.create(child=moved, staff=world.bo, starts_on=dt.date(2023, 10, 2))
    assert manager.get(reverse("child", args=[moved.pk])).status_code == 404
    page = text(manager.get(reverse("caseload_worker", args=[world.kim.pk])))
    assert moved.case_ref not in page
    assert "1 earlier allocation is of a child who is with another team now." in page
    assert "Nothing matches." in search(manager, moved.case_ref)


def test_a_worker_who_moved_takes_their_children_along(manager, world):
    StaffRecord.objects.filter(staff=world.kim).update(ends_on=TODAY)
    StaffRecord.objects.create(staff=world.kim, team=world.east, role="SW", fte=1, starts_on=TODAY)
    assert manager.get(reverse("caseload_worker", args=[world.kim.pk])).status_code == 404
    assert manager.get(reverse("child", args=[world.late.pk])).status_code == 404
    assert "CD1000" not in manager.get(f"{reverse('child_search')}?export=csv").content.decode()


def test_a_second_worker_of_another_team_is_named_on_the_childs_page_and_leads_nowhere(manager, world):
    Allocation.objects.create(child=world.late, staff=world.bo, kind="secondary", starts_on=BEGINNING)
    page = text(manager.get(reverse("child", args=[world.late.pk])))
    assert "Bo Fictley" in page
    assert reverse("caseload_worker", args=[world.bo.pk]) not in page
    Allocation.objects.create(child=world.of_bo[0], staff=world.kim, kind="secondary", starts_on=BEGINNING)
    assert manager.get(reverse("child", args=[world.of_bo[0].pk])).status_code == 404


def test_a_child_whom_nobody_held_yet_is_no_managers(manager, world):
    never = ChildFactory(status="CIN", case_ref="CD700001")
    assert manager.get(reverse("child", args=[never.pk])).status_code == 404
    assert "CD700001" not in text(manager.get(reverse("child_search")))


def test_a_manager_without_a_team_sees_nothing_and_learns_why(client, world):
    StaffRecord.objects.filter(staff=world.manager.staff).delete()
    client.force_login(world.manager)
    page = text(client.get(reverse("caseloads")))
    assert "You are recorded in no team today" in page
    assert not [other for other in ("Kim", "SWF", "CD1") if other in page]
    assert client.get(reverse("caseload_worker", args=[world.kim.pk])).status_code == 404
