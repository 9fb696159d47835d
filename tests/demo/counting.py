"""The measures of FORMATS counted from the demo council's rows, one child after another: slow and obvious."""

import datetime as dt
from collections import Counter

from core.months import minus_months
from core.working_days import WorkingDays
from tests.demo import council_rows as council
from tests.demo import files

CALENDAR = WorkingDays()
ONE_DAY = dt.timedelta(days=1)
MONTHS = {"EH": 2, "ASSESSMENT": 1, "CIN": 2, "CIN_CWD": 2, "CP": 1, "CLA": 2, "CL": 3}
STRONGER = {"CP", "CLA"}


def statutory(team: str) -> bool:
    return next(row for row in files.rows("teams.csv") if row["team"] == team)["statutory"] == "yes"


def cohort(status: str, day: dt.date) -> list[str]:
    """Children of the status; without those of CP or CLA where FORMATS leaves them out."""
    leaves_out = STRONGER if status in {"CIN", "CIN_CWD", "ASSESSMENT"} else set()
    there = council.standing_on(day)
    return [ref for ref, held in there.items() if status in held and not leaves_out & held.keys()]


def workloads(day: dt.date) -> dict[str, float]:
    """Counts and averages of caseloads."""
    caseloads = Counter(council.held_on(day).values())
    records = {staff_id: council.record(staff_id, day) for staff_id in caseloads}
    known = {staff_id: row for staff_id, row in records.items() if row}
    social_workers = [staff_id for staff_id, row in known.items() if row["role"] == "SW"]
    held = sum(caseloads[staff_id] for staff_id in social_workers)
    full = [staff_id for staff_id, children in caseloads.items() if children >= 20]
    fullest = sorted(caseloads.values(), reverse=True)[:40]
    return {
        "caseloads.open_to_service": sum(bool(s.keys() - {"EH"}) for s in council.standing_on(day).values()),
        "caseloads.open_to_statutory_teams": sum(
            caseloads[staff_id] for staff_id, row in known.items() if statutory(row["team"])
        ),
        "caseloads.held_by_social_workers": held,
        "caseloads.average_per_social_worker_head": held / len(social_workers),
        "caseloads.workers_at_20": len(full),
        "caseloads.average_of_workers_at_20": sum(caseloads[staff_id] for staff_id in full)
        / sum(float(known[staff_id]["fte"]) for staff_id in full),
        "caseloads.average_top_40": sum(fullest) / len(fullest),
    }


def is_social_worker(staff_id: str) -> bool:
    return any(row["role"] == "SW" for _, _, row in council.staff()[staff_id])


def continuity(day: dt.date) -> dict[str, float]:
    """How many keep their social worker, and how many have had two."""
    half, year = minus_months(day, 6), minus_months(day, 12)
    in_care = [ref for ref in cohort("CLA", day) if council.began(ref, "CLA", day) <= year]
    kept = [ref for ref in in_care if _kept(ref, half, day)]
    long_open = [ref for ref in council.standing_on(day) if _open_throughout(ref, half, day)]
    had_two = [ref for ref in long_open if _social_workers(ref, half, day) > 1]
    return {
        "caseloads.same_worker_6_months": 100 * len(kept) / len(in_care),
        "caseloads.two_or_more_workers_6_months": 100 * len(had_two) / len(long_open),
    }


def _kept(ref: str, since: dt.date, day: dt.date) -> bool:
    staff_id = council.held_on(day).get(ref)
    row = council.record(staff_id, day) if staff_id else None
    if row is None or row["role"] != "SW":
        return False
    own = [span for span in council.allocations()[ref] if span.what == staff_id]
    return any(begins <= since and day < ends for begins, ends in council.runs(own))


def _open_throughout(ref: str, since: dt.date, day: dt.date) -> bool:
    own = [span for span in council.statuses()[ref] if span.what != "EH"]
    return any(begins <= since and day < ends for begins, ends in council.runs(own))


def _social_workers(ref: str, since: dt.date, day: dt.date) -> int:
    spans = [span for span in council.allocations()[ref] if span.begins <= day and span.ends > since]
    return len({span.what for span in spans if is_social_worker(span.what)})


def earliest_visit(ref: str, status: str, days: int | None, day: dt.date) -> dt.date:
    """The earliest visit that counts: so many days ago; 10 working days ago for none; or as agreed."""
    agreed = council.standing_on(day)[ref][status].agreed
    if status in {"CIN_CWD", "CLA"} and "month" in agreed:
        return minus_months(day, int(agreed.split()[0]))
    if days is not None:
        return day - dt.timedelta(days=days)
    found = day
    while CALENDAR.after(found - ONE_DAY, day) <= 10:
        found -= ONE_DAY
    return found


VISITS = {
    "visits.eh_4_weeks": ("EH", 28),
    "visits.cin_6_weeks": ("CIN", 42),
    "visits.cin_3_weeks": ("CIN", 21),
    "visits.cin_cwd_agreed": ("CIN_CWD", 42),
    "visits.cp_10_working_days": ("CP", None),
    "visits.cp_4_weeks": ("CP", 28),
    "visits.cla_agreed": ("CLA", 42),
}


def timeliness(day: dt.date) -> dict[str, float]:
    """Shares of children visited, and discussed, in time; those not yet due are in neither."""
    found = {}
    for slug, (status, days) in VISITS.items():
        earliest = {ref: earliest_visit(ref, status, days, day) for ref in cohort(status, day)}
        found[slug] = _share(earliest, status, council.visits(), day)
    for status, months in MONTHS.items():
        earliest = dict.fromkeys(cohort(status, day), minus_months(day, months) + ONE_DAY)
        found[f"supervision.{status.lower()}"] = _share(earliest, status, council.supervisions(), day)
    return found


def _share(earliest: dict[str, dt.date], status: str, done: dict[str, list[dt.date]], day: dt.date) -> float:
    in_time = {ref for ref, first in earliest.items() if any(first <= on <= day for on in done.get(ref, ()))}
    late = [ref for ref in earliest.keys() - in_time if council.began(ref, status, day) < earliest[ref]]
    return 100 * len(in_time) / (len(in_time) + len(late))
