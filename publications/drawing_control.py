"""Control charts: figures, the mean and limits of each level, the target, what is more than chance."""

from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes

from publications.charts import LOWER, MEAN, TARGET, UPPER, Chart, Sign

INK, QUIET = "#0b0c0c", "#505a5f"
LINES: dict[str, dict[str, Any]] = {
    MEAN: {"color": QUIET, "linestyle": "-", "linewidth": 1.2},
    LOWER: {"color": QUIET, "linestyle": "--", "linewidth": 1.2},
    UPPER: {"color": QUIET, "linestyle": "--", "linewidth": 1.2, "label": "Limits"},
    TARGET: {"color": "#4c2c92", "linestyle": ":", "linewidth": 2},
}
SHAPES = {Sign.BETTER: ("s", "#00703c"), Sign.WORSE: ("D", "#aa2a16"), Sign.SPECIAL: ("^", "#1d70b8")}
LABELS = 13


def control(axes: Axes, chart: Chart) -> None:
    """Draw it: nothing is told apart by its colour alone."""
    figures, *lines = chart.series
    places, values = range(len(chart.categories)), _numbers(figures.values)
    axes.plot(
        places, values, color=INK, marker="o", markersize=4.5, linewidth=1.4, label=figures.name, zorder=3
    )
    for each in lines:
        _level(axes, each.name, _numbers(each.values), [0, *chart.steps, len(chart.categories)])
    for sign, (shape, colour) in SHAPES.items():
        marked = [place for place, mark in enumerate(chart.marks) if mark and mark.sign is sign]
        if marked:
            heights = [values[place] for place in marked]
            look: dict[str, Any] = {
                "linestyle": "",
                "marker": shape,
                "markersize": 9,
                "color": colour,
                "zorder": 4,
            }
            axes.plot(marked, heights, label=sign.value, **look)
    for number, step in enumerate(chart.steps):
        label = "_" if number else "Step change"
        axes.axvline(step - 0.5, color=INK, linestyle="-.", linewidth=1.2, label=label)
    _months(axes, chart)


def _numbers(values: Any) -> list[float]:
    return [float("nan") if value is None else float(value) for value in values]


def _level(axes: Axes, name: str, values: list[float], bounds: list[int]) -> None:
    """A line that breaks where another level begins; a level of one month is as wide as its month."""
    for number, (start, end) in enumerate(pairwise(bounds)):
        style = {"label": name, **LINES[name]}
        if number or name == LOWER:
            style["label"] = "_"
        places = [start - 0.5, *range(start, end), end - 0.5]
        heights = [*values[start : start + 1], *values[start:end], *values[end - 1 : end]]
        if len(places) == len(heights):
            axes.plot(places, heights, drawstyle="steps-mid", **style)


def _months(axes: Axes, chart: Chart) -> None:
    """Every so many months named, the newest always."""
    count = len(chart.categories)
    every = max(1, -(-count // LABELS))
    named = list(range(count - 1, -1, -every))[::-1]
    axes.set_xticks(named, [chart.categories[place] for place in named])
    axes.grid(axis="y", color="#b1b4b6", linewidth=0.5)
    axes.margins(x=0.02, y=0.08)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,g}{chart.unit}")
    axes.tick_params(axis="x", labelrotation=45)
