"""The same measures as a notebook would have them: plain pandas over `read_sql`, one measure after another.

Each measure reads the tables that it needs and goes through the months. Nothing is kept from one to the next;
shared is only what an analyst would copy from cell to cell.
"""

import datetime as dt
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.results import Results, Sheet
from core.working_days import bank_holidays

FAR_OFF = pd.Timestamp("2200-01-01")
SUPERVISED = {"EH": 2, "ASSESSMENT": 1, "CIN": 2, "CIN_CWD": 2, "CP": 1, "CLA": 2, "CL": 3}
FIXED = {
    "eh_4_weeks": ("EH", 28),
    "cin_6_weeks": ("CIN", 42),
    "cin_3_weeks": ("CIN", 21),
    "cp_4_weeks": ("CP", 28),
}
AGREED = {"cin_cwd_agreed": "CIN_CWD", "cla_agreed": "CLA"}


class Notebook:
    """The connection, the months, and what has been found so far."""

    def __init__(self, connection: Any, months: list[dt.date]) -> None:
        self.connection, self.sheet = connection, Sheet()
        self.lasts = {month: pd.Timestamp(month) + pd.offsets.MonthEnd(0) for month in months}

    def read(self, query: str) -> pd.DataFrame:
        """A query as a frame, its days as days; a period that is open ends far off."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # pandas would rather have SQLAlchemy
            frame = pd.read_sql(query, self.connection)
        for name in ("starts_on", "ends_on", "visited_on", "held_on", "day"):
            if name in frame:
                frame[name] = pd.to_datetime(frame[name])
        if "ends_on" in frame:
            frame["ends_on"] = frame["ends_on"].fillna(FAR_OFF)
        return frame

    def add(self, slug: str, month: dt.date, rows: pd.DataFrame, numerator: Any, denominator: Any) -> None:
        """Sum what the rows (area, team) add, by place."""
        found = rows[["area", "team"]].assign(numerator=numerator, denominator=denominator)
        summed = found.groupby(["area", "team"])[["numerator", "denominator"]].sum().reset_index()
        self.sheet.add(slug, month, summed.astype(int).itertuples(index=False, name=None))

    def held(self) -> Callable[[pd.Timestamp], pd.DataFrame]:
        """The children with a primary worker on a day, and what that worker's records say."""
        allocations = self.read(
            "SELECT child_id, staff_id, starts_on, ends_on FROM caseloads_allocation WHERE kind = 'primary'"
        )
        staff = self.read(
            "SELECT staff_id, role, fte, team_id, starts_on, ends_on FROM organisation_staffrecord"
        )
        teams = self.read(
            "SELECT team_id, service_area_id, statutory, starts_on FROM organisation_teamrecord"
        )
        staff["fte"] = (staff["fte"].astype(float) * 1000).round().astype(int)
        columns = ["team_id", "service_area_id", "statutory"]

        def on_day(last: pd.Timestamp) -> pd.DataFrame:
            seats = (
                teams[teams["starts_on"] <= last].sort_values("starts_on").groupby("team_id").tail(1)[columns]
            )
            working = holding(staff, last)[["staff_id", "role", "fte", "team_id"]]
            found = holding(allocations, last)[["child_id", "staff_id"]]
            found = found.merge(working.merge(seats, on="team_id"), on="staff_id", how="left")
            found["statutory"] = found["statutory"].fillna(0).astype(bool)
            found["role"] = found["role"].fillna("")
            found = found.rename(columns={"service_area_id": "area", "team_id": "team"})
            return found.fillna({"area": 0, "team": 0, "fte": 0})

        return on_day


def holding(frame: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """The periods that hold a day."""
    return frame[(frame["starts_on"] <= day) & (frame["ends_on"] > day)]


def unbroken(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """With the day on which the unbroken period began that each belongs to."""
    frame = frame.sort_values([*by, "starts_on"])
    reached = frame.groupby(by)["ends_on"].cummax()
    before = reached.groupby([frame[name] for name in by]).shift()
    apart = ~(frame["starts_on"] <= before)
    frame["run"] = apart.groupby([frame[name] for name in by]).cumsum()
    frame["began"] = frame.groupby([*by, "run"])["starts_on"].transform("min")
    return frame


def placed(rows: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """With where each child's worker sits."""
    found = rows.merge(held[["child_id", "area", "team"]], on="child_id", how="left")
    return found.fillna({"area": 0, "team": 0})


def by_child(note: Notebook, slug: str, which: Callable[[pd.DataFrame], pd.Series]) -> None:
    """A count of the children who are held."""
    held = note.held()
    for month, last in note.lasts.items():
        found = held(last)
        note.add(slug, month, found[which(found)], 1, 0)


def by_worker(note: Notebook, slug: str, which: Callable[[pd.DataFrame], pd.Series], *sums: str) -> None:
    """Of each worker's children, FTE and head the two that are named."""
    held = note.held()
    for month, last in note.lasts.items():
        workers = per_worker(held(last))
        workers = workers[which(workers)]
        note.add(slug, month, workers, *(workers[name] for name in sums))


def per_worker(held: pd.DataFrame) -> pd.DataFrame:
    """A row a worker."""
    by = ["staff_id", "role", "fte", "area", "team"]
    return held.groupby(by).size().rename("children").reset_index().assign(one=1, none=0)


def top_40(note: Notebook) -> None:
    """Each place's own forty."""
    held = note.held()
    for month, last in note.lasts.items():
        workers = per_worker(held(last)).sort_values("children", ascending=False)
        groups = [("service", 0, workers)]
        groups += [
            ("service_area" if ref else "unallocated", ref, each) for ref, each in workers.groupby("area")
        ]
        groups += [("team", ref, each) for ref, each in workers.groupby("team") if ref]
        for kind, ref, group in groups:
            full = group.head(40)
            sums = full["children"].sum(), len(full)
            if len(full):
                note.sheet.add_to("caseloads.average_top_40", month, kind, ref, *sums)


def open_to_service(note: Notebook) -> None:
    """Any status but early help."""
    held = note.held()
    statuses = note.read(
        "SELECT child_id, starts_on, ends_on FROM caseloads_childstatus WHERE status <> 'EH'"
    )
    for month, last in note.lasts.items():
        found = holding(statuses, last).drop_duplicates("child_id")
        note.add("caseloads.open_to_service", month, placed(found, held(last)), 1, 0)


def same_worker(note: Notebook) -> None:
    """Of those looked after for twelve months, those with the same social worker for six."""
    held = note.held()
    cla = note.read("SELECT child_id, starts_on, ends_on FROM caseloads_childstatus WHERE status = 'CLA'")
    cla = unbroken(cla, ["child_id"])
    allocations = unbroken(
        note.read(
            "SELECT child_id, staff_id, starts_on, ends_on FROM caseloads_allocation WHERE kind = 'primary'"
        ),
        ["child_id", "staff_id"],
    )
    for month, last in note.lasts.items():
        found = holding(cla, last).drop_duplicates("child_id")
        found = found[found["began"] <= last - pd.DateOffset(months=12)][["child_id"]]
        since = holding(allocations, last)[["child_id", "began"]]
        workers = held(last)
        found = found.merge(since, on="child_id", how="left").merge(workers, on="child_id", how="left")
        found = found.fillna({"area": 0, "team": 0})
        same = (found["role"] == "SW") & (found["began"] <= last - pd.DateOffset(months=6))
        note.add("caseloads.same_worker_6_months", month, found, same.astype(int), 1)


def several_workers(note: Notebook) -> None:
    """Of those open for six months, those with two social workers or more."""
    held = note.held()
    statuses = note.read(
        "SELECT child_id, starts_on, ends_on FROM caseloads_childstatus WHERE status <> 'EH'"
    )
    statuses = unbroken(statuses, ["child_id"])
    allocations = note.read(
        "SELECT child_id, staff_id, starts_on, ends_on FROM caseloads_allocation WHERE kind = 'primary'"
    )
    staff = note.read("SELECT staff_id, starts_on, ends_on FROM organisation_staffrecord WHERE role = 'SW'")
    social = allocations.merge(staff, on="staff_id", suffixes=("", "_sw"))
    social["starts_on"] = social[["starts_on", "starts_on_sw"]].max(axis=1)
    social["ends_on"] = social[["ends_on", "ends_on_sw"]].min(axis=1)
    social = social[social["starts_on"] < social["ends_on"]]
    for month, last in note.lasts.items():
        half = last - pd.DateOffset(months=6)
        found = holding(statuses, last)
        found = found[found["began"] <= half].drop_duplicates("child_id")[["child_id"]]
        then = social[(social["starts_on"] <= last) & (social["ends_on"] > half)]
        workers = then.groupby("child_id")["staff_id"].nunique()
        several = (found["child_id"].map(workers) >= 2).astype(int).to_numpy()
        note.add("caseloads.two_or_more_workers_6_months", month, placed(found, held(last)), several, 1)


def timely(
    note: Notebook, slug: str, status: str, done: str, earliest: Callable[[pd.Timestamp, pd.DataFrame], Any]
) -> None:
    """Of the children of a status, those to whom something was done in time; and those not yet due."""
    held = note.held()
    statuses = note.read(
        "SELECT child_id, status, starts_on, ends_on, agreed_count, agreed_unit FROM caseloads_childstatus"
    )
    cohort = unbroken(statuses[statuses["status"] == status], ["child_id"])
    stronger = statuses[statuses["status"].isin(["CP", "CLA"])]
    events = note.read(
        "SELECT child_id, visited_on AS day FROM caseloads_visit WHERE seen"
        if done == "visits"
        else "SELECT child_id, held_on AS day FROM caseloads_supervision"
    )
    for month, last in note.lasts.items():
        found = holding(cohort, last).sort_values("starts_on").drop_duplicates("child_id", keep="last")
        if status in ("CIN", "CIN_CWD", "ASSESSMENT"):
            found = found[~found["child_id"].isin(holding(stronger, last)["child_id"])]
        newest = events[events["day"] <= last].groupby("child_id")["day"].max()
        found = placed(found, held(last))
        since = earliest(last, found)
        in_time = found["child_id"].map(newest) >= since
        not_yet = ~in_time & (found["began"] >= since)
        due = found[~not_yet]
        note.add(slug, month, due, in_time[~not_yet].astype(int), 1)
        note.add(f"{slug}.not_yet_due", month, found[not_yet], 1, 0)


def supervised(note: Notebook, status: str) -> None:
    """n months by the policy in force."""
    policies = note.read("SELECT status, months, starts_on, ends_on FROM caseloads_supervisionfrequency")

    def earliest(last: pd.Timestamp, _: pd.DataFrame) -> Any:
        set_ = holding(policies[policies["status"] == status], last)["months"]
        months = int(set_.iloc[0]) if len(set_) else SUPERVISED[status]
        return last - pd.DateOffset(months=months) + pd.Timedelta(days=1)

    timely(note, f"supervision.{status.lower()}", status, "supervisions", earliest)


def ten_working_days(note: Notebook) -> Callable[[pd.Timestamp, pd.DataFrame], Any]:
    """The day after which ten working days come."""
    closed = note.read("SELECT day FROM caseloads_closureday")["day"].dt.date
    off = np.array(sorted({*bank_holidays(), *closed}), dtype="datetime64[D]")
    return lambda last, _: pd.Timestamp(
        np.busday_offset(last.date(), -10, roll="backward", holidays=off).astype(dt.datetime)
    )


def as_agreed(last: pd.Timestamp, found: pd.DataFrame) -> pd.Series:
    """By child: days, weeks, or months of the calendar; 42 days where blank."""
    since = pd.Series(last - pd.Timedelta(days=42), index=found.index)
    for (count, unit), group in found[found["agreed_count"].notna()].groupby(["agreed_count", "agreed_unit"]):
        since[group.index] = last - pd.DateOffset(**{unit: int(count)})
    return since


def measures(connection: Any, months: list[dt.date]) -> Results:
    """All of them, one after another."""
    note = Notebook(connection, months)
    social, everyone = (lambda rows: rows["role"] == "SW"), (lambda rows: rows["role"].notna())
    full = lambda rows: rows["children"] >= 20  # noqa: E731
    by_child(note, "caseloads.held_by_social_workers", social)
    by_child(note, "caseloads.open_to_statutory_teams", lambda rows: rows["statutory"])
    by_worker(note, "caseloads.average_per_social_worker", social, "children", "fte")
    by_worker(note, "caseloads.average_per_social_worker_head", social, "children", "one")
    by_worker(note, "caseloads.average_per_caseholder", everyone, "children", "fte")
    by_worker(note, "caseloads.workers_at_20", full, "one", "none")
    by_worker(note, "caseloads.average_of_workers_at_20", full, "children", "fte")
    for cell in (top_40, open_to_service, same_worker, several_workers):
        cell(note)
    for status in SUPERVISED:
        supervised(note, status)
    for name, (status, days) in FIXED.items():
        timely(note, f"visits.{name}", status, "visits", lambda last, _, n=days: last - pd.Timedelta(days=n))
    timely(note, "visits.cp_10_working_days", "CP", "visits", ten_working_days(note))
    for name, status in AGREED.items():
        timely(note, f"visits.{name}", status, "visits", as_agreed)
    return note.sheet.results()
