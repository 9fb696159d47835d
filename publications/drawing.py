"""Charts drawn with matplotlib (the object interface, never pyplot), as SVG bytes."""

import io
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from publications.charts import PALETTE, Chart, Kind
from publications.drawing_control import control

SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "plumbline",
    "font.family": "DejaVu Sans",  # ships with matplotlib and measures wide; the page sets its own
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.6,
}
HATCHES = ("", "//", "..", "xx", "\\\\", "++")
MARKERS = "oDs^vP"
INK = "#0b0c0c"
HEADROOM = 1.08


def draw(chart: Chart) -> bytes:
    """The chart as SVG: no style sheet is needed to read it, and no colour alone tells two series apart."""
    with mpl.rc_context(SETTINGS):
        height = max(2.6, 0.42 * len(chart.categories) + 1.2) if chart.kind is Kind.STACKED else 3.4
        figure = Figure(figsize=(7.4, height))
        axes = figure.subplots()
        {Kind.STACKED: _stacked, Kind.LINE: _line, Kind.CONTROL: control}[chart.kind](axes, chart)
        handles, labels = axes.get_legend_handles_labels()
        columns, rows = _legend(labels)
        height += 0.25 * (rows - 1)
        figure.set_figheight(height)
        figure.legend(
            handles,
            labels,
            loc="upper left",
            bbox_to_anchor=(0.02, 1.0),
            ncols=columns,
            frameon=False,
            fontsize=10,
        )
        figure.tight_layout(rect=(0, 0, 1, 1 - (0.32 + 0.22 * (rows - 1)) / height))
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _legend(labels: list[str]) -> tuple[int, int]:
    """Its columns and rows: four names beside each other if they are short, else two."""
    letters = sum(len(label) + 6 for label in labels)
    if letters < 80:
        return 4, max(1, -(-len(labels) // 4))
    columns = 3 if max(map(len, labels)) < 20 else 2
    return columns, -(-len(labels) // columns)


def _stacked(axes: Axes, chart: Chart) -> None:
    places = list(range(len(chart.categories)))
    left = [0.0] * len(places)
    for index, series in enumerate(chart.series):
        widths = [float(value or 0) for value in series.values]
        bars = axes.barh(
            places,
            widths,
            left=left,
            label=series.name,
            color=PALETTE[index],
            hatch=HATCHES[index],
            edgecolor="white",
            height=0.62,
        )
        labels = [chart.shown(value) if value else "" for value in series.values]
        axes.bar_label(
            bars,
            labels,
            label_type="center",
            color=INK,
            fontsize=10,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
            if any(labels)
            else None,
        )
        left = [start + width for start, width in zip(left, widths, strict=True)]
    axes.set_yticks(places, chart.categories)
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def _line(axes: Axes, chart: Chart) -> None:
    for index, series in enumerate(chart.series):
        values = [float("nan") if value is None else float(value) for value in series.values]
        axes.plot(
            chart.categories,
            values,
            marker=MARKERS[index],
            color=PALETTE[index],
            label=series.name,
            linewidth=2,
        )
    highest = max((value for series in chart.series for value in series.values if value), default=1)
    axes.set_ylim(0, float(highest) * HEADROOM)  # no mark is cut off by the upper edge
    axes.grid(axis="y", color="#b1b4b6", linewidth=0.5)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}{chart.unit}")
    axes.tick_params(axis="x", labelrotation=45)
