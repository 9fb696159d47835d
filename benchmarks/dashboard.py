"""The dashboard of 13 months and 80 indicators: first byte and queries, beside the ORM a cell at a time and a
pandas pivot.

`python -m benchmarks.dashboard` measures them in one run, at the demo's size and with 10 years of figures at
40 places, on SQLite or on the PostgreSQL of DATABASE_URL, and compares what they answer. The exit code is 1
if they differ, or if the page breaks its promise: 8 queries, 50 ms.
"""

import argparse
import sys
from typing import Any

from benchmarks.database import fresh, plain
from benchmarks.rollup import Measured, measured

QUERIES, SECONDS = 8, 0.050
PAGE = "/performance/thirteen-months/"


def main() -> int:
    """Measure, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=7, help="how often each is measured (default: 7)")
    times = parser.parse_args().times
    wrong = []
    with fresh() as vendor:
        from django.conf import settings

        from benchmarks import series

        settings.PLUMBLINE_TODAY, settings.ALLOWED_HOSTS = series.TODAY, ["testserver"]
        client = _signed_in(series.council())
        print(f"{vendor:<42}{'wall':>10}{'processor':>14}")
        for since, until in ((series.DEMO, 0), (series.TEN_YEARS, series.DEMO)):
            print(f"\n{since} months: {series.fill(since, until)}")
            wrong += _side_by_side(client, series.LAST, times)
    print("\n" + ("\n".join(wrong) or "All three answer the same table, and the page keeps its promise."))
    return 1 if wrong else 0


def _signed_in(user: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(user)
    client.get("/jobs/")
    return client


def _side_by_side(client: Any, last: Any, times: int) -> list[str]:
    from benchmarks import dashboard_ways as ways

    with plain() as opened:
        page = measured("The page: first byte", lambda: client.get(PAGE), 5 * times)
        rows = [
            measured("The same table, taken away as CSV", lambda: ways.ours(client), times),
            measured("The ORM, a cell at a time", lambda: ways.orm(last), 2),
            measured("A pandas pivot over read_sql", lambda: ways.pivot(opened, last), times),
        ]
    asked = _queries(client)
    print("\n".join(str(row) for row in (page, *rows)))
    print(f"First byte after {page.wall * 1000:.0f} ms; processor {page.processor * 1000:.0f} ms.")
    print(f"{asked} queries, {len(page.answer.content) / 1000:,.0f} KB, {len(rows[0].answer)} indicators")
    return [*_broken(page, asked), *_differences(rows)]


def _queries(client: Any) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get("/jobs/")  # the first page of a minute writes the session's stamp: an UPDATE in a transaction
    with CaptureQueriesContext(connection) as captured:
        client.get(PAGE)
    return len(captured)


def _broken(page: Measured, asked: int) -> list[str]:
    found = []
    if page.answer.status_code != 200:
        found.append(f"The page answers {page.answer.status_code}.")
    if asked > QUERIES:
        found.append(f"The page asks the database {asked} times; {QUERIES} are promised.")
    if page.wall > SECONDS:
        found.append(f"The page takes {page.wall * 1000:.0f} ms; {SECONDS * 1000:.0f} are promised.")
    return found


def _differences(rows: list[Measured]) -> list[str]:
    ours = rows[0].answer
    return [
        f"{other.name}: {theirs} and ours {own}"
        for other in rows[1:]
        for own, theirs in zip(ours, other.answer, strict=True)
        if own != theirs
    ][:10]


if __name__ == "__main__":
    sys.exit(main())
