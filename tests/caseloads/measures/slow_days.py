"""Days, months, working days and the clocks of visits, counted one by one, for `slow`."""

import calendar
import datetime as dt

ONE = dt.timedelta(days=1)
BANK_HOLIDAYS = {
    dt.date(year, month, day)
    for year, days in {
        2022: [(3, 1), (15, 4), (18, 4), (2, 5), (2, 6), (3, 6), (29, 8), (19, 9), (26, 12), (27, 12)],
        2023: [(2, 1), (7, 4), (10, 4), (1, 5), (8, 5), (29, 5), (28, 8), (25, 12), (26, 12)],
        2024: [(1, 1), (29, 3), (1, 4), (6, 5), (27, 5), (26, 8), (25, 12), (26, 12)],
    }.items()
    for day, month in days
}
"""England's, as the government lists them, the Queen's funeral and the coronation among them."""


def last_of(month):
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def less_months(day, months):
    """The day is kept, or is the month's last."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def between(first, last):
    """Each day from the first to the last, both in."""
    while first <= last:
        yield first
        first += ONE


def at_most(count):
    return lambda then, child, day: (then.last - day).days <= count


def ten_working_days(then, child, day):
    """At most 10 working days after the day, up to and including L."""
    off = BANK_HOLIDAYS | set(then.records.closures)
    return sum(each.weekday() < 5 and each not in off for each in between(day + ONE, then.last)) <= 10


def agreed(status):
    """Within the agreed_visit of the record that holds L; of several the one that began last."""

    def in_time(then, child, day):
        held = [
            each
            for each in then.records.statuses
            if each.child == child and each.status == status and each.holds(then.last)
        ]
        one = max(held, key=lambda each: each.starts)
        if one.agreed_unit == "months":
            return day >= less_months(then.last, one.agreed_count)
        a_unit = {"days": 1, "weeks": 7, "": 0}[one.agreed_unit]
        return (then.last - day).days <= (one.agreed_count * a_unit if one.agreed_count else 42)

    return in_time


VISITS = {
    "visits.eh_4_weeks": ("EH", at_most(28)),
    "visits.cin_6_weeks": ("CIN", at_most(42)),
    "visits.cin_3_weeks": ("CIN", at_most(21)),
    "visits.cp_4_weeks": ("CP", at_most(28)),
    "visits.cp_10_working_days": ("CP", ten_working_days),
    "visits.cin_cwd_agreed": ("CIN_CWD", agreed("CIN_CWD")),
    "visits.cla_agreed": ("CLA", agreed("CLA")),
}
