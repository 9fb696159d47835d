"""Both published workbooks by command: what they print comes back, what is odd about them is said."""

import csv
import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command

from figures.models import Figure
from indicators.imports.reported import CHECKS
from tests.demo import files

REPORTS = {"performance_dataset_2023-10.csv": "2023-11-15", "performance_report_2024-10.csv": "2024-11-14"}
MISSING = {"-": "not available", "": "not available"}
CALLED = ["--council-is", "southampton"]
pytestmark = pytest.mark.django_db


def run(*args, **options):
    """What the command prints."""
    out = io.StringIO()
    call_command(*args, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def afterwards(settings):
    """A day after both reports'."""
    settings.PLUMBLINE_TODAY = dt.date(2024, 11, 14)


@pytest.fixture
def council(db):
    """The demo's sections and catalogue."""
    for kind in ("sections", "catalogue"):
        call_command(f"import_{kind}", str(files.DEMO / "indicators" / f"{kind}.csv"), verbosity=0)


def take(name):
    """Import a workbook with everything odd accepted."""
    accepted = [f"--accept={check}=As printed" for check in CHECKS]
    path = str(files.DEMO / "indicators" / name)
    return run("import_figures", path, "--published-on", REPORTS[name], *CALLED, *accepted)


def printed(name):
    """Every cell of a month, by section, indicator and month, as `manage.py figures` should print it."""
    slugs = {
        called: row["indicator"] for row in files.rows("indicators/catalogue.csv") for called in names(row)
    }
    found = {}
    for row in files.rows(f"indicators/{name}"):
        begun = False
        for month, text in months(row):
            begun = begun or text[:1].isdigit()
            if text or begun:
                found[row["section"], slugs[row["indicator"]], month] = as_figure(text)
    return found


def names(row):
    return [row["name"], *(each.strip() for each in row["also_called"].split("|") if each.strip())]


def months(row):
    """The month columns, 'Oct-23' as 2023-10."""
    numbers = dict(
        zip(
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            range(1, 13),
            strict=True,
        )
    )
    for heading, text in row.items():
        name, _, year = heading.partition("-")
        if name in numbers and year:
            yield f"20{year}-{numbers[name]:02}", text


def as_figure(text):
    """Value and missing: 27% is 27, 14.20 is 14.2."""
    if text in MISSING:
        return "", MISSING[text]
    value = text.rstrip("%").replace(",", "")
    return (value.rstrip("0").rstrip(".") if "." in value else value), ""


def of_report(name, section=None):
    """What `manage.py figures` prints as known on the report's day."""
    only = ["--section", section] if section else []
    text = run("figures", "--source", "reported", "--as-at", REPORTS[name], *only)
    rows = csv.DictReader(io.StringIO(text))
    return {
        (row["indicator"], row["month"]): (row["value"], row["missing"]) for row in rows if not row["place"]
    }


def test_every_printed_value_comes_back_as_printed_by_its_section_and_report(council):
    for name in REPORTS:
        take(name)
    for name in REPORTS:
        expected = printed(name)
        sections = {section for section, _, _ in expected}
        came = {
            (section, *key): value for section in sections for key, value in of_report(name, section).items()
        }
        wrong = {key: (value, came.get(key)) for key, value in expected.items() if came.get(key) != value}
        assert wrong == {}
        assert len(expected) > 900
        current = of_report(name)
        assert all(current[slug, month] in values for (slug, month), values in by_key(expected).items())
    assert Figure.objects.count() == sum(len(printed(name)) for name in REPORTS)


def by_key(expected):
    """What the sections print of an indicator's month."""
    found = {}
    for (_, slug, month), value in expected.items():
        found.setdefault((slug, month), []).append(value)
    return found


def test_in_the_other_order_each_report_has_the_same_numbers(council):
    for name in reversed(REPORTS):
        take(name)
    in_care = [of_report(name)["cla.number", "2023-10"] for name in REPORTS]
    assert in_care == [("504", ""), ("504", "")]
    referrals = [of_report(name)["early_help.referrals", "2023-10"] for name in REPORTS]
    assert referrals == [("137", ""), ("139", "")]
    assert (
        run("figures", "--indicator", "early_help.referrals", "--month", "2023-10")
        .splitlines()[1]
        .split(",")[5]
        == "139"
    )


def test_a_workbook_twice_changes_nothing_and_asks_nothing(council):
    name = "performance_dataset_2023-10.csv"
    assert "918 added" in take(name)
    assert "0 added, 0 restated, 918 left as they were" in run(
        "import_figures", str(files.DEMO / "indicators" / name), "--published-on", REPORTS[name], *CALLED
    )


def test_what_is_odd_about_the_workbooks_is_said_by_row_and_column(council, tmp_path):
    told = {}
    for name, day in REPORTS.items():
        report = tmp_path / name
        path = str(files.DEMO / "indicators" / name)
        with pytest.raises(CommandError, match=r"Nothing was taken"):
            run("import_figures", path, "--published-on", day, *CALLED, "--report", str(report))
        rows = csv.DictReader(io.StringIO(report.read_text("utf-8-sig")))
        told[name] = {
            (row["check"], int(row["row"]), row["column"]) for row in rows if row["what"] == "warning"
        }
        take(name)
    first, second = told.values()
    assert {("shifted", 19, "Oct-22 to Sep-23"), ("shifted", 20, "Oct-22 to Sep-23")} <= first
    assert ("two-sections", 19, "Oct-22") in first
    assert any(check == "truncated" and row == 39 for check, row, _ in first)
    assert ("over-100", 17, "Oct-24") in second
    assert ("benchmark-jump", 24, "england_22_23") in second
    assert ("restated", 2, "Oct-23") in second
    assert ("two-sections", 21, "Oct-23") in second
