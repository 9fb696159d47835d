"""What a workbook shows as per cent comes as per cent, and nothing else does."""

import io
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from core.spreadsheets import Unreadable, read
from core.spreadsheets.sandbox.main import read_rows
from core.spreadsheets.sandbox.percents import is_percent
from core.spreadsheets.sandbox.workbook import per_cent
from tests.core import workbooks

pytestmark = pytest.mark.once

STYLES = (
    f'<styleSheet {workbooks.NS}><numFmts count="1"><numFmt numFmtId="170" formatCode="0.0%"/></numFmts>'
    '<cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs><cellXfs count="3">{}</cellXfs></styleSheet>'
)
PLAIN_FIRST = STYLES.format('<xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="2"/>')
PERCENT_FIRST = STYLES.format('<xf numFmtId="9"/><xf numFmtId="0"/><xf numFmtId="2"/>')


def written(*cells):
    """A row of (value, format) below its headings, by XlsxWriter."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for column, (value, shown_as) in enumerate(cells):
        sheet.write(0, column, f"h{column}")
        sheet.write(1, column, value, book.add_format({"num_format": shown_as}) if shown_as else None)
    book.close()
    return read(out.getvalue(), "file").rows[0].cells


def packed(rows, styles):
    content = workbooks.packed(workbooks.sheet(rows), {"xl/styles.xml": styles})
    return [cells for _, cells in read_rows(content)]


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [
        (0.27, 9, "27%"),
        (0.142, 10, "14.2%"),
        (0.145, "0.0%", "14.5%"),
        (1.06, "0%", "106%"),
        (0, "0%", "0%"),
        (-0.07, '0%;[Red]-0%;"none"', "-7%"),
        (0.29, "0.00 %", "29%"),
        (1 / 3, "0%", "33.3333333333333%"),
        (0.0000001, "0%", "0.00001%"),
        (27, '0"%"', "27"),
        (27, r"0\%", "27"),
        (0.27, "0.00_%", "0.27"),
        (0.27, None, "0.27"),
        ("27%", "0%", "27%"),
        (True, "0%", "yes"),
    ],
)
def test_a_cell_shown_as_per_cent_comes_as_per_cent(value, shown_as, text):
    assert written((value, shown_as)) == [text]


def test_each_cell_has_its_own_format():
    cells = [("2,939", None), (0.27, "0%"), (588, "0"), (0.36, 10), (None, "0%"), (0.5, "0.0")]
    assert written(*cells) == ["2,939", "27%", "588", "36%", "", "0.5"]


@pytest.mark.parametrize("code", ["0%", "0.0%", '"about "0%', "[Red]0%;-0%", "0 %", "#,##0.0%"])
def test_a_format_with_a_sign_of_its_own_shows_hundredths(code):
    assert is_percent(code)


@pytest.mark.parametrize("code", ['0"%"', r"0\%", "0_%", "0*%", "General", "", "[$%-809]0", 'dd"%"mm'])
def test_a_sign_that_is_only_shown_multiplies_nothing(code):
    assert not is_percent(code)


@given(st.decimals(-10_000, 10_000, places=6))
def test_no_per_cent_gets_the_noise_of_binary_fractions(meant):
    text = per_cent(float(meant / 100))
    assert text.endswith("%")
    assert Decimal(text[:-1]) == meant


def test_cells_that_do_not_say_where_they_are_are_counted():
    rows = '<row><c s="1"><v>0.1</v></c><c s="2"><v>0.2</v></c></row><row><c/><c s="1"><v>0.3</v></c></row>'
    assert packed(rows, PLAIN_FIRST) == [["10%", "0.2"], ["", "30%"]]


def test_counting_goes_on_from_the_cells_that_say_where_they_are():
    row = '<row r="2"><c r="B2"><v>0.1</v></c><c s="1"><v>0.2</v></c><c r="E2" s="1"><v>0.3</v></c></row>'
    assert packed(row, PLAIN_FIRST) == [["", "0.1", "20%", "", "30%"]]


def test_cells_without_a_style_have_the_first():
    cells = '<c r="A1"><v>0.1</v></c><c r="B1" s="1"><v>0.2</v></c><c r="C1" s="0"><v>0.3</v></c>'
    assert packed(f'<row r="1">{cells}</row>', PERCENT_FIRST) == [["10%", "0.2", "30%"]]


def test_quotes_spaces_and_prefixes_do_not_hide_a_cell():
    row = "<row r='1'><c s = '1' r = 'A1'><v>0.1</v></c><c r='B1' t='n' s='1' ><v>0.2</v></c></row>"
    assert packed(row, PLAIN_FIRST) == [["10%", "20%"]]


def test_an_error_stays_an_error():
    row = '<row r="1"><c r="A1" s="1" t="e"><v>#DIV/0!</v></c><c r="B1" s="1"><v>1</v></c></row>'
    assert packed(row, PLAIN_FIRST) == [["#DIV/0!", "100%"]]


def test_a_workbook_without_formats_or_with_fewer_than_it_names_is_read():
    row = '<row r="1"><c r="A1" s="7"><v>0.1</v></c></row>'
    assert packed(row, PLAIN_FIRST) == [["0.1"]]
    assert [cells for _, cells in read_rows(workbooks.packed(workbooks.sheet(row)))] == [["0.1"]]


def test_formats_that_break_off_are_refused_in_words():
    with pytest.raises(Unreadable, match="its formats can't be read"):
        packed('<row r="1"><c r="A1" s="1"><v>0.1</v></c></row>', PLAIN_FIRST[:-9])
