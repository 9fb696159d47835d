"""Charts sit inline under a strict policy, say what they show, and are drawn once."""

import re
from decimal import Decimal

import pytest
from django.core.cache import cache
from lxml import etree
from matplotlib.figure import Figure

from publications import charts, drawing, svg
from publications.charts import Series

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
pytestmark = pytest.mark.django_db


def numbers(*values):
    return tuple(None if value is None else Decimal(value) for value in values)


def stacked(title="Grades by service area"):
    return charts.stacked(
        title,
        "SWF: 3 good, 1 requires improvement. BIT: 4 good.",
        "Service area",
        ["SWF", "BIT"],
        [Series("Good", numbers(3, 4)), Series("Requires improvement", numbers(1, 0))],
    )


def trend(values=(55, None, 67)):
    return charts.line(
        "Good or better has risen since July",
        "55% in July, no cases in August, 67% in September.",
        "Month",
        ["Jul 2023", "Aug 2023", "Sep 2023"],
        [Series("Good or better", numbers(*values))],
        unit="%",
    )


def drawn(chart):
    (found,) = svg.draw([chart])
    return etree.fromstring(found.svg)


BOTH = pytest.mark.parametrize("chart", [stacked(), trend()], ids=["stacked", "line"])


@BOTH
def test_a_drawing_has_no_styles_and_no_scripts(chart):
    root = drawn(chart)
    assert not root.xpath("//@style")
    tags = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert not tags & {"style", "script", "metadata", "foreignObject", "image"}
    assert not [
        name for element in root.iter(etree.Element) for name in element.attrib if name.startswith("on")
    ]


@BOTH
def test_a_drawing_says_what_it_shows_to_those_who_do_not_see_it(chart):
    root = drawn(chart)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert (title.text, description.text) == (chart.title, chart.alternative)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert len(root.findall(f".//{SVG}title")) == 1


def test_ids_are_each_used_once_on_a_page_of_several_charts():
    every = [stacked(), stacked("The same drawn otherwise"), trend(), trend((55, 60, 67))]
    ids = [each for found in svg.draw(every) for each in etree.fromstring(found.svg).xpath("//@id")]
    assert ids
    assert len(ids) == len(set(ids))


@BOTH
def test_whatever_a_drawing_refers_to_is_in_it(chart):
    root = drawn(chart)
    ids = set(root.xpath("//@id"))
    text = etree.tostring(root, encoding="unicode")
    wanted = set(re.findall(r"url\(#([^)]+)\)", text)) | {
        link[1:] for link in root.xpath("//@*[name()='xlink:href']")
    }
    assert wanted
    assert wanted <= ids
    assert "http" not in re.sub(r"xmlns(:\w+)?=\"[^\"]*\"", "", text), "no other address is named"


def test_words_are_text_and_are_escaped():
    chart = charts.stacked(
        "<b>&", "<i>", "Place", ["<script>alert(1)</script>"], [Series("A & B", numbers(1))]
    )
    (found,) = svg.draw([chart])
    assert "<script" not in found.svg
    root = etree.fromstring(found.svg)
    assert "<script>alert(1)</script>" in "".join(root.itertext())
    assert root.findall(f".//{SVG}text"), "labels are text, for readers and for search"


def test_no_colour_alone_tells_two_series_apart():
    root = drawn(stacked())
    assert root.findall(f".//{SVG}pattern"), "the second series is hatched"
    assert {"Good", "Requires improvement"} <= {text.strip() for text in root.itertext()}


@pytest.mark.parametrize(
    "chart",
    [
        trend((None, None, None)),
        charts.stacked("Nothing yet", "No audits.", "Service area", [], [Series("Good", ())]),
        charts.line("One month", "55%", "Month", ["Jul 2023"], [Series("Good", numbers(55))], "%"),
    ],
    ids=["no values", "no categories", "one point"],
)
def test_a_chart_with_little_or_nothing_in_it_is_drawn_all_the_same(chart):
    assert drawn(chart).find(f"{SVG}title").text == chart.title


class TestTheCache:
    def count_drawings(self, monkeypatch):
        made = []
        original = svg._draw
        monkeypatch.setattr(svg, "_draw", lambda chart, key: made.append(chart) or original(chart, key))
        return made

    def test_the_same_content_is_drawn_once(self, monkeypatch):
        cache.clear()
        made = self.count_drawings(monkeypatch)
        first = svg.draw([stacked(), trend()])
        again = svg.draw([stacked(), trend()])
        assert len(made) == 2
        assert [each.svg for each in first] == [each.svg for each in again]

    def test_any_other_number_or_word_is_drawn_anew(self, monkeypatch):
        svg.draw([stacked(), trend()])
        made = self.count_drawings(monkeypatch)
        svg.draw([trend((55, None, 68)), stacked("Another title")])
        assert len(made) == 2

    def test_a_page_of_charts_asks_the_cache_once(self, django_assert_max_num_queries):
        every = [stacked(), trend()]
        svg.draw(every)
        with django_assert_max_num_queries(1):
            svg.draw(every)

    def test_a_drawing_is_the_same_on_every_machine(self):
        (first,) = svg.draw([stacked()])
        cache.clear()
        (again,) = svg.draw([stacked()])
        assert first.svg == again.svg


def test_the_table_says_what_the_drawing_says():
    assert stacked().rows() == [("SWF", ["3", "1"]), ("BIT", ["4", "0"])]
    assert trend().rows() == [("Jul 2023", ["55%"]), ("Aug 2023", ["–"]), ("Sep 2023", ["67%"])]
    assert charts.line("t", "a", "h", ["x"], [Series("s", numbers("100"))]).rows() == [("x", ["100"])]


def test_no_mark_of_a_line_is_cut_off_at_the_upper_edge():
    figure = Figure()
    axes = figure.subplots()
    drawing._line(axes, trend((60, 60, 60)))
    assert axes.get_ylim() == (0, pytest.approx(64.8))


def test_a_line_without_a_number_is_drawn_all_the_same():
    assert drawn(trend((None, None, None))) is not None
