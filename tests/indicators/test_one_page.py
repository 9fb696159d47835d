"""The page of one indicator: what it says, and what that means."""

import csv
import datetime as dt
import io
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from core import clock
from figures.models import Place, Restatement, Source
from indicators.models import Benchmark, StepChange
from organisation.roles import Role
from tests.factories import TeamFactory, UserFactory
from tests.indicators.made import MONTH, entry, figure, series, target

SLUG = "referrals.number"
LEVEL = [300, 290, 310, 295, 305, 300, 290, 310, 300, 305, 295, 300, 299]
pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """The page's words, without its drawing and white space."""
    client.force_login(UserFactory(roles=[Role.PERFORMANCE]))

    def words(slug=SLUG, **query):
        response = client.get(reverse("performance_indicator", args=[slug]), query)
        assert response.status_code == 200
        words.response = response
        return " ".join(unescape(strip_tags(response.content.decode().replace("<", " <"))).split())

    return words


def test_it_says_value_target_rag_both_directions_both_signs_and_the_remark(read):
    target(entry(), 250, note="our own")
    series(SLUG, LEVEL)
    page = read()
    assert "September 2023 299 Target at most 250 (our own) RAG Red" in page
    assert "Since last month Down, better (300 in August 2023)" in page
    assert "Since last year Down, better (300 in September 2022)" in page
    assert "Variation Common cause Assurance Misses its target" in page
    assert "Red, but no more than common cause" in page
    assert "Mean 299.9, limits" in page


def test_each_month_is_judged_by_the_target_and_definition_of_that_month(read):
    was = entry(ends_on=dt.date(2023, 9, 1), polarity="higher is better", name="Referrals made")
    entry(ends_on=None, starts_on=dt.date(2023, 9, 1), section=was.section)
    target(was, 250)
    series(SLUG, [300, 299])
    read()
    newest, before = read.response.context["table"].data.data
    assert (newest.rag, newest.target) == ("red", "at most 250")
    assert before.standing.indicator.polarity == "higher is better"


def test_where_both_sources_say_something_they_stand_side_by_side(read):
    entry()
    figure(SLUG, MONTH, 42)
    figure(SLUG, MONTH, 42, source=Source.RECORDS)
    assert "Reported says 42, our records 42: no difference." in read()
    figure(SLUG, MONTH, 45, source=Source.RECORDS)
    page = read()
    assert "Reported says 42, our records 45: a difference of 3." in page
    assert "45 (3 more)" in page


def test_longer_windows_add_up_or_say_why_not(read):
    entry()
    series(SLUG, [10] * 6)
    page = read()
    assert "Year to date 60, April 2023 to September 2023" in page
    assert "Rolling 12 months Not given: 6 of 12 months are known." in page
    assert "Quarter 30, July 2023 to September 2023" in page


def test_a_reported_share_is_summed_from_the_rows_that_it_is_made_of(read):
    above, below = entry("enquiries.number"), entry("discussions.number")
    parts = {"numerator_indicator": above.indicator, "denominator_indicator": below.indicator}
    entry("enquiries.share", kind="percentage", **parts)
    for slug, values in (("enquiries.number", [134, 60, 40]), ("discussions.number", [126, 70, 54])):
        series(slug, values)
    series("enquiries.share", [106, 86, 74])
    assert "Quarter 94%, July 2023 to September 2023" in read("enquiries.share")
    entry("other.share", kind="percentage")
    series("other.share", [106, 86, 74])
    assert "Quarter Not given: numerators and denominators are not known." in read("other.share")


def test_a_rolling_figure_has_no_limits_and_says_why(read):
    entry(window="rolling_12")
    series(SLUG, LEVEL)
    page = read()
    assert "It has no limits and no signs: each figure is of 12 months" in page
    assert "Variation No limits" in page
    assert "Quarter Not given: each figure is of 12 months already." in page
    assert "Rolling 12 months 299, that of the last month, September 2023" in page


def test_the_charts_newest_level_is_the_standings_own(read):
    indicator = entry().indicator
    series(SLUG, [*LEVEL, *[100, 110] * 6])
    reason = "A new front door"
    StepChange.objects.create(indicator=indicator, month=dt.date(2022, 10, 1), reason=reason)
    page = read()
    context = read.response.context
    picture = context["picture"]
    assert len(picture.control.segments) == 2
    assert picture.control.limits == picture.standing.control.limits
    assert context["drawn"].chart.steps == (13,)
    assert f"October 2022 {reason}" in page
    assert f"Step change in October 2022: {reason}" in context["drawn"].chart.alternative


def test_fewer_than_12_months_are_trial_limits(read):
    entry()
    series(SLUG, LEVEL[:11])
    assert "trial limits, since fewer than 12 months are known" in read()


def test_a_marked_month_is_named_in_the_chart_the_table_and_the_words(read):
    entry()
    series(SLUG, [*LEVEL, 450])
    page = read()
    assert "concerning in September 2023, more than by chance" in page
    assert "Concerning: outside the control limits" in page
    assert "September 2023 450 (Concerning: outside" in read.response.context["drawn"].chart.alternative


def test_benchmarks_definition_and_restatements_are_there(read):
    indicator = entry(numerator="Referrals received", clock="From the 1st to the last day").indicator
    Benchmark.objects.create(indicator=indicator, peer="england", year=2022, value=538)
    before = figure(SLUG, MONTH, 41)
    now = figure(SLUG, MONTH, 42, known_at=dt.datetime(2023, 10, 16, tzinfo=clock.LONDON))
    Restatement.objects.create(figure=now, before=before, reason="Printed otherwise in October")
    page = read()
    assert "2022/23 England 538" in page
    assert "Numerator Referrals received Counted from and to From the 1st to the last day" in page
    assert "September 2023 Reported 41 42 16 October 2023 Printed otherwise in October" in page


def test_another_month_and_place_can_be_asked_for(read):
    entry()
    series(SLUG, LEVEL)
    area = Place.objects.create(kind="team", team=TeamFactory(name="SWF East"))
    figure(SLUG, MONTH, 7, place=area)
    assert "August 2023 300" in read(month_0="8", month_1="2023")
    page = read(place=area.pk)
    assert "SWF East, September 2023" in page
    assert "September 2023 7" in page


def test_a_month_that_is_not_over_is_shown_to_those_who_ask_for_it_only(read):
    entry()
    series(SLUG, LEVEL, last=dt.date(2023, 10, 1))
    assert "The whole service, September 2023" in read()
    assert "The whole service, October 2023" in read(month_0="10", month_1="2023")


def test_columns_of_which_no_month_says_anything_are_left_out_but_not_of_a_file(read, client):
    entry(window="rolling_12", polarity="neither")
    series(SLUG, LEVEL)
    read()
    heads = [head.text for head in read.response.context["table"].heads()]
    assert heads == ["Month", "Figure", "Since last month", "Since last year"]
    file = client.get(reverse("performance_indicator", args=[SLUG]), {"export": "csv"}).content.decode()
    assert "Target,RAG,Since last month,Since last year,More than chance,The other source" in file


def test_a_count_s_target_is_the_whole_services_and_a_part_of_it_is_not_red_for_it(read):
    target(entry(), 5)
    area = Place.objects.create(kind="team", team=TeamFactory(name="SWF East"))
    figure(SLUG, MONTH, 7, place=area)
    page = read(place=area.pk)
    assert "The target, at most 5, is the whole service’s" in page
    assert "RAG No RAG" in page


def test_the_months_can_be_taken_away_with_what_they_mean(read, client):
    target(entry(), 250)
    series(SLUG, [300, 299])
    answer = client.get(reverse("performance_indicator", args=[SLUG]), {"export": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0]["Month"] == "2023-09"
    assert [rows[0][name] for name in ("Figure", "RAG", "Since last month")] == ["299", "red", "down, better"]


def test_an_indicator_without_figures_says_what_to_do_and_an_unknown_one_is_not_there(read, client):
    entry()
    assert "Nothing is known of this yet." in read()
    assert client.get(reverse("performance_indicator", args=["no.such"])).status_code == 404


def test_a_month_that_makes_no_sense_is_said_to(read):
    entry()
    figure(SLUG, MONTH, 1)
    assert "Nothing is shown because a filter could not be understood." in read(month_0="13", month_1="2023")
