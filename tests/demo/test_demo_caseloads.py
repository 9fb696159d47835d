"""The demo's council: July 2023 exactly as the clinic had it, every month near the published one."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from collections import Counter

import pytest

from core import months
from demo.council.rows import HEADINGS, as_csv
from tests.demo import council_rows as council
from tests.demo import counting, files

CLINIC = dt.date(2023, 7, 31)
LAST_MONTH = "2024-10"
DIGEST = "1a0beb86d10e75db224a50efd3c841f63c4864966e98f05b1b722097f31266c1"
"""Of the four files. It changes with the demo's files and with the generator, and with nothing else."""


def digest():
    return hashlib.sha256("".join(as_csv(council.made(), name) for name in HEADINGS).encode()).hexdigest()


def last_day(month):
    return months.last_day(months.parse(month))


def published():
    """(indicator, month, value) of everything published."""
    for row in files.rows("published-caseloads.csv"):
        for month, value in row.items():
            if month != "indicator" and value:
                yield row["indicator"], month, float(value)


def test_the_rows_are_the_same_each_time():
    assert digest() == DIGEST


@pytest.mark.slow
def test_the_rows_are_the_same_in_another_process_whatever_the_order_of_its_sets():
    code = "from tests.demo.test_demo_caseloads import digest; print(digest())"
    for seed in ("1", "2023"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        ran = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        assert ran.stdout.strip() == DIGEST


def of_bit_and_swf():
    """How many each worker who sits there on the clinic's day holds, with qualifying status and team."""
    areas = {row["team"]: row["service_area"] for row in files.rows("teams.csv")}
    held = Counter(council.held_on(CLINIC).values())
    found = {}
    for staff_id, children in held.items():
        row = council.record(staff_id, CLINIC)
        if areas[row["team"]] in {"BIT", "SWF"}:
            found[staff_id] = (children, row["qualifying_status"], row["team"])
    return found


def test_on_31_july_2023_bit_and_swf_hold_exactly_what_the_clinic_had():
    clinic = {
        row["worker"]: (int(row["allocations"]), row["qualifying_status"], row["team"])
        for row in files.rows("caseloads_2023-07.csv")
    }
    assert of_bit_and_swf() == clinic
    assert (len(clinic), sum(children for children, _, _ in clinic.values())) == (64, 1156)


def test_the_clinics_list_of_those_at_20_or_more_comes_out_fullest_first():
    full = sorted((held for held in of_bit_and_swf().values() if held[0] >= 20), reverse=True)
    west, east = "SWF West 1", "SWF East 2"
    assert [children for children, _, _ in full] == [
        *(30, 27, 26, 26, 26, 26, 26, 26, 26, 25, 24, 24, 24),
        *(23, 23, 23, 23, 23, 21, 21, 21, 21, 21, 21, 20, 20),
    ]
    assert (full[0], full[1]) == ((30, "SW", west), (27, "SW", east))
    assert Counter(team.split()[0] for _, _, team in full) == {"SWF": 19, "BIT": 6, "Frontline": 1}
    assert [held for held in full if held[1] == "NQSW"] == [
        (25, "NQSW", "SWF East 1"),
        (21, "NQSW", "SWF West 3"),
        (21, "NQSW", "BIT East 1"),
    ]


def test_the_whole_service_had_47_at_20_or_more_that_month():
    held = Counter(council.held_on(CLINIC).values())
    assert sum(children >= 20 for children in held.values()) == 47
    assert max(held.values()) == 30


def counted(month):
    day = last_day(month)
    counts = {slug.lower(): len(counting.cohort(slug, day)) for slug in ("CIN", "CIN_CWD", "CP", "CLA")}
    return {
        **counts,
        **counting.workloads(day),
        **counting.continuity(day),
        **counting.timeliness(day),
    }


def is_share(slug):
    return slug.startswith(("visits.", "supervision.")) or slug.endswith("6_months")


@pytest.mark.parametrize("month", sorted({month for _, month, _ in published()}))
def test_each_month_is_near_what_was_published(month):
    points, part = (2, 0.02) if month == LAST_MONTH else (4, 0.05)
    found = counted(month)
    far = {
        slug: (found[slug], value)
        for slug, its_month, value in published()
        if its_month == month
        if abs(found[slug] - value) > (points if is_share(slug) else part * value)
    }
    assert far == {}


def test_in_october_2024_statutory_teams_have_about_141_case_holders_and_78_are_social_workers():
    day = last_day(LAST_MONTH)
    records = [council.record(staff_id, day) for staff_id in set(council.held_on(day).values())]
    known = [row for row in records if row]
    assert 138 <= sum(counting.statutory(row["team"]) for row in known) <= 144
    assert 77 <= sum(row["role"] == "SW" for row in known) <= 79
