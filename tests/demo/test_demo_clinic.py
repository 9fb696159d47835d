"""The demo's names put those alike on the clinic's list of July 2023 in the order of its paper."""

from tests.caseloads.clinic_2023_07 import LIST
from tests.demo.files import rows


def test_by_allocations_status_and_name_the_list_is_the_papers():
    names = {row["staff_id"]: row["name"].casefold() for row in rows("staff.csv")}
    held = [
        (-int(row["allocations"]), row["qualifying_status"], names[row["worker"]], row["team"])
        for row in rows("caseloads_2023-07.csv")
        if int(row["allocations"]) >= 20
    ]
    assert [(-children, status, team) for children, status, _, team in sorted(held)] == LIST
