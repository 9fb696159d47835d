"""The list of indicators, an indicator's months, and how often each page asks the database."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from figures import registry
from figures.actions import roll_up
from figures.models import CurrentFigure
from figures.views import Indicators
from tests.figures.world import AUGUST, BY, RATE, SEPTEMBER, place_of
from tests.indicators.made import figure

QUERIES = 8
"""For an indicator’s page: session, user, roles, its entry in the catalogue, months held back, places, how
many figures, figures."""


class TestTheList:
    def test_it_names_every_indicator_with_the_newest_figure_of_the_whole_service(self, september, qa, page):
        text = page(qa, "figures") + page(qa, "figures", page=2)
        for measure in registry.measures():
            assert f">{measure.name}</a>" in text
            assert reverse("indicator", args=[measure.slug]) in text
        assert "50%" in text
        assert "September 2023" in text
        assert "August 2023" not in text

    def test_while_a_month_is_withheld_the_newest_is_the_one_before_it(
        self, september, qa, page, monkeypatch
    ):
        rule = (frozenset([RATE]), frozenset([SEPTEMBER]))
        monkeypatch.setattr(registry, "_withholding", [lambda user: [rule]])
        months = {row.measure.slug: row.figure.month for row in Indicators().get_records(qa)}
        assert months.pop(RATE) == AUGUST
        assert set(months.values()) == {SEPTEMBER}

    def test_the_newest_is_that_of_each_place_and_source(self, september):
        swf, service = place_of(service_area=september.swf), place_of(kind="service")
        figure(RATE, SEPTEMBER, 70, place=service, source="reported")
        figure(RATE, AUGUST, 60, place=service, source="reported")
        rows = CurrentFigure.objects.filter(indicator__slug=RATE, place__in=[swf, service]).newest()
        assert sorted(rows.values_list("place", "source", "month")) == sorted(
            [
                (swf.pk, "records", SEPTEMBER),
                (service.pk, "records", SEPTEMBER),
                (service.pk, "reported", SEPTEMBER),
            ]
        )

    def test_no_figure_is_compared_with_every_other(self):
        assert "EXISTS" not in str(CurrentFigure.objects.newest().query)

    def test_before_the_first_roll_up_there_are_dashes(self, qa, page):
        assert "Audits allocated" in page(qa, "figures")

    def test_it_can_be_taken_away(self, september, qa, client):
        client.force_login(qa)
        lines = client.get(reverse("figures"), {"export": "csv"}).content.decode("utf-8-sig").splitlines()
        assert lines[0] == "Indicator,Newest month,Better is,Numerator,Denominator,Whole service"
        assert "Audits completed of those allocated,2023-09,higher,2,4,50" in lines


class TestAnIndicator:
    def test_its_definition_comes_from_its_measure(self, qa, page):
        text = page(qa, "indicator", RATE)
        measure = registry.measure(RATE)
        for words in (
            f"{measure.numerator}.",
            "Allocated audits.",
            "Percentage",
            "Higher is better",
            measure.source,
        ):
            assert words in text
        assert "Nothing is known of this yet." in text

    def test_it_shows_the_whole_service_month_by_month_newest_first(self, september, qa, page):
        text = page(qa, "indicator", RATE)
        assert text.index("September 2023</a>") < text.index("August 2023</a>")
        assert "50%" in text
        assert "no cases" in text, "August had no audits"
        assert "67%" not in text, "that is SWF's"

    def test_another_place_and_some_months_can_be_chosen(self, september, qa, page):
        swf = place_of(service_area=september.swf)
        text = page(qa, "indicator", RATE, place=swf.pk, first_0="9", first_1="2023")
        assert "67%" in text
        assert "August 2023</a>" not in text
        assert "From: September 2023" in text

    def test_an_export_has_the_figures_in_full(self, september, qa, client):
        client.force_login(qa)
        swf = place_of(service_area=september.swf)
        query = {"export": "csv", "place": swf.pk}
        answer = client.get(reverse("indicator", args=[RATE]), query).content.decode("utf-8-sig")
        heads, september_row, august_row = answer.splitlines()
        assert heads == "Month,Place,Source,Known since,Numerator,Denominator,Figure"
        assert re.fullmatch(r"2023-09,SWF,Our own records,[^,]+,2,3,66.666666666667", september_row)
        assert re.fullmatch(r"2023-08,SWF,Our own records,[^,]+,0,0,no cases", august_row)

    def test_an_indicator_that_does_not_exist_is_not_there(self, qa, page):
        page(qa, "indicator", "audits.nothing", status=404)

    def test_it_asks_the_database_as_often_for_many_months_as_for_few(
        self, september, qa, client, django_assert_num_queries
    ):
        def queries():
            with django_assert_num_queries(QUERIES):
                client.get(reverse("indicator", args=[RATE]))

        client.force_login(qa)
        client.get(reverse("indicator", args=[RATE]))
        queries()
        roll_up(by=BY, asked=[dt.date(2022, number, 1) for number in range(1, 13)])
        queries()


@pytest.mark.parametrize(
    ("name", "args", "queries"),
    [("figures", [], 5), ("figure", [RATE, SEPTEMBER], 10), ("rollups", [], 6)],
)
def test_each_page_asks_the_database_so_often(
    september, qa, client, django_assert_num_queries, name, args, queries
):
    args = [*args, place_of(kind="service").pk] if args else args
    client.force_login(qa)
    client.get(reverse(name, args=args))
    with django_assert_num_queries(queries):
        client.get(reverse(name, args=args))
