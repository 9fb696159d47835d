"""Files of the catalogue: sections, definitions, targets, populations."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from core import history
from core.models import Import
from core.periods import ALWAYS
from figures.models import Indicator
from indicators.models import (
    AlsoListed,
    Entry,
    IndicatorName,
    Population,
    Section,
    SectionName,
    Target,
)
from tests.core.files import csv

pytestmark = pytest.mark.django_db
SECTIONS = """
    section,name,position,outcome,also_called
    front-door,Right service right time,1,Families get help early,Right support at the right time | Early help
    workforce,Workforce,2,,
"""
HEADINGS = (
    "indicator,name,section,position,reference,kind,window,unit,decimals,polarity,headline,also_in,"
    "also_called,from"
)
CATALOGUE = f"""
    {HEADINGS}
    referrals.number,Number of referrals,front-door,1,7,count,month,referrals,,lower is better,\
reported,workforce,Referrals in month | Refs,
    caseloads.workers_at_20,Case holders with 20+,workforce,1,,,month_end,,,,records,,,
"""
TARGETS = """
    indicator,operator,value,tolerance,basis,note,from,to
    referrals.number,<=,"1,200",10,neighbours,Set by the board,2022-04,2023-04
    referrals.number,<,36%,,,,2023-04,
"""


@pytest.fixture
def take(tmp_path):
    def take(kind, text, **options):
        call_command(f"import_{kind}", csv(tmp_path / f"{kind}.csv", text), **options)

    return take


@pytest.fixture
def catalogue(take):
    take("sections", SECTIONS)
    take("catalogue", CATALOGUE)


def problems(capsys):
    return capsys.readouterr().err


def entries(slug="referrals.number"):
    rows = Entry.objects.filter(indicator__slug=slug).order_by("starts_on")
    return [(row.name, row.starts_on, row.ends_on) for row in rows]


class TestSections:
    def test_come_in_the_reports_order_with_the_names_that_files_use(self, take):
        take("sections", SECTIONS)
        rows = Section.objects.values_list("slug", "name", "position", "outcome")
        assert list(rows) == [
            ("front-door", "Right service right time", 1, "Families get help early"),
            ("workforce", "Workforce", 2, ""),
        ]
        assert set(SectionName.objects.values_list("section__slug", "folded")) == {
            ("front-door", "rightservicerighttime"),
            ("front-door", "rightsupportattherighttime"),
            ("front-door", "earlyhelp"),
            ("workforce", "workforce"),
        }

    def test_change_places_with_each_other(self, take):
        take("sections", SECTIONS)
        take("sections", "section,name,position\nfront-door,Front door,2\nworkforce,Workforce,1")
        assert list(Section.objects.values_list("slug", flat=True)) == ["workforce", "front-door"]
        line = history.of(Section.objects.get(slug="front-door"))[0]
        assert "Position went from 1 to 2." in line.sentence
        assert "Reason: Import of sections.csv" in line.sentence

    def test_a_name_that_is_anothers_is_a_problem_not_a_guess(self, take, capsys):
        take("sections", SECTIONS)
        with pytest.raises(CommandError, match="Nothing was taken"):
            take("sections", "section,name,position,also_called\nhelp,Help,3,EARLY-help")
        assert "row 2, column also_called: 'EARLY-help'. A name of nothing else" in problems(capsys)


class TestDefinitions:
    def test_say_what_an_indicator_is_and_are_known_by_their_names(self, catalogue):
        entry = Entry.objects.get(indicator__slug="referrals.number")
        assert (entry.kind, entry.window, entry.unit, entry.decimals) == ("count", "month", "referrals", 0)
        assert entries() == [("Number of referrals", ALWAYS, None)]
        names = IndicatorName.objects.filter(indicator__slug="referrals.number").order_by("name")
        assert [each.name for each in names] == ["Number of referrals", "Referrals in month", "Refs"]
        assert AlsoListed.objects.get().section.slug == "workforce"

    def test_of_our_own_come_from_the_measure(self, catalogue):
        entry = Entry.objects.get(indicator__slug="caseloads.workers_at_20")
        assert (entry.kind, entry.polarity, entry.numerator) == ("count", "lower is better", "")

    def test_of_our_own_must_not_say_otherwise(self, take, catalogue, capsys):
        text = CATALOGUE.replace(
            "workers_at_20,Case holders with 20+,workforce,1,,,", "average_top_40,Top,workforce,1,,count,"
        )
        with pytest.raises(CommandError):
            take("catalogue", text)
        assert "column kind: 'count'. Blank, or ‘average’ as the measure says." in problems(capsys)

    def test_the_same_file_twice_changes_nothing(self, take, catalogue, capsys):
        take("sections", SECTIONS)
        take("catalogue", CATALOGUE)
        assert "0 added, 0 corrected, 2 left as they were" in capsys.readouterr().out
        assert Import.objects.count() == 2

    def test_from_a_month_on_close_the_one_before(self, take, catalogue):
        take(
            "catalogue",
            CATALOGUE.replace("Number of referrals", "Referrals received").replace(
                "| Refs,", "| Refs,2023-04"
            ),
        )
        assert entries() == [
            ("Number of referrals", ALWAYS, dt.date(2023, 4, 1)),
            ("Referrals received", dt.date(2023, 4, 1), None),
        ]
        told = [line.did for line in history.of(Indicator.objects.get(slug="referrals.number"))]
        assert "The command line ended the definition of the indicator." in told

    def test_an_earlier_one_lasts_until_the_next_begins(self, take, catalogue):
        later = CATALOGUE.replace("| Refs,", "| Refs,2023-04")
        take("catalogue", later)
        take("catalogue", CATALOGUE.replace("| Refs,", "| Refs,2022-04"))
        assert [row[1:] for row in entries()] == [
            (ALWAYS, dt.date(2022, 4, 1)),
            (dt.date(2022, 4, 1), dt.date(2023, 4, 1)),
            (dt.date(2023, 4, 1), None),
        ]

    def test_are_corrected_with_history(self, take, catalogue):
        take("catalogue", CATALOGUE.replace("lower is better", "neither"))
        line = history.of(Indicator.objects.get(slug="referrals.number"))[0]
        assert line.did == "The command line corrected the definition of the indicator."
        assert "Polarity went from lower is better to neither." in line.sentence

    def test_what_a_file_does_not_have_stays(self, take, catalogue):
        short = "indicator,name,section,position,window,headline\n"
        short += "referrals.number,Number of referrals,front-door,1,month,reported"
        take("catalogue", short)
        assert Entry.objects.get(indicator__slug="referrals.number").reference == "7"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("front-door,1,7", "backdoor,1,7", "section: 'backdoor'. The slug of a section: front-door or work"),
        ("count,month", ",month", "kind: ''. Count, percentage, rate or average; it must not be blank"),
        (",reported,", ",records,", "headline: 'records'. Reported, since the indicator is no measure"),
        ("referrals.number", "Referrals Number", "indicator: 'Referrals Number'. A slug: lower-case"),
        ("| Refs,", "| Refs,2022-13", "from: '2022-13'. A month such as 2022-10."),
        ("count,month", "count,week", "window: 'week'. Month, month_end, rolling_12 or year_to_date."),
    ],
)
def test_a_problem_names_row_column_value_and_what_is_accepted(take, capsys, old, new, said):
    take("sections", SECTIONS)
    with pytest.raises(CommandError, match="Nothing was taken"):
        take("catalogue", CATALOGUE.replace(old, new))
    assert f"row 2, column {said}" in problems(capsys)
    assert not Entry.objects.exists()


class TestTargets:
    def test_hold_from_month_to_month(self, take, catalogue):
        take("targets", TARGETS)
        rows = Target.objects.order_by("starts_on").values_list(
            "operator", "value", "tolerance", "basis", "ends_on"
        )
        assert list(rows) == [
            ("<=", Decimal(1200), Decimal(10), "neighbours", dt.date(2023, 4, 1)),
            ("<", Decimal(36), None, "own", None),
        ]

    def test_twice_change_nothing_and_are_corrected_with_history(self, take, catalogue, capsys):
        take("targets", TARGETS)
        take("targets", TARGETS)
        assert "0 added, 0 corrected, 2 left as they were" in capsys.readouterr().out
        take("targets", TARGETS.replace("36%", "35"))
        line = history.of(Indicator.objects.get(slug="referrals.number"))[0]
        assert line.sentence.startswith(
            "The command line corrected a target of the indicator. Value went from 36 to 35."
        )

    def test_are_of_indicators_in_the_catalogue_and_one_a_month(self, take, catalogue, capsys):
        with pytest.raises(CommandError):
            take(
                "targets",
                TARGETS.replace(",2023-04\n", ",\n").replace("    referrals.number,<,", "    no.such,<,"),
            )
        assert "column indicator: 'no.such'. An indicator of the catalogue" in problems(capsys)
        with pytest.raises(CommandError):
            take("targets", TARGETS.replace(",2023-04\n", ",\n"))
        assert "One target of an indicator for each month" in problems(capsys)


def test_populations_are_taken_and_corrected(take, capsys):
    take("populations", 'year,under_18,source\n2021,"50,126",ONS\n2022,50210,ONS')
    take("populations", "year,under_18\n2021,50126\n2022,50300")
    assert "0 added, 1 corrected, 1 left as they were" in capsys.readouterr().out
    assert list(Population.objects.values_list("year", "under_18", "source")) == [
        (2022, 50300, "ONS"),
        (2021, 50126, "ONS"),
    ]
