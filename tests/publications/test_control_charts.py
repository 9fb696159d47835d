"""A control chart says in its drawing, its words and its table which points are more than chance."""

import re
from decimal import Decimal

import pytest
from lxml import etree

from publications import charts, drawing, svg
from publications.charts import LOWER, MEAN, TARGET, UPPER, Marked, Series, Sign

SVG = "{http://www.w3.org/2000/svg}"
OUTSIDE = Marked(Sign.WORSE, "outside the control limits")


def numbers(*values):
    return tuple(None if value is None else Decimal(value) for value in values)


def chart(marks=(None, OUTSIDE, None, None), steps=(2,), extra=()):
    series = [
        Series("Referrals", numbers(300, 400, None, 200)),
        Series(MEAN, numbers(300, 300, 200, 200)),
        Series(LOWER, numbers(250, 250, 180, 180)),
        Series(UPPER, numbers(350, 350, 220, 220)),
        Series(TARGET, numbers(250, 250, 250, 250)),
    ]
    months = ["Jun 2023", "Jul 2023", "Aug 2023", "Sep 2023"]
    return charts.control("Referrals: no more than chance", "In words.", months, series, marks, steps)


def test_its_table_has_the_limits_and_what_each_marked_point_is():
    assert chart().heads() == [
        "Referrals",
        "Mean",
        "Lower limit",
        "Upper limit",
        "Target",
        "More than chance",
    ]
    assert chart().rows()[1] == (
        "Jul 2023",
        ["400", "300", "250", "350", "250", "Concerning: outside the control limits"],
    )
    assert chart().rows()[2] == ("Aug 2023", ["–", "200", "180", "220", "250", "Step change."])


def test_each_sign_has_a_shape_of_its_own_and_a_word_in_the_key():
    every = [Marked(sign, "7 in a row") for sign in Sign]
    root = etree.fromstring(drawing.draw(chart(marks=(*every, None))))
    words = {text.strip() for text in root.itertext()}
    assert {"Improving", "Concerning", "Unusual", "Limits", "Mean", "Target", "Step change"} <= words
    plain = etree.fromstring(drawing.draw(chart(marks=(None,) * 4, steps=())))
    assert not {"Improving", "Concerning", "Unusual", "Step change"} & set(map(str.strip, plain.itertext()))
    paths = [path.get("d") for path in root.findall(f".//{SVG}defs/{SVG}path")]
    assert len({re.sub(r"[-\d.\s]", "", path) + str(len(path)) for path in paths}) >= 4


@pytest.mark.django_db
@pytest.mark.once
def test_it_sits_inline_and_is_drawn_once_for_its_content(monkeypatch):
    made, original = [], svg._draw
    monkeypatch.setattr(svg, "_draw", lambda *asked: made.append(asked) or original(*asked))
    (first,), (again,) = svg.draw([chart(steps=(1,))]), svg.draw([chart(steps=(1,))])
    assert first.svg == again.svg
    assert len(made) == 1
    assert not etree.fromstring(first.svg).xpath("//@style")


@pytest.mark.parametrize("values", [(), (None,), (5,)])
def test_one_with_little_in_it_is_drawn_all_the_same(values):
    series = [Series("Referrals", numbers(*values))]
    nothing = charts.control("t", "a", ["Jun 2023"] * len(values), series, [None] * len(values))
    assert b"<svg" in drawing.draw(nothing)
