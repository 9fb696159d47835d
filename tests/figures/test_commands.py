"""`manage.py rollup` and `manage.py figures` print what FORMATS says."""

import datetime as dt
import io
import json
import re

import pytest
from django.core.management import CommandError, call_command

from audits.models import Audit
from core import clock
from figures.actions import roll_up
from figures.models import CurrentFigure, Figure, RollUp
from figures.registry import measures
from tests.figures.world import BY, SEPTEMBER


def out(*args, **options):
    text = io.StringIO()
    call_command(*args, stdout=text, **options)
    return text.getvalue()


@pytest.fixture
def september(world):
    """Three audits in SWF West, two of them completed, and one in BIT."""
    world.audit(submitted=True, discussion=True)
    world.audit(submitted=True, discussion=False, moderated_grade="outstanding")
    world.audit()
    world.audit(service_area=world.bit, team=None)
    roll_up(by=BY, asked=[SEPTEMBER])
    return world


HEADING = "indicator,place,month,numerator,denominator,value,missing,source\n"


def figures_of_a_month():
    """Of each measure for the whole service, both service areas and the team; of some for the unallocated."""
    return sum(4 + measure.unallocated for measure in measures())


class TestFigures:
    def test_it_prints_the_columns_of_the_formats_a_line_a_place(self, september):
        assert out("figures", "--indicator", "audits.allocated") == (
            HEADING + "audits.allocated,,2023-09,4,,4,,records\n"
            "audits.allocated,BIT,2023-09,1,,1,,records\n"
            "audits.allocated,SWF,2023-09,3,,3,,records\n"
            "audits.allocated,SWF West,2023-09,3,,3,,records\n"
        )

    def test_a_percentage_is_per_cent_in_full_and_no_cases_are_said(self, september):
        assert out("figures", "--indicator", "audits.completion_rate") == (
            HEADING + "audits.completion_rate,,2023-09,2,4,50,,records\n"
            "audits.completion_rate,BIT,2023-09,0,1,0,,records\n"
            "audits.completion_rate,SWF,2023-09,2,3,66.666666666667,,records\n"
            "audits.completion_rate,SWF West,2023-09,2,3,66.666666666667,,records\n"
        )
        assert "audits.discussion_rate,BIT,2023-09,0,0,,no cases,records\n" in out("figures")

    def test_a_month_is_every_measure_of_every_place(self, september):
        lines = out("figures", "--month", "2023-09").splitlines()
        assert len(lines) == 1 + CurrentFigure.objects.count() == 1 + figures_of_a_month()
        assert out("figures", "--month", "2023-08") == HEADING

    def test_from_and_to_are_both_in(self, september):
        roll_up(by=BY, asked=[dt.date(2023, 8, 1), dt.date(2023, 10, 1)])
        asked = ("figures", "--indicator", "audits.allocated", "--place", "")
        assert re.findall(r"2023-\d\d", out(*asked, "--from", "2023-08", "--to", "2023-09")) == [
            "2023-08",
            "2023-09",
        ]
        assert re.findall(r"2023-\d\d", out(*asked, "--from", "2023-09")) == ["2023-09", "2023-10"]
        assert re.findall(r"2023-\d\d", out(*asked, "--to", "2023-08")) == ["2023-08"]

    def test_a_place_is_asked_for_by_its_name_and_the_whole_service_by_none(self, september):
        asked = ("figures", "--indicator", "audits.allocated", "--place")
        assert out(*asked, "") == HEADING + "audits.allocated,,2023-09,4,,4,,records\n"
        assert out(*asked, "swf") == HEADING + "audits.allocated,SWF,2023-09,3,,3,,records\n"

    def test_an_unknown_place_indicator_month_or_day_is_an_error_in_words(self, september):
        with pytest.raises(CommandError, match="There is no place 'Nowhere' with figures"):
            out("figures", "--place", "Nowhere")
        with pytest.raises(CommandError, match=r"no indicator 'audits.nothing'. Known are: audits\."):
            out("figures", "--indicator", "audits.nothing")
        with pytest.raises(CommandError, match="'2023-13' is not a month; write it as 2023-09"):
            out("figures", "--month", "2023-13")
        with pytest.raises(CommandError, match="'yesterday' is not a day; write it as 2023-10-16"):
            out("figures", "--as-at", "yesterday")

    def test_only_the_asked_source_is_printed(self, september):
        assert out("figures", "--source", "reported") == HEADING
        assert out("figures", "--source", "records") == out("figures")

    def test_json_says_the_same_as_csv(self, september):
        rows = json.loads(out("figures", "--indicator", "audits.completion_rate", "--format", "json"))
        assert rows[2] == {
            "indicator": "audits.completion_rate",
            "place": "SWF",
            "month": "2023-09",
            "numerator": "2",
            "denominator": "3",
            "value": "66.666666666667",
            "missing": "",
            "source": "records",
        }
        assert [",".join(row.values()) for row in rows] == out(
            "figures", "--indicator", "audits.completion_rate"
        ).splitlines()[1:]


class TestAsAt:
    """--as-at prints the figures that were known by the end of that day in London."""

    @pytest.fixture
    def restated(self, world, monkeypatch):
        """One audit known late on 1 October; two from half past midnight on the 3rd."""
        first = dt.datetime(2023, 10, 1, 23, 59, tzinfo=clock.LONDON)
        second = dt.datetime(2023, 10, 3, 0, 30, tzinfo=clock.LONDON)
        for moment in (first, second):
            world.audit()
            monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
            roll_up(by=BY, asked=[SEPTEMBER])

    @pytest.mark.parametrize(
        ("day", "known"),
        [("2023-09-30", []), ("2023-10-01", ["1"]), ("2023-10-02", ["1"]), ("2023-10-03", ["2"])],
    )
    def test_it_is_the_newest_vintage_that_was_known_then(self, restated, day, known):
        printed = out("figures", "--indicator", "audits.allocated", "--place", "", "--as-at", day)
        assert [line.split(",")[5] for line in printed.splitlines()[1:]] == known

    def test_without_a_day_it_is_the_current_one(self, restated):
        printed = out("figures", "--indicator", "audits.allocated", "--place", "")
        assert printed == out(
            "figures", "--indicator", "audits.allocated", "--place", "", "--as-at", "2023-10-16"
        )
        assert ",2,,2,," in printed


class TestRollUp:
    def test_it_says_what_it_added_what_it_left_and_how_long_it_took(self, world):
        world.audit()
        first = out("rollup", "--from", "2023-08", "--to", "2023-09")
        every, before = figures_of_a_month(), dict(CurrentFigure.objects.values_list("pk", "figure"))
        assert re.fullmatch(
            rf"August 2023 to September 2023: added {2 * every}, left as they were 0, "
            r"in \d+\.\d\d s\.\n",
            first,
        )
        world.audit(submitted=True)
        again = out("rollup", "--from", "2023-09", "--to", "2023-09")
        now = dict(CurrentFigure.objects.values_list("pk", "figure"))
        added = len([pk for pk in now if now[pk] != before[pk]])
        left = every - added
        assert added > 0
        assert re.fullmatch(
            rf"September 2023: added {added}, left as they were {left}, in \d+\.\d\d s\.\n", again
        )

    def test_the_default_is_the_last_full_month(self, world):
        assert out("rollup").startswith("September 2023: ")

    @pytest.mark.parametrize(
        ("today", "month"),
        [
            (dt.date(2023, 9, 30), dt.date(2023, 8, 1)),
            (dt.date(2023, 10, 1), dt.date(2023, 9, 1)),
            (dt.date(2024, 1, 31), dt.date(2023, 12, 1)),
        ],
    )
    def test_without_months_it_computes_that_month_and_nothing_else(self, world, settings, today, month):
        settings.PLUMBLINE_TODAY = today
        out("rollup")
        assert RollUp.objects.get().months == [f"{month:%Y-%m}"]
        assert set(Figure.objects.values_list("month", flat=True)) == {month}

    def test_from_alone_goes_to_the_last_full_month_and_to_alone_is_one_month(self, world):
        out("rollup", "--from", "2023-07")
        assert RollUp.objects.first().months == ["2023-07", "2023-08", "2023-09"]
        out("rollup", "--to", "2023-07")
        assert RollUp.objects.first().months == ["2023-07"]

    def test_from_after_to_is_an_error(self, world):
        with pytest.raises(CommandError, match="--from must not be after --to"):
            out("rollup", "--from", "2023-10", "--to", "2023-09")

    def test_the_figures_it_printed_before_are_printed_again_after_a_second_roll_up(self, september):
        before = out("figures")
        out("rollup", "--from", "2023-09", "--to", "2023-09")
        assert out("figures") == before
        Audit.objects.filter(state="allocated").delete()
        out("rollup", "--from", "2023-09", "--to", "2023-09")
        assert out("figures") != before


def test_the_definitions_on_file_are_what_the_command_prints(settings):
    written = (settings.BASE_DIR / "docs" / "definitions.md").read_text()
    assert out("definitions") == written
