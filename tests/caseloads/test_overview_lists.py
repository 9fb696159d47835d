"""The lists of workers and of children: what each filter lets through, the order, what is taken away."""

import csv
import html
import io
import re

import pytest
from django.urls import reverse

from caseloads.models import Allocation, ChildStatus
from organisation.models import StaffRecord
from tests.caseloads.overview_world import BEGINNING, GIVEN_UP, TODAY, make_world, worker
from tests.factories import ChildFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def client(client, world):
    client.force_login(world.performance)
    return client


def exported(client, name, query=""):
    """The list taken away as a file, a dictionary a row."""
    file = client.get(f"{reverse(name)}?export=csv&{query}")
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))


def names(client, query):
    return {row["Worker"] for row in exported(client, "caseload_workers", query)}


def references(client, query=""):
    return [row["Case reference"] for row in exported(client, "child_search", query)]


def text(response):
    plain = re.sub(r"<[^>]+>", " ", html.unescape(response.content.decode()))
    return re.sub(r"\s+", " ", plain)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("show=over", {"Kim Inventon", "Ali Madeupson", "Cy Sampleham"}),
        ("show=reported", {"Cy Sampleham"}),
        ("show=full_time", {"Ali Madeupson"}),
        ("show=late", {"Kim Inventon"}),
        ("show=free", {"Di Imaginer"}),
        ("show=alarm", {"Bo Fictley"}),
        ("show=holding", {"Kim Inventon", "Ali Madeupson", "Cy Sampleham", "Bo Fictley"}),
        ("qualifying_status=NQSW", {"Kim Inventon"}),
        ("role=FP", {"Di Imaginer"}),
    ],
)
def test_workers_are_found_by_what_there_is_to_note(client, world, query, found):
    worker("Di Imaginer", world.east, role="FP")
    StaffRecord.objects.filter(staff=world.bo).update(fte=0)
    assert names(client, query) == found


def test_workers_are_found_by_place(client, world):
    assert names(client, f"team={world.west.pk}") == {"Kim Inventon", "Ali Madeupson"}
    assert names(client, f"service_area={world.swf.pk}") == {"Kim Inventon", "Ali Madeupson", "Bo Fictley"}


def test_a_workers_row_has_count_count_per_fte_and_share_side_by_side(client, world):
    (row,) = exported(client, "caseload_workers", "show=full_time")
    said = {key: row[key] for key in ("FTE", "Children", "Children per FTE", "Limit", "Share of limit")}
    assert list(said.values()) == ["0.6", "12", "20", "10.2", "118"]
    assert row["To note"] == "Over limit, 20 or more at full time"


def test_workers_are_sorted_as_asked(client, world):
    rows = exported(client, "caseload_workers", "sort=-share")
    assert [row["Worker"] for row in rows][:3] == ["Cy Sampleham", "Ali Madeupson", "Kim Inventon"]


def test_children_are_found_by_status_team_worker_and_what_is_late(client, world):
    assert references(client, "status=CLA") == ["CD300000", "CD300001", "CD300002"]
    assert len(references(client, f"team={world.west.pk}")) == 24
    assert len(references(client, f"worker={world.cy.pk}")) == 21
    assert references(client, "late=visit") == ["CD100000"]
    assert references(client, "late=supervision") == []
    assert references(client, "late=any") == ["CD100000"]
    assert len(references(client, "late=no")) == 48


def test_the_unallocated_are_of_no_team_and_found_as_such(client, world):
    assert references(client, "worker=none") == ["CD500001"]
    assert len(references(client, "worker=any")) == 48
    (row,) = exported(client, "child_search", "worker=none")
    assert (row["Worker"], row["Team"]) == ("Unallocated", "")


def test_a_child_who_is_held_without_a_status_is_counted_and_so_is_listed(client, world):
    ChildFactory(case_ref="CD800000", worker=world.bo)
    assert references(client, "status=none") == ["CD800000"]
    assert len(references(client, f"team={world.east.pk}")) == 4


def test_late_comes_first_then_what_is_due_soonest_and_not_yet_due_last(client, world):
    found = references(client)
    assert found[0] == "CD100000"
    assert found[-1] == "CD500001"
    assert found[1:-1] == sorted(found[1:-1])


def test_an_export_has_the_days_late_in_columns_of_their_own(client, world):
    row = exported(client, "child_search", "late=visit")[0]
    assert row["Visit due"] == "2023-10-01"
    assert (row["Visit: days late"], row["Supervision: days late"]) == ("15", "0")
    assert (row["Last visit"], row["Held since"]) == ("2023-08-20", "2020-01-01")
    page = text(client.get(reverse("child_search")))
    assert "15 days late" in page
    assert "Visit: days late" not in page


def test_periods_with_one_worker_that_touch_are_one(client, world):
    Allocation.objects.filter(child=world.late).update(ends_on=GIVEN_UP)
    Allocation.objects.create(child=world.late, staff=world.kim, starts_on=GIVEN_UP)
    (row,) = exported(client, "child_search", "late=visit")
    assert row["Held since"] == "2020-01-01"


def test_a_child_of_the_past_is_found_by_reference_and_not_in_the_list(client, world):
    closed = ChildFactory(case_ref="CD900000")
    ChildStatus.objects.create(child=closed, status="CIN", starts_on=BEGINNING, ends_on=TODAY)
    assert "CD900000" not in references(client)
    assert "CD900000" in text(client.post(reverse("child_search"), {"case_ref": " cd900000 "}))


def test_no_case_reference_stands_in_an_address_of_the_list(client, world):
    page = client.post(reverse("child_search"), {"case_ref": "CD100000"}).content.decode()
    addresses = re.findall(r'(?:href|action)="([^"]*)"', page)
    assert not [url for url in addresses if "CD1000" in url]


def test_a_list_without_anybody_says_what_to_do_next(client, world):
    Allocation.objects.all().delete()
    StaffRecord.objects.all().delete()
    ChildStatus.objects.all().delete()
    assert "They are here once staff are recorded in a team that holds cases" in text(
        client.get(reverse("caseload_workers"))
    )
    assert "They are here once their statuses are imported" in text(client.get(reverse("child_search")))
