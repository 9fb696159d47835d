"""Figures, the catalogue and definitions by machine: what is asked, page by page, as known at a day."""

import datetime as dt

import pytest

from core import months
from figures import registry
from indicators.models import Benchmark
from tests.indicators.keyed import ask, secret
from tests.indicators.made import MONTH, entry, figure, section, series, target

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(client):
    """A call with a key that opens everything."""
    presented = secret(teams=True)
    return lambda path, **query: ask(client, path, presented, **query)


def test_numbers_are_text_in_full_precision_without_trailing_zeros(call):
    entry(kind="percentage")
    figure("referrals.number", MONTH, "79.411764705882", numerator="27.000000", denominator=34)
    figure("referrals.number", dt.date(2023, 8, 1), None, missing="no cases", denominator=0)
    august, september = call("figures").json()["figures"]
    assert (september["numerator"], september["denominator"], september["value"]) == (
        "27",
        "34",
        "79.411764705882",
    )
    assert (september["month"], september["place"], september["missing"]) == ("2023-09", "", None)
    assert (august["value"], august["missing"], august["denominator"]) == (None, "no cases", "0")


@pytest.mark.parametrize("as_at", [None, "2099-01-01"])
def test_pages_joined_are_the_whole_and_no_page_is_larger_than_asked(call, as_at):
    for number in range(3):
        series(entry(f"some.{number}").indicator.slug, [number, 10 + number, 20 + number])
    query = {"as_at": as_at} if as_at else {}
    whole, found, cursor = call("figures", **query).json(), [], {}
    while True:
        page = call("figures", limit=2, **cursor, **query).json()
        assert len(page["figures"]) <= 2
        found += page["figures"]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert found == whole["figures"]
    assert len(found) == 9
    assert whole["next"] is None


def test_as_at_a_day_the_figures_are_those_known_by_then(call):
    entry()
    known = [dt.datetime(2023, month, 15, 12, tzinfo=dt.UTC) for month in (7, 8, 9)]
    for at, value in zip(known, (10, 11, 12), strict=True):
        figure("referrals.number", dt.date(2023, 6, 1), value, known_at=at)
    answers = {
        day: [each["value"] for each in call("figures", as_at=day).json()["figures"]]
        for day in ("2023-07-14", "2023-07-15", "2023-08-31", "9999-12-31", "0001-01-01")
    }
    assert list(answers.values()) == [[], ["10"], ["11"], ["12"], []]


def test_figures_are_found_by_indicator_place_section_source_and_months(call):
    listed = entry()
    entry("visits.late", section=section("visiting"), position=2)
    series("referrals.number", [1, 2, 3])
    series("visits.late", [4, 5, 6], source="records")

    def values(**query):
        return [each["value"] for each in call("figures", **query).json()["figures"]]

    assert values(indicator="visits.late") == values(section="visiting") == values(source="records")
    assert values(indicator="visits.late", **{"from": "2023-08"}) == ["5", "6"]
    assert values(place="", to="2023-07") == ["1", "4"]
    type(listed).objects.filter(pk=listed.pk).update(starts_on=dt.date(2023, 9, 1))
    assert values(section="front-door") == ["3"], "an indicator is in a section from a month on"


@pytest.mark.parametrize(
    ("query", "where", "accepted"),
    [
        ({"from": "2023-13"}, "from", "a month of 1900 to 2099, as 2023-09; it is in"),
        ({"to": "September"}, "to", "a month of 1900 to 2099, as 2023-09; it is in"),
        ({"as_at": "2023-02-31"}, "as_at", "a day, as 2023-10-16"),
        ({"as_at": "20231016"}, "as_at", "a day, as 2023-10-16"),
        ({"limit": "5000"}, "limit", "a whole number from 1 to 1,000"),
        ({"source": "hearsay"}, "source", "records or reported"),
        ({"cursor": "2"}, "cursor", "`next` of the page before, as it was given"),
        ({"form": "2023-09"}, "form", "as_at, cursor, from, indicator, limit, place, section, source, to"),
        ({"from": ["2023-08", "2023-09"]}, "from", "It is given once."),
    ],
)
def test_what_is_not_understood_is_said_with_what_would_be(call, query, where, accepted):
    answer = call("figures", **query)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    [fault] = answer.json()["errors"]
    assert (fault["where"], fault["accepted"]) == (where, accepted)
    assert fault["what"]


@pytest.mark.parametrize("where", ["indicator", "place", "section"])
def test_what_there_is_not_is_said_to_be_unknown(call, where):
    answer = call("figures", **{where: "nowhere"})
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["where"] == where
    assert "/api/v1/" in answer.json()["errors"][0]["accepted"]


def test_only_get_is_understood_and_other_addresses_answer_in_the_same_words(client):
    assert client.post("/api/v1/figures").json()["title"] == "This is only read"
    for path in ("/api/v1/", "/api/v1/figure", "/api/v2/figures"):
        answer = client.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_what_leaves_is_stored_by_nobody_on_the_way(call):
    for path in ("catalogue", "figures", "feed.csv"):
        assert call(path)["Cache-Control"] == "private, no-store"


def test_the_catalogue_is_that_of_the_month(call):
    target(entry(reference="43"), "250.500", tolerance=None, starts_on=dt.date(2023, 10, 1))
    before = call("catalogue", month="2023-09").json()
    since = call("catalogue", month="2023-10").json()
    assert before["indicators"][0]["target"] is None
    assert since["indicators"][0]["target"]["value"] == "250.5"
    assert since["indicators"][0]["section"] == {"slug": "front-door", "name": "Front door"}
    assert call("catalogue").json()["month"] == months.key(MONTH)


def test_a_definition_of_ours_is_the_measure_s_and_needs_no_entry(call):
    measure = registry.measure("audits.completion_rate")
    told = call("definitions/audits.completion_rate").json()
    assert (told["numerator"], told["denominator"]) == (measure.numerator, measure.denominator)
    assert told["indicator"] is None


def test_another_s_is_the_catalogue_s_with_its_benchmarks(call):
    listed = entry(numerator="Referrals in the month.", owner="Robin Testerton")
    Benchmark.objects.create(indicator=listed.indicator, peer="england", year=2022, value="545.50")
    answer = call("definitions/referrals.number")
    told = answer.json()
    assert (told["numerator"], told["indicator"]["slug"]) == ("Referrals in the month.", "referrals.number")
    assert told["benchmarks"] == [{"peer": "england", "year": "2022/23", "value": "545.5"}]
    assert "Testerton" not in answer.content.decode()
    assert call("definitions/nothing.of_the_kind").status_code == 404
