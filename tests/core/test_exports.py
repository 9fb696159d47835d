"""Lists taken away: the whole list, as it is, and harmless."""

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from core import exports
from core.models import Job
from core.tables import exporting
from organisation.models import Staff
from tests.factories import UserFactory
from tests.jobs import run_pending

NASTY = ["=1+1", "+44 20", "-see note", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x.example")']
HEADER = ["Words", "Number"]


def read_csv(body):
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def read_xlsx(body):
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    return [list(row) for row in sheet.iter_rows()]


@pytest.mark.parametrize("text", NASTY)
def test_text_like_a_formula_stays_text_in_csv(text):
    _, _, body = exports.as_file("csv", "List", HEADER, [[text, 1]])
    assert read_csv(body)[1] == ["'" + text, "1"]


@pytest.mark.parametrize("text", NASTY)
def test_text_like_a_formula_stays_text_in_a_workbook(text):
    _, _, body = exports.as_file("xlsx", "List", HEADER, [[text, 1]])
    cell = read_xlsx(body)[1][0]
    assert cell.data_type == "s"
    assert cell.value.replace("_x000D_", "\r").strip() == text.strip()


def test_an_address_is_no_link_in_a_workbook():
    _, _, body = exports.as_file("xlsx", "List", HEADER, [["https://elsewhere.example/", 1]])
    assert read_xlsx(body)[1][0].hyperlink is None


def test_numbers_stay_numbers_even_below_nought():
    row = [-5, Decimal("-2.50"), 0.5]
    _, _, as_csv = exports.as_file("csv", "List", HEADER, [row])
    assert read_csv(as_csv)[1] == ["-5", "-2.50", "0.5"]
    _, _, as_xlsx = exports.as_file("xlsx", "List", HEADER, [row])
    assert [cell.value for cell in read_xlsx(as_xlsx)[1]] == [-5, -2.5, 0.5]


def test_dates_are_dates():
    day, moment = dt.date(2023, 10, 16), dt.datetime(2023, 10, 16, 13, 5, tzinfo=dt.UTC)
    _, _, as_csv = exports.as_file("csv", "List", HEADER, [[day, moment]])
    assert read_csv(as_csv)[1] == ["2023-10-16", "2023-10-16 14:05:00"], "in London's time"
    _, _, as_xlsx = exports.as_file("xlsx", "List", HEADER, [[day, moment]])
    cells = read_xlsx(as_xlsx)[1]
    assert [cell.value for cell in cells] == [dt.datetime(2023, 10, 16), dt.datetime(2023, 10, 16, 14, 5)]


def test_yes_no_and_nothing_read_as_such():
    _, _, body = exports.as_file("csv", "List", HEADER, [[True, None], [False, ""]])
    assert read_csv(body)[1:] == [["Yes", ""], ["No", ""]]


def test_letters_beyond_english_survive():
    _, _, body = exports.as_file("csv", "List", HEADER, [["Ó Súilleabháin – “agreed”", 1]])
    assert body.startswith(b"\xef\xbb\xbf"), "without it, Excel garbles them"
    assert read_csv(body)[1][0] == "Ó Súilleabháin – “agreed”"


def test_a_very_long_text_is_cut_and_not_lost():
    _, _, body = exports.as_file("xlsx", "List", HEADER, [["x" * 40_000, 1]])
    assert len(read_xlsx(body)[1][0].value) == exports.LONGEST_CELL


def test_a_file_is_named_after_the_list_and_the_day():
    assert exports.file_name("Audits to moderate: Q3/4", "csv") == "audits-to-moderate-q3-4-2023-10-16.csv"


@pytest.mark.django_db
@pytest.mark.urls("tests.core.pages")
class TestFromAList:
    @pytest.fixture(autouse=True)
    def rows(self, client):
        client.force_login(UserFactory(roles=["administrator"]))
        Staff.objects.bulk_create([Staff(staff_id=f"S{n:04}", name=f"=Person {n % 3}") for n in range(120)])

    def test_the_whole_list_is_taken_away_not_a_page_of_it(self, client):
        response = client.get("/staff-list/?export=csv&page=2")
        rows = read_csv(response.content)
        assert rows[0] == ["Number", "Name"]
        assert len(rows) == 121
        assert rows[1][1] == "'=Person 0"
        assert response["Content-Disposition"] == 'attachment; filename="members-of-staff-2023-10-16.csv"'
        assert response["Content-Type"] == "text/csv; charset=utf-8"

    def test_it_is_filtered_and_sorted_as_on_the_page(self, client):
        response = client.get("/staff-list/?export=xlsx&name=person+1&sort=-staff_id")
        rows = [[cell.value for cell in row] for row in read_xlsx(response.content)]
        assert len(rows) == 41
        assert rows[1] == ["S0118", "=Person 1"]

    def test_an_unknown_format_is_the_page(self, client):
        assert "text/html" in client.get("/staff-list/?export=exe")["Content-Type"]


@pytest.mark.django_db
@pytest.mark.urls("tests.core.pages")
class TestOfALongList:
    @pytest.fixture(autouse=True)
    def rows(self, client, monkeypatch):
        monkeypatch.setattr(exporting, "AT_ONCE", 100)
        self.user = UserFactory(roles=["administrator"])
        client.force_login(self.user)
        Staff.objects.bulk_create([Staff(staff_id=f"S{n:04}", name=f"Person {n % 3}") for n in range(400)])

    def take_away(self, client, query="export=csv"):
        response = client.get("/staff-list/?" + query)
        job = Job.objects.get()
        assert response["Location"] == f"/jobs/{job.pk}/"
        return job

    def test_it_is_made_by_a_job_filtered_and_sorted_as_on_the_page(self, client):
        job = self.take_away(client, "export=csv&name=person+1&sort=-staff_id&page=2")
        run_pending()
        job.refresh_from_db()
        assert job.words == "133 rows are in the file."
        rows = read_csv(job.file.content)
        assert len(rows) == 134
        assert rows[1] == ["S0397", "Person 1"]

    def test_who_lost_the_permission_meanwhile_gets_no_file(self, client):
        job = self.take_away(client)
        self.user.role_holdings.all().delete()
        run_pending()
        job.refresh_from_db()
        assert job.file is None
        assert job.words == exporting.NOT_ALLOWED

    def test_a_file_beyond_the_limit_is_refused_in_words(self, client, monkeypatch):
        monkeypatch.setattr(exports, "LARGEST_FILE", 1000)
        job = self.take_away(client)
        run_pending()
        job.refresh_from_db()
        assert job.file is None
        assert job.words == exporting.TOO_LARGE

    def test_a_short_list_is_not_a_job(self, client):
        assert client.get("/staff-list/?export=csv&name=zzz")["Content-Type"].startswith("text/csv")
        assert not Job.objects.exists()
