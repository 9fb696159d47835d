"""The published workbook: cover, contents, notes, a sheet a section; numbers are numbers, text is text."""

import csv
import datetime as dt
import io
import warnings
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core import clock
from figures.models import Restatement
from indicators.models import AcceptedWarning, AlsoListed, Benchmark, SignOff
from indicators.publishing.report import report
from indicators.publishing.workbook import workbook
from tests.factories import UserFactory
from tests.indicators.made import MONTH, entry, figure, section, series, target

pytestmark = pytest.mark.django_db
SHEET = "1 Front door"


@pytest.fixture
def reader(db):
    return UserFactory(roles=["performance"])


def opened(reader):
    """The workbook as another program reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(workbook(report(reader, MONTH))))


def table(book, name):
    """A sheet's table: its rows by their first cell, each by column; and its heads."""
    sheet = book[name]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    first = next(n for n, row in enumerate(rows) if row[0] in ("Indicator", "Note"))
    heads = rows[first]
    return {row[0]: dict(zip(heads, row, strict=True)) for row in rows[first + 1 :]}, heads


def texts(book, name):
    return [cell for row in book[name].iter_rows(values_only=True) for cell in row if isinstance(cell, str)]


def test_there_is_a_cover_contents_notes_and_a_sheet_a_section(reader):
    series(entry().indicator.slug, [1, 2])
    series(entry("visits.late", section=section("visiting"), position=2).indicator.slug, [1, 2])
    book = opened(reader)
    assert book.sheetnames == ["Cover", "Contents", "Notes", SHEET, "2 Visiting"]
    assert {"Notes", "Front door", "Visiting"} <= set(texts(book, "Contents"))


def test_a_row_has_13_months_target_rag_direction_and_benchmarks_in_words_and_numbers(reader):
    listed = entry(kind="percentage", decimals=1, reference="43")
    target(listed, 50)
    Benchmark.objects.create(indicator=listed.indicator, peer="england", year=2022, value="41.5")
    series("referrals.number", ["55.55", *[60] * 11, "61.2"])
    rows, heads = table(opened(reader), SHEET)
    row = rows["Referrals number"]
    assert heads[3:16] == [f"{month:%B %Y}" for month in _span()]
    assert (row["September 2022"], row["August 2023"], row["September 2023"]) == (55.6, 60, 61.2)
    assert (row["Reference"], row["Target"], row["RAG"]) == ("43", "at most 50%", "Red")
    assert (row["Since last month"], row["Since last year"]) == ("Up, worse", "Up, worse")
    assert row["England 2022/23"] == 41.5


def _span():
    from core import months

    return months.span(dt.date(2022, 9, 1), MONTH)


def test_what_is_missing_says_why_in_its_cell_and_in_the_notes(reader):
    entry()
    series("referrals.number", [5])
    figure("referrals.number", dt.date(2023, 8, 1), None, missing="to be confirmed")
    book = opened(reader)
    row = table(book, SHEET)[0]["Referrals number"]
    assert (row["August 2023"], row["July 2023"]) == ("[to be confirmed]", "[not known]")
    assert (row["Target"], row["RAG"], row["Since last month"]) == ("[no target]", "[none]", "[none]")
    [note] = table(book, "Notes")[0].values()
    assert (note["Month"], note["Kind"], note["What it says"]) == (
        "August 2023",
        "Missing",
        "To be confirmed",
    )
    assert row["Notes"] == str(note["Note"])


def test_the_notes_say_what_was_accepted_and_what_was_restated(reader):
    entry()
    before = figure("referrals.number", MONTH, 106, current=False)
    now = figure("referrals.number", MONTH, 104)
    Restatement.objects.create(figure=now, before=before, reason="Two were counted twice.")
    AcceptedWarning.objects.create(
        figure=now, check_name="moved", says="It jumped.", reason="A new front door.", at=clock.now()
    )
    notes = [(note["Kind"], note["What it says"]) for note in table(opened(reader), "Notes")[0].values()]
    assert notes == [
        ("Checked", "It jumped. Accepted: A new front door."),
        ("Restated", "106 before, 104 since. Two were counted twice."),
    ]


def test_the_cover_says_the_month_whether_it_is_signed_off_and_as_at_when(reader):
    entry()
    series("referrals.number", [1])
    draft = texts(opened(reader), "Cover")
    assert draft[0] == "Performance report, September 2023"
    assert "Draft: not signed off yet." in draft
    assert any(line.startswith("As at ") for line in draft)
    SignOff.objects.create(month=MONTH, at=clock.now(), by_name="Robin Testerton")
    assert any(line.startswith("Signed off on ") for line in texts(opened(reader), "Cover"))


AWKWARD = [
    "=1+1",
    "{=1+1}",
    "+44",
    "[here](http://example.org)",
    "[a](b) [c](d)",
    "$$note$$ and more",
    "@x 1",
]


@pytest.mark.parametrize("name", AWKWARD)
def test_no_text_becomes_a_formula_a_link_or_a_note(reader, name):
    entry(name=name, section=section("front-door", name=name), unit=name, reference=name[:20])
    series("referrals.number", [1])
    written = workbook(report(reader, MONTH))
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        parts = {
            each: packed.read(each).decode() for each in packed.namelist() if each.endswith((".xml", ".rels"))
        }
    assert not [each for each, text in parts.items() if "<f>" in text or 'http://example.org"' in text]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cells = [cell for row in load_workbook(io.BytesIO(written))[SHEET].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert any(str(cell.value).replace(" ", "") == name.replace(" ", "") for cell in cells)


def test_a_section_shows_what_it_also_lists(reader):
    series(entry().indicator.slug, [1])
    also = entry("visits.late", section=section("visiting"), position=2)
    series("visits.late", [7])
    AlsoListed.objects.create(section=section("front-door"), indicator=also.indicator, position=1)
    assert set(table(opened(reader), SHEET)[0]) == {"Referrals number", "Visits late"}


def test_the_page_gives_the_file_and_the_same_as_csv(reader, client):
    entry(name="=1+1")
    series("referrals.number", [1, -2])
    client.force_login(reader)
    url = reverse("performance_workbook", args=[MONTH])
    answer = client.get(url)
    assert answer["Content-Disposition"] == 'attachment; filename="performance-report-2023-09-draft.xlsx"'
    [line] = csv.DictReader(io.StringIO(client.get(url, {"format": "csv"}).content.decode("utf-8-sig")))
    assert (line["Section"], line["Indicator"], line["September 2023"]) == ("Front door", "'=1+1", "-2")
    assert client.get(url, {"format": "pdf"}).status_code == 404
    assert client.get(reverse("performance_workbook", args=[dt.date(2023, 11, 1)])).status_code == 404


def test_without_a_catalogue_there_is_a_workbook_that_says_so(reader, client):
    client.force_login(reader)
    assert client.get(reverse("performance_workbook", args=[MONTH])).status_code == 200
    assert client.get(reverse("performance_workbook", args=[MONTH]), {"format": "csv"}).status_code == 200
