"""The CSV feed of ten years: 80 indicators at 40 places, 384,000 lines, through a request with a key.

`python -m benchmarks.feed` measures in one run, on SQLite or on the PostgreSQL of DATABASE_URL: the first
time, when nothing is kept; with all of it kept; after a month's figures changed, which is every morning; and
beside these the same figures without any meaning by the ORM and the csv module, and by pandas. The exit
code is 1 if what is kept differs from what is written anew, or if the feed breaks its promise: a second.
"""

import argparse
import csv
import io
import sys
from typing import Any

from benchmarks.database import fresh, plain
from benchmarks.rollup import measured

SECONDS = 1.0
FEED = "/api/v1/feed.csv"
SQL = """
SELECT c.month, c.indicator_id, c.place_id, c.source, f.numerator, f.denominator, f.value, f.missing
FROM figures_currentfigure c JOIN figures_figure f ON f.id = c.figure_id
"""


def main() -> int:
    """Measure, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3, help="how often each is measured (default: 3)")
    times = parser.parse_args().times
    with fresh() as vendor:
        from django.conf import settings

        from benchmarks import series

        settings.PLUMBLINE_TODAY, settings.ALLOWED_HOSTS = series.TODAY, ["testserver"]
        ask = _asking()
        series.council()
        print(f"{vendor}: {series.fill(series.TEN_YEARS)}")
        rows, wrong = _side_by_side(ask, times)
    print(f"{vendor:<42}{'wall':>10}{'processor':>14}")
    print("\n".join(str(row) for row in rows))
    print("\n".join(wrong) or "What is kept is what is written anew, and the feed keeps its promise.")
    return 1 if wrong else 0


def _asking() -> Any:
    """What reads the whole feed with a key that may read teams."""
    from django.test import Client

    from core.history import Service
    from indicators.actions.keys import make_key

    _, secret = make_key(by=Service("a benchmark"), name="A benchmark", rights=["figures"], teams=True)
    client = Client(headers={"X-API-Key": secret})
    return lambda: b"".join(client.get(FEED).streaming_content)


def _side_by_side(ask: Any, times: int) -> tuple[list[Any], list[str]]:
    from django.core.cache import cache

    first = measured("The first time", ask, 1, before=cache.clear)
    kept = measured("All of it kept", ask, times)
    changed = measured("A month changed since", ask, times, before=_change_a_month)
    with plain() as opened:
        others = [
            measured("The ORM and csv, figures alone", _orm, 1),
            measured("pandas, figures alone", lambda: _pandas(opened), 1),
        ]
    now = ask()
    cache.clear()
    wrong = [] if ask() == now else ["What was kept is not what is written anew."]
    wrong += [] if kept.answer == first.answer else ["What was kept is not what was written."]
    slow = [each for each in (kept, changed) if each.wall > SECONDS]
    wrong += [f"{each.name}: {each.wall:.2f} s; {SECONDS} s are promised." for each in slow]
    print(f"{len(kept.answer) / 1e6:.0f} MB, {kept.answer.count(10):,} lines")
    return [first, kept, changed, *others], wrong


def _change_a_month() -> None:
    """As a night's roll-up does: every figure of the newest month anew."""
    from benchmarks import series
    from figures.models import CurrentFigure, Figure

    held = list(CurrentFigure.objects.filter(month=series.LAST).select_related("figure"))
    new = [each.figure for each in held]
    for figure in new:
        figure.pk, figure._state.adding = None, True
        figure.value = None if figure.value is None else figure.value + 1
    for row, figure in zip(held, Figure.objects.bulk_create(new), strict=True):
        row.figure = figure
    CurrentFigure.objects.bulk_update(held, ["figure"], batch_size=500)


def _orm() -> int:
    from figures.models import CurrentFigure

    names = ("month", "indicator__slug", "place", "source", "figure__numerator", "figure__value")
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerows(CurrentFigure.objects.order_by("month").values_list(*names).iterator(chunk_size=5000))
    return len(written.getvalue())


def _pandas(opened: Any) -> int:
    import pandas as pd

    return len(pd.read_sql(SQL, opened).sort_values("month").to_csv(index=False) or "")


if __name__ == "__main__":
    sys.exit(main())
