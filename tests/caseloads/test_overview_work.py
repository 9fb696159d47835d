"""The home page says where the pressure is in one's own team or service, and nothing where there is none."""

import pytest

from caseloads.models import Allocation, CaseloadLimit, Visit
from caseloads.overview.work import ALL_WELL, own_caseloads
from core.home import links_of
from organisation.models import StaffRecord, User
from tests.caseloads.overview_world import BEGINNING, TODAY, make_world
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def work(user):
    """The block, as a page opened now has it."""
    return own_caseloads(User.objects.get(pk=user.pk))


def said(user):
    return [(line.text, line.detail) for line in work(user).lines]


def test_a_manager_reads_of_their_own_team_alone(world):
    assert work(world.manager).title == "My team’s caseloads"
    assert said(world.manager) == [
        ("2 workers over their limit", ""),
        ("1 late visit", "the latest by 15 days"),
        ("1 unallocated child", ""),
    ]


def test_a_head_reads_of_their_service(world):
    Visit.objects.filter(child=world.of_bo[0]).delete()
    assert work(world.head).title == "My service’s caseloads"
    assert said(world.head)[1] == ("2 late visits", "the latest by 1,342 days")


def test_each_line_leads_to_its_list(client, world):
    client.force_login(world.manager)
    for line in work(world.manager).lines:
        assert client.get(line.url).status_code == 200


def test_where_all_is_well_there_is_one_line_and_no_number(client, world):
    CaseloadLimit.objects.filter(kind="protected").delete()
    CaseloadLimit.objects.update(children=40)
    Visit.objects.create(child=world.late, visited_on=TODAY)
    Allocation.objects.create(child=world.waiting, staff=world.kim, starts_on=TODAY)
    found = work(world.manager)
    assert (found.lines, found.empty) == ([], ALL_WELL)
    client.force_login(world.manager)
    assert ALL_WELL in client.get("/").content.decode()


def test_who_sees_every_service_besides_is_not_told_that_all_are_theirs(world):
    world.head.role_holdings.create(role="qa", starts_on=BEGINNING)
    assert work(world.head) is None


@pytest.mark.parametrize("role", ["qa", "performance", "panel", "administrator", "scrutiny"])
def test_who_manages_no_team_and_leads_no_service_reads_nothing(world, role):
    assert own_caseloads(UserFactory(roles=[role])) is None


def test_a_manager_without_a_team_reads_nothing(world):
    StaffRecord.objects.filter(staff=world.manager.staff).delete()
    assert work(world.manager) is None


def test_the_way_to_the_caseloads_is_for_those_who_may_see_them(world):
    for user in (world.manager, world.head, world.qa, world.performance):
        words = [link.text for link in links_of(user)]
        assert words.index("Audits") < words.index("Caseloads") if "Audits" in words else "Caseloads" in words
        assert "Figures" not in words or words.index("Caseloads") < words.index("Figures")
    assert "Caseloads" not in [link.text for link in links_of(UserFactory(roles=["panel"]))]
