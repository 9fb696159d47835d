"""Charts as inline SVG that a strict Content-Security-Policy lets through, cached by their content."""

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from publications.charts import Chart

VERSION = "5"
KEPT_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True)
class Drawn:
    """A chart with its drawing."""

    chart: Chart
    svg: SafeString


def draw(charts: Sequence[Chart]) -> list[Drawn]:
    """Draw the charts, or take their drawings from the cache: one look for all of them."""
    keys = [_key(chart) for chart in charts]
    cached = cache.get_many(keys)
    drawn = {key: _draw(chart, key) for chart, key in zip(charts, keys, strict=True) if key not in cached}
    if drawn:
        cache.set_many(drawn, KEPT_SECONDS)
    found = {**cached, **drawn}
    # Our own renderer made it: titles and labels were escaped by lxml.
    return [Drawn(chart, mark_safe(found[key])) for chart, key in zip(charts, keys, strict=True)]  # noqa: S308


def _key(chart: Chart) -> str:
    content = json.dumps(dataclasses.asdict(chart), default=str, sort_keys=True)
    return "chart-" + hashlib.sha256(f"{VERSION}{content}".encode()).hexdigest()[:32]


def _draw(chart: Chart, key: str) -> str:
    from publications.drawing import draw as by_matplotlib  # matplotlib costs a second: when first needed
    from publications.inline_svg import accessible

    return accessible(by_matplotlib(chart), chart.title, chart.alternative, f"c{key[6:16]}")
