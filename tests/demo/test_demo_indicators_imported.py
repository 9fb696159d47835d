"""Both reports, imported by command into an empty database: what they printed comes back."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import transaction

from core import months
from core.importing.headings import fold
from demo import reporting
from figures.models import Figure, Restatement
from figures.printing import plain
from indicators.models import AcceptedWarning
from tests.demo import comparing, files
from tests.demo.comparing import DATASET, REPORT, number

DAYS = {DATASET: "2023-11-15", REPORT: "2024-11-13"}
REPORTS = files.DEMO.parent / "docs" / "reports"
HOME = {DATASET: 27, REPORT: 32}
"""The rows of children in care that have each month where it belongs."""
LATE = 19
"""The one that sits a month late."""
pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("imported")]


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the checks wrote of each report, as it was taken; all is taken back after the last test."""
    folder = tmp_path_factory.mktemp("reports")
    with django_db_blocker.unblock(), transaction.atomic():
        reporting.define()
        for name, day, accepted in reporting.REPORTS:
            call_command(
                "import_figures",
                reporting.FILES / name,
                published_on=dt.date.fromisoformat(day),
                accept_file=reporting.FILES / accepted,
                report=folder / name,
                council_is=[reporting.CALLED],
                verbosity=0,
            )
        yield folder
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def taken(said):
    """Every test is about what was taken."""


def printed(*arguments):
    """What `manage.py figures` prints, by indicator and month: the value, or why there is none."""
    out = io.StringIO()
    call_command("figures", "--source", "reported", *arguments, stdout=out)
    rows = csv.DictReader(io.StringIO(out.getvalue()))
    return {(row["indicator"], row["month"]): row["value"] or row["missing"] for row in rows}


def in_file(name):
    """(section, indicator, month, cell) of everything in a report's months."""
    known = comparing.slugs()
    for _, row in comparing.rows(name):
        for heading in comparing.month_columns(row):
            slug, month = known[fold(row["indicator"])], comparing.as_month(heading)
            yield row["section"], slug, month, row[heading]


def as_printed(cell):
    """As FORMATS prints a cell: 27% is 27, 14.50 is 14.5, - is not available."""
    value = number(cell)
    return plain(value) if value is not None else "not available"


@pytest.mark.parametrize(("name", "values"), [(DATASET, 908), (REPORT, 985)])
def test_every_printed_value_comes_back_from_its_section(name, values):
    cells = [cell for cell in in_file(name) if cell[3]]
    sections = {section for section, *_ in cells}
    back = {each: printed("--section", each, "--as-at", DAYS[name]) for each in sections}
    wrong = [cell for cell in cells if back[cell[0]].get(cell[1:3]) != as_printed(cell[3])]
    assert wrong == []
    assert sum(number(cell) is not None for *_, cell in cells) == values


@pytest.mark.parametrize("name", [DATASET, REPORT])
def test_as_at_its_day_each_report_says_what_it_said(name):
    said_then, back = {}, printed("--as-at", DAYS[name])
    for _, slug, month, cell in in_file(name):
        if cell:
            said_then.setdefault((slug, month), set()).add(as_printed(cell))
    assert {key for key, values in said_then.items() if back[key] not in values} == set()


@pytest.mark.parametrize("name", [DATASET, REPORT])
def test_each_figure_keeps_its_row_its_column_and_how_it_was_printed(name):
    by_row = dict(comparing.rows(name))
    figures = Figure.objects.filter(imported__name=name).values_list(
        "imported_row", "imported_column", "as_published"
    )
    assert [each for each in figures if by_row[each[0]][each[1]] != each[2]] == []


def series(row, name):
    """A row's values by month, without its blanks."""
    found = dict(comparing.rows(name))[row]
    return {comparing.as_month(m): found[m] for m in comparing.month_columns(found) if found[m]}


def test_children_in_our_care_are_one_series_from_2022_to_2024():
    now = {month: value for (_, month), value in printed("--indicator", "cla.number").items()}
    in_turn = series(LATE, DATASET) | series(HOME[DATASET], DATASET) | series(HOME[REPORT], REPORT)
    assert now == in_turn
    assert list(now)[list(now).index("2022-10") :] == [
        months.key(month) for month in months.span(dt.date(2022, 10, 1), dt.date(2024, 10, 1))
    ]


def test_each_report_has_its_own_number_of_children_in_our_care():
    then = printed("--indicator", "cla.number", "--as-at", DAYS[DATASET])
    assert {month: value for (_, month), value in then.items()} == series(LATE, DATASET) | series(
        HOME[DATASET], DATASET
    )
    assert printed("--indicator", "cla.number", "--as-at", "2023-11-14") == {}
    own = {
        (section, day): printed("--section", section, "--indicator", "cla.number", "--as-at", day)[
            "cla.number", month
        ]
        for section, day, month in (
            ("Right service right time", "2023-11-15", "2022-10"),
            ("Placement stability and permanence", "2023-11-15", "2022-10"),
            ("Right support at the right time – Family Safeguarding", "2024-11-13", "2023-10"),
            ("Promote permanence and placement stability", "2024-11-13", "2023-10"),
        )
    }
    assert list(own.values()) == ["548", "552", "503", "504"]


def test_every_vintage_of_october_2022_is_kept():
    kept = Figure.objects.filter(indicator__slug="cla.number", month=dt.date(2022, 10, 1))
    found = sorted((plain(each.value), each.imported.name, each.aside) for each in kept)
    assert found == sorted(
        [
            *[("548", DATASET, True), ("552", DATASET, False), ("552", DATASET, True)],
            *[("548", REPORT, True), ("552", REPORT, False), ("552", REPORT, True)],
        ]
    )


def test_the_restatements_are_where_the_second_report_contradicts_the_first():
    before = printed("--as-at", DAYS[DATASET])
    differs = {key for key, value in printed().items() if before.get(key, value) != value}
    listed = Restatement.objects.select_related("figure__indicator")
    assert {(r.figure.indicator.slug, months.key(r.figure.month)) for r in listed} == differs
    assert len(differs) == 21
    assert {month for _, month in differs} == {"2023-10"}


@pytest.mark.parametrize(("name", "warnings"), [(DATASET, 47), (REPORT, 40)])
def test_what_the_checks_say_is_what_the_documents_hold(said, name, warnings):
    found = (said / name).read_text(encoding="utf-8-sig")
    assert found == (REPORTS / name).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(found)))
    assert len(rows) == warnings
    assert all(row["accepted because"] for row in rows)


def test_every_accepted_warning_stays_with_its_reason():
    assert AcceptedWarning.objects.exclude(reason="").count() == AcceptedWarning.objects.count() > 0
    over = AcceptedWarning.objects.get(check_name="over-100")
    assert over.figure.value == Decimal(106)
    pasted = AcceptedWarning.objects.get(check_name="benchmark-jump")
    assert pasted.benchmark.value == Decimal("642.7")


def test_the_same_reports_again_change_nothing():
    before = Figure.objects.count()
    reporting.take_reports()
    assert Figure.objects.count() == before
