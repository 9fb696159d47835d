"""Good files come as text, row by row, whoever wrote them."""

import datetime as dt
import io

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.spreadsheets import Unreadable, read
from core.spreadsheets.sandbox.main import read_rows
from tests.core import workbooks

pytestmark = pytest.mark.once


def rows_of(text):
    sheet = read(text.encode() if isinstance(text, str) else text, "file")
    return sheet.headings, [(line.number, line.cells) for line in sheet.rows]


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_is_read_with_or_without_a_mark_at_its_start_and_however_it_is_separated(start, mark, end):
    text = start + end.join([mark.join(["team", "from"]), mark.join(["SWF West 1", "2023-04-01"]), ""])
    assert rows_of(text) == (["team", "from"], [(2, ["SWF West 1", "2023-04-01"])])


def test_text_in_quotes_keeps_its_marks_and_lines_and_counts_as_one_row():
    text = 'name;said\nA;"one, two\r\n""three"""\nB;x\n'
    assert rows_of(text) == (["name", "said"], [(2, ["A", 'one, two\n"three"']), (3, ["B", "x"])])


def test_a_heading_in_quotes_does_not_mislead_about_what_separates():
    assert rows_of('"a;b;c",d\n1,2\n')[0] == ["a;b;c", "d"]


def test_blank_rows_are_left_out_and_still_counted():
    assert rows_of("\na,b\n\n,,\n1,2\n") == (["a", "b"], [(5, ["1", "2"])])
    assert read(b"\na,b\n", "file").headings_row == 2


def test_space_around_a_value_is_left_away_hard_spaces_too():
    assert rows_of("a,b\n 1 ,\u00a02\u00a0\n")[1] == [(2, ["1", "2"])]


def test_excels_values_come_as_a_person_would_write_them():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(1, 1, ["text", "whole", "part", "sum", "yes", "day", "moment", "large"])
    sheet.write_row(3, 1, ["  é ", 12.0, 0.6, 0.1 + 0.2, True])
    sheet.write_datetime(3, 6, dt.datetime(2023, 9, 1), day)
    sheet.write_datetime(3, 7, dt.datetime(2023, 9, 1, 12, 30), day)
    sheet.write_number(3, 8, 123456789012)
    book.close()
    headings, rows = rows_of(out.getvalue())
    assert headings == ["", "text", "whole", "part", "sum", "yes", "day", "moment", "large"]
    values = ["é", "12", "0.6", "0.3", "yes", "2023-09-01", "2023-09-01 12:30:00", "123456789012"]
    assert rows == [(4, ["", *values])]


def test_an_error_in_a_cell_is_not_taken_for_nothing():
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append(["#N/A", "x"])
    book.active["A2"].data_type = "e"
    out = io.BytesIO()
    book.save(out)
    assert rows_of(out.getvalue())[1] == [(2, ["#N/A", "x"])]


def test_the_first_sheet_that_can_be_seen_is_read():
    book = openpyxl.Workbook()
    book.active.append(["hidden"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Data").append(["seen"])
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    assert rows_of(out.getvalue())[0] == ["seen"]


def test_a_workbook_whose_cells_do_not_say_where_they_are_is_read():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    assert rows_of(workbooks.packed(workbooks.sheet(rows))) == (["1", "2"], [(2, ["3"])])


def test_a_workbook_whose_extent_is_overstated_is_read_all_the_same():
    xml = workbooks.sheet(f'<row r="1">{workbooks.cell("A1", "x")}</row>')
    wide = xml.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert rows_of(workbooks.packed(wide)) == (["x"], [])


def test_the_content_decides_not_the_name():
    assert read(b"a,b\n1,2\n", "teams.xlsx").headings == ["a", "b"]


def _answer(content):
    """The rows or the refusal: anything else is a fault. In this process, since it is asked often."""
    try:
        return list(read_rows(content))
    except Unreadable as refusal:
        said = refusal
    assert said.what.endswith((".", ")"))
    assert said.accepted
    return None


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_reason(content):
    _answer(content)


@given(st.text(max_size=300))
def test_any_text_gives_rows_or_a_reason(text):
    _answer(text.encode("utf-8", "surrogatepass"))


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=8))
@settings(max_examples=60)
def test_what_is_written_comes_back_from_csv_and_from_excel(table):
    import csv

    table = [["first", "second"], *table]
    written = io.StringIO()
    csv.writer(written).writerows(table)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(table):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    book.close()
    expected = []
    for number, row in enumerate(table, start=1):
        while row and not row[-1]:
            row = row[:-1]
        if row:
            expected.append((number, row))
    assert _answer(written.getvalue().encode()) == expected
    assert _answer(out.getvalue()) == expected


@example(302, b"\x00@")  # a zip of a version that nobody writes
@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_workbook_with_a_few_bytes_changed_gives_rows_or_a_reason(place, changed):
    content = workbooks.packed(workbooks.sheet(f'<row r="1">{workbooks.cell("A1", "x")}</row>'))
    place = place * len(content) // 400
    _answer(content[:place] + changed + content[place + len(changed) :])
