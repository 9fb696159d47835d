"""The overview pages of places say what is counted, of whom, and lead to exactly those."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest

from caseloads.models import CaseloadResponse, ChildStatus
from organisation.models import StaffRecord
from tests.caseloads.overview_world import BEGINNING, TODAY, make_world
from tests.caseloads.page_text import figures, opener, rows, text
from tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def opened(client):
    return opener(client)


def test_who_sees_all_services_has_them_side_by_side_with_a_total(opened, world):
    table = rows(opened(world.performance, "caseloads"), "Service areas, the fullest first")
    assert table == [
        ["Service area", "Children", "Case holders", "FTE", "Children per FTE", "Share of limit",
         "20 or more", "Over limit", "Late visits", "Late supervisions", "Alarms"],
        ["BIT", "21", "1", "1", "21.0", "124%", "1", "1", "0", "0", "0"],
        ["SWF", "27", "3", "2.6", "10.4", "71%", "0", "2", "1", "0", "0"],
        ["Unallocated", "1", "0", "0", "–", "–", "0", "0", "0", "0", "0"],
        ["Total", "49", "4", "3.6", "13.3", "87%", "1", "3", "1", "0", "0"],
    ]  # fmt: skip


def test_a_head_of_one_service_area_has_its_teams_at_once(opened, world):
    page = opened(world.head, "caseloads")
    assert [row[0] for row in rows(page, "Teams, the fullest first")] == [
        "Team", "SWF West", "SWF East", "Unallocated", "Total",
    ]  # fmt: skip


def test_a_practice_manager_has_their_own_workers_at_once(opened, world):
    page = opened(world.manager, "caseloads")
    table = rows(page, "Workers, the fullest first")
    assert [row[0] for row in table] == ["Worker", "Ali Madeupson", "Kim Inventon"]
    assert table[1][3:8] == ["0.6", "12", "20.0", "10.2", "118%"]
    assert table[2][-1] == "Over protected limit"
    assert "SWF West, 16 October 2023" in text(page)


def test_who_leads_two_service_areas_has_both(opened, world):
    world.head.role_holdings.create(role="service_lead", service_area=world.bit, starts_on=BEGINNING)
    table = rows(opened(world.head, "caseloads"), "Service areas, the fullest first")
    assert [row[0] for row in table[1:]] == ["BIT", "SWF", "Unallocated", "Total"]


@pytest.mark.parametrize("who", ["performance", "head", "manager"])
def test_each_key_figure_is_the_length_of_the_list_that_it_leads_to(client, opened, world, who):
    ChildStatus.objects.filter(child=world.waiting).update(starts_on=BEGINNING)
    StaffRecord.objects.filter(staff=world.bo).update(fte=0)
    StaffRecord.objects.filter(staff=world.ali).update(ends_on=dt.date(2023, 10, 1))
    found = figures(opened(getattr(world, who), "caseloads"))
    linked = {label: each for label, each in found.items() if each[1]}
    assert {"Children held", "Over their limit", "Late visits", "Alarms", "Unallocated"} <= set(linked)
    for label, (number, url) in linked.items():
        listed = re.search(r"(\d+) in all", text(client.get(url).content.decode()))
        assert listed, label
        assert listed[1] == number, label


def test_each_number_of_the_table_is_the_length_of_the_list_that_it_leads_to(client, opened, world):
    ChildStatus.objects.filter(child=world.waiting).update(starts_on=BEGINNING)
    page = opened(world.performance, "caseloads")
    table = re.search(r"Service areas, the fullest first</caption>(.*?)</table>", page, re.DOTALL)[1]
    cells = re.findall(r'cell--numeric"><a href="([^"]+)">(\d+)<', table)
    assert len(cells) > 10
    for url, number in cells:
        listed = re.search(r"(\d+) in all", text(client.get(url).content.decode()))
        assert (url, listed and listed[1]) == (url, number)


def test_every_way_from_the_pages_leads_somewhere(client, opened, world):
    pages = [("caseloads",), ("caseload_area", world.swf), ("caseload_team", world.west)]
    pages += [("caseload_worker", world.kim), ("child", world.late), ("child", world.waiting), ("home",)]
    for name, *things in pages:
        page = opened(world.head, name, *things)
        addresses = {urlsplit(url) for url in re.findall(r'<a [^>]*href="([^"]+)"', page)}
        own = {each for each in addresses if each.path and not each.path.startswith("/account/")}
        for url in {f"{each.path}?{each.query}" for each in own}:
            assert client.get(url).status_code == 200, (name, url)


def test_the_page_of_an_area_and_of_a_team_have_the_same_columns(opened, world):
    area = rows(opened(world.head, "caseload_area", world.swf), "Teams, the fullest first")
    assert area[1][:6] == ["SWF West", "24", "2", "1.6", "15.0", "113%"]
    assert area[-1][:6] == ["Total", "27", "3", "2.6", "10.4", "71%"]
    team = rows(opened(world.head, "caseload_team", world.west), "Workers, the fullest first")
    fullest = rows(opened(world.head, "caseload_area", world.swf), "Fullest caseloads")
    assert fullest[0] == ["Worker", "Team", *team[0][1:]]
    assert fullest[1] == ["Ali Madeupson", "SWF West", *team[1][1:]]


def test_statuses_held_are_counted_and_lead_to_their_children(client, opened, world):
    page = opened(world.head, "caseload_area", world.swf)
    assert rows(page, "Statuses held")[1:] == [["Child in need", "24"], ["Looked after", "3"]]
    url = re.search(r'href="([^"]*status=CLA[^"]*)"', page)[1]
    assert "3 in all" in text(client.get(url).content.decode())


def test_who_has_no_response_is_said_until_there_is_one(opened, world):
    assert figures(opened(world.head, "caseloads"))["Without a response"][0] == "1"
    CaseloadResponse.objects.create(
        staff=world.kim, about="protected", children=12, text="Two children move on 1 November.",
        made_on=TODAY, review_on=dt.date(2023, 11, 1), by=world.head,
    )  # fmt: skip
    assert "Without a response" not in figures(opened(world.head, "caseloads"))
    page = text(opened(world.manager, "caseload_worker", world.kim))
    assert "Two children move on 1 November." in page
    assert "by Hal Headington on 16 October 2023 of 12 children. Review on 1 November 2023" in page


def test_a_council_without_a_record_is_told_what_to_do_next(opened):
    page = opened(UserFactory(roles=["performance"]), "caseloads")
    assert "There are no caseloads here yet." in page
    manager = UserFactory(roles=["practice_manager"], staff=StaffFactory())
    assert "There are no caseloads here yet." in opened(manager, "caseloads")
