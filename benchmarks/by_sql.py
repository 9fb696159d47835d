"""The same measures as hand-written SQL: one statement a measure and month, run by SQLite or PostgreSQL."""

import datetime as dt
from typing import Any

from benchmarks.notebook import AGREED, FIXED, SUPERVISED
from benchmarks.results import Results, Sheet
from core.months import last_day, minus_months
from core.working_days import WorkingDays

HOLDS = "{0}.starts_on <= %(last)s AND ({0}.ends_on IS NULL OR {0}.ends_on > %(last)s)"
HELD = f"""
held AS (
    SELECT a.child_id, a.staff_id, r.role, coalesce(r.fte, 0) AS fte, t.statutory,
        coalesce(t.team_id, 0) AS team, coalesce(t.service_area_id, 0) AS area
    FROM caseloads_allocation a
    LEFT JOIN organisation_staffrecord r ON r.staff_id = a.staff_id AND {HOLDS.format("r")}
    LEFT JOIN organisation_teamrecord t ON t.team_id = r.team_id AND t.starts_on = (
        SELECT max(l.starts_on) FROM organisation_teamrecord l
        WHERE l.team_id = r.team_id AND l.starts_on <= %(last)s)
    WHERE a.kind = 'primary' AND {HOLDS.format("a")}
)"""
WORKERS = """
workers AS (
    SELECT staff_id, role, fte, area, team, count(*) AS children
    FROM held GROUP BY staff_id, role, fte, area, team
)"""
BY_CHILD = "WITH {held} SELECT area, team, count(*), 0 FROM held WHERE {which} GROUP BY area, team"
BY_WORKER = "WITH {held}, {workers} SELECT area, team, {sums} FROM workers WHERE {which} GROUP BY area, team"
FTE = "sum(children), round(sum(fte) * 1000)"
PER_WORKER = {
    "caseloads.average_per_social_worker": (FTE, "role = 'SW'"),
    "caseloads.average_per_social_worker_head": ("sum(children), count(*)", "role = 'SW'"),
    "caseloads.average_per_caseholder": (FTE, "1 = 1"),
    "caseloads.workers_at_20": ("count(*), 0", "children >= 20"),
    "caseloads.average_of_workers_at_20": (FTE, "children >= 20"),
}
TOP_40 = f"""
WITH {HELD}, {WORKERS}, places AS (
    SELECT 'service' AS kind, 0 AS ref, staff_id, children FROM workers
    UNION ALL SELECT 'service_area', area, staff_id, children FROM workers WHERE area <> 0
    UNION ALL SELECT 'unallocated', 0, staff_id, children FROM workers WHERE area = 0
    UNION ALL SELECT 'team', team, staff_id, children FROM workers WHERE team <> 0
), ranked AS (
    SELECT kind, ref, children,
        row_number() OVER (PARTITION BY kind, ref ORDER BY children DESC, staff_id) AS place
    FROM places
)
SELECT kind, ref, sum(children), count(*) FROM ranked WHERE place <= 40 GROUP BY kind, ref"""
OPEN = f"""
WITH {HELD}, children AS (
    SELECT DISTINCT s.child_id FROM caseloads_childstatus s WHERE s.status <> 'EH' AND {HOLDS.format("s")}
)
SELECT coalesce(area, 0), coalesce(team, 0), count(*), 0
FROM children LEFT JOIN held USING (child_id) GROUP BY coalesce(area, 0), coalesce(team, 0)"""


def unbroken(name: str, table: str, which: str, by: str) -> str:
    """The periods of a table with the day on which the unbroken one that each belongs to began."""
    before = f"max(coalesce(ends_on, '9999-12-31')) OVER (PARTITION BY {by} ORDER BY starts_on, id " + (
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    )
    return f"""
    {name}_apart AS (
        SELECT *, CASE WHEN starts_on <= {before} THEN 0 ELSE 1 END AS apart FROM {table} WHERE {which}
    ), {name}_runs AS (
        SELECT *, sum(apart) OVER (PARTITION BY {by} ORDER BY starts_on, id) AS run FROM {name}_apart
    ), {name} AS (
        SELECT *, min(starts_on) OVER (PARTITION BY {by}, run) AS began FROM {name}_runs
    )"""


SAME = f"""
WITH {HELD}, {unbroken("cla", "caseloads_childstatus", "status = 'CLA'", "child_id")},
{unbroken("kept", "caseloads_allocation", "kind = 'primary'", "child_id, staff_id")},
children AS (
    SELECT DISTINCT child_id FROM cla WHERE {HOLDS.format("cla")} AND began <= %(year)s
)
SELECT coalesce(area, 0), coalesce(team, 0),
    sum(CASE WHEN held.role = 'SW' AND kept.began <= %(half)s THEN 1 ELSE 0 END), count(*)
FROM children
LEFT JOIN held ON held.child_id = children.child_id
LEFT JOIN kept ON kept.child_id = children.child_id AND {HOLDS.format("kept")}
GROUP BY coalesce(area, 0), coalesce(team, 0)"""
SEVERAL = f"""
WITH {HELD}, {unbroken("opened", "caseloads_childstatus", "status <> 'EH'", "child_id")},
children AS (
    SELECT DISTINCT child_id FROM opened WHERE {HOLDS.format("opened")} AND began <= %(half)s
), social AS (
    SELECT a.child_id, count(DISTINCT a.staff_id) AS workers
    FROM caseloads_allocation a JOIN organisation_staffrecord r ON r.staff_id = a.staff_id AND r.role = 'SW'
        AND a.starts_on < coalesce(r.ends_on, '9999-12-31')
        AND r.starts_on < coalesce(a.ends_on, '9999-12-31')
    WHERE a.kind = 'primary' AND a.starts_on <= %(last)s AND r.starts_on <= %(last)s
        AND (a.ends_on IS NULL OR a.ends_on > %(half)s) AND (r.ends_on IS NULL OR r.ends_on > %(half)s)
    GROUP BY a.child_id
)
SELECT coalesce(area, 0), coalesce(team, 0), sum(CASE WHEN workers >= 2 THEN 1 ELSE 0 END), count(*)
FROM children
LEFT JOIN held ON held.child_id = children.child_id
LEFT JOIN social ON social.child_id = children.child_id
GROUP BY coalesce(area, 0), coalesce(team, 0)"""
LEFT_OUT = f"""AND NOT EXISTS (
    SELECT 1 FROM caseloads_childstatus x
    WHERE x.child_id = spell.child_id AND x.status IN ('CP', 'CLA') AND {HOLDS.format("x")})"""
TIMELY = """
WITH {held}, {spells}, newest AS (
    SELECT spell.*, row_number() OVER (PARTITION BY child_id ORDER BY starts_on DESC) AS place
    FROM spell WHERE {holds} {left_out}
), children AS (
    SELECT n.child_id, n.began, {earliest} AS earliest, (
        SELECT max(d.{day}) FROM {done} d WHERE d.child_id = n.child_id AND d.{day} <= %(last)s {which}
    ) AS done
    FROM newest n WHERE place = 1
), judged AS (
    SELECT coalesce(area, 0) AS area, coalesce(team, 0) AS team,
        CASE WHEN done >= earliest THEN 1 ELSE 0 END AS in_time,
        CASE WHEN (done IS NULL OR done < earliest) AND began >= earliest THEN 1 ELSE 0 END AS not_yet
    FROM children LEFT JOIN held ON held.child_id = children.child_id
)
SELECT area, team, sum(in_time), sum(1 - not_yet), sum(not_yet) FROM judged GROUP BY area, team"""


class Statements:
    """One connection, one sheet of results, one month after another."""

    def __init__(self, connection: Any, months: list[dt.date]) -> None:
        self.cursor, self.vendor, self.sheet = connection.cursor(), connection.vendor, Sheet()
        self.months = months
        self.calendar = WorkingDays(row[0] for row in self.ask("SELECT day FROM caseloads_closureday", {}))

    def ask(self, statement: str, values: dict[str, Any]) -> list[Any]:
        self.cursor.execute(statement, values)
        return list(self.cursor.fetchall())

    def days(self, month: dt.date) -> dict[str, str]:
        """L, and six and twelve months before it."""
        last = last_day(month)
        named = {"last": last, "half": minus_months(last, 6), "year": minus_months(last, 12)}
        return {name: f"{day}" for name, day in named.items()}

    def simple(self, slug: str, statement: str) -> None:
        for month in self.months:
            self.sheet.add(slug, month, self.ask(statement, self.days(month)))

    def timely(self, slug: str, status: str, earliest: Any, done: tuple[str, str, str]) -> None:
        """`earliest(last)`: the earliest day that is in time, as SQL."""
        left_out = LEFT_OUT if status in ("CIN", "CIN_CWD", "ASSESSMENT") else ""
        table, day, which = done
        for month in self.months:
            statement = TIMELY.format(
                held=HELD,
                spells=unbroken("spell", "caseloads_childstatus", f"status = '{status}'", "child_id"),
                holds=HOLDS.format("spell"),
                left_out=left_out,
                earliest=earliest(last_day(month)),
                done=table,
                day=day,
                which=which,
            )
            rows = self.ask(statement, self.days(month))
            self.sheet.add(slug, month, [row[:4] for row in rows])
            self.sheet.add(f"{slug}.not_yet_due", month, [(*row[:2], row[4], 0) for row in rows])

    def literal(self, day: dt.date) -> str:
        return f"'{day}'" if self.vendor == "sqlite" else f"DATE '{day}'"

    def before(self, last: dt.date, days: str) -> str:
        """So many days before L, the number an expression."""
        if self.vendor == "sqlite":
            return f"date('{last}', '-' || ({days}) || ' days')"
        return f"(DATE '{last}' - ({days}))"

    def as_agreed(self, last: dt.date) -> str:
        months = " ".join(
            f"WHEN {count} THEN {self.literal(minus_months(last, count))}" for count in range(1, 25)
        )
        days = "CASE agreed_unit WHEN 'days' THEN agreed_count WHEN 'weeks' THEN 7 * agreed_count ELSE 42 END"
        return (
            f"CASE WHEN agreed_unit = 'months' THEN CASE agreed_count {months} END "
            f"ELSE {self.before(last, days)} END"
        )

    def months_of(self, status: str, last: dt.date) -> int:
        found = self.ask(
            "SELECT months FROM caseloads_supervisionfrequency p "
            f"WHERE p.status = %(status)s AND {HOLDS.format('p')}",
            {"status": status, "last": f"{last}"},
        )
        return int(found[0][0]) if found else SUPERVISED[status]


def measures(connection: Any, months: list[dt.date]) -> Results:
    """All of them, one after another."""
    sql = Statements(connection, months)
    for slug, which in (("held_by_social_workers", "role = 'SW'"), ("open_to_statutory_teams", "statutory")):
        sql.simple(f"caseloads.{slug}", BY_CHILD.format(held=HELD, which=which))
    for slug, (sums, which) in PER_WORKER.items():
        sql.simple(slug, BY_WORKER.format(held=HELD, workers=WORKERS, sums=sums, which=which))
    for month in months:
        for kind, ref, above, below in sql.ask(TOP_40, sql.days(month)):
            sql.sheet.add_to("caseloads.average_top_40", month, kind, ref, above, below)
    sql.simple("caseloads.open_to_service", OPEN)
    sql.simple("caseloads.same_worker_6_months", SAME)
    sql.simple("caseloads.two_or_more_workers_6_months", SEVERAL)
    talks, seen = ("caseloads_supervision", "held_on", ""), ("caseloads_visit", "visited_on", "AND d.seen")
    day = dt.timedelta(days=1)
    for status in SUPERVISED:
        sql.timely(
            f"supervision.{status.lower()}",
            status,
            lambda last, of=status: sql.literal(minus_months(last, sql.months_of(of, last)) + day),
            talks,
        )
    for name, (status, count) in FIXED.items():
        sql.timely(f"visits.{name}", status, lambda last, n=count: sql.literal(last - n * day), seen)
    ten = lambda last: sql.literal(sql.calendar.earliest(last, 10))  # noqa: E731
    sql.timely("visits.cp_10_working_days", "CP", ten, seen)
    for name, status in AGREED.items():
        sql.timely(f"visits.{name}", status, sql.as_agreed, seen)
    return sql.sheet.results()
