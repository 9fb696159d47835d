"""Records as the frames that the measures read, all of them whatever the months: which rows are needed is for
`caseloads.frames` to know."""

import datetime as dt

import pandas as pd

from figures.registry import Frames
from tests.caseloads.measures.slow_days import last_of

FAR_OFF = dt.date.max


def number(day):
    return ((day or FAR_OFF) - dt.date(1970, 1, 1)).days


def table(columns, rows):
    """A frame of these columns; all are whole numbers but for those of words."""
    frame = pd.DataFrame(list(rows), columns=columns)
    words = {"status", "role", "agreed_unit"}
    for name in set(columns) - {"month", "statutory"}:
        frame[name] = frame[name].astype(str if name in words else "int64")
    return frame.astype({name: bool for name in columns if name == "statutory"})


def of(records, months, today):
    """By name."""
    ends = [(month, number(min(last_of(month), today))) for month in sorted(months) if month <= today]
    month_ends = table(["month", "last"], ends)
    month_ends["month"] = pd.to_datetime(month_ends["month"]).astype("datetime64[s]")
    span = ["starts_on", "ends_on"]
    return Frames(
        {
            "month_ends": month_ends,
            "allocations": table(
                ["child", "staff", *span],
                [(a.child, a.staff, *both(a)) for a in records.allocations if a.kind == "primary"],
            ),
            "statuses": table(
                ["child", "status", *span, "agreed_count", "agreed_unit"],
                [(s.child, s.status, *both(s), s.agreed_count or 0, s.agreed_unit) for s in records.statuses],
            ),
            "staff_records": table(
                ["staff", "role", "team", "fte", *span],
                [(s.staff, s.role, s.team, int(s.fte * 1000), *both(s)) for s in records.staff],
            ),
            "team_records": table(
                ["team", "service_area", "statutory", "starts_on"],
                [(t.team, t.area, t.statutory, number(t.starts)) for t in records.teams],
            ),
            "visits": table(
                ["child", "visited_on"], [(v.child, number(v.on)) for v in records.visits if v.seen]
            ),
            "supervisions": table(
                ["child", "held_on"], [(s.child, number(s.on)) for s in records.supervisions]
            ),
            "supervision_frequencies": table(
                ["status", "months", *span], [(f.status, f.months, *both(f)) for f in records.frequencies]
            ),
            "closures": table(["day"], [(number(day),) for day in records.closures]),
        }
    )


def both(spell):
    return number(spell.starts), number(spell.ends)


def places(months, existing):
    """The places that exist, as `figures.places` gives them."""
    rows = [(month, *place) for month in months for place in {("service", 0), *existing(month)}]
    frame = pd.DataFrame(rows, columns=["month", "kind", "ref"])
    frame["month"] = pd.to_datetime(frame["month"]).astype("datetime64[s]")
    return frame
