"""The catalogue's pages: every indicator, one with all that is said of it, and what changes them."""

import datetime as dt
import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from core.history import Service
from core.periods import ALWAYS
from figures import registry
from indicators.actions import compared, definitions, targets
from indicators.models import AlsoListed, Benchmark, Entry, IndicatorName, Population, Section, Target
from tests.factories import UserFactory
from tests.indicators import made

pytestmark = pytest.mark.django_db
BY, WHY = Service("a test"), "The board decided."
SLUG = "referrals.number"
THIS_MONTH = dt.date(2023, 10, 1)


@pytest.fixture(autouse=True)
def performance(client):
    user = UserFactory(name="Perry Former", roles=["performance"])
    client.force_login(user)
    return user


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def text(client, name, *args, **query):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page(client, name, *args, **query)))


def seen(client, name, *args):
    found = re.search(r'name="seen" value="([^"]*)"', page(client, name, *args))
    return unescape(found[1]) if found else ""


def month(**days):
    return {
        f"{name}_{place}": str(value)
        for name, day in days.items()
        for place, value in enumerate((day.month, day.year))
    }


def send(client, address, /, *args, **told):
    days = {key: told.pop(key) for key in list(told) if isinstance(told[key], dt.date)}
    read = {"seen": told.pop("seen", None) or seen(client, address, *args), "reason": WHY}
    return client.post(reverse(address, args=args), {**read, **told, **month(**days)})


def said(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def ours():
    measure = registry.measure("caseloads.workers_at_20")
    return made.entry(measure.slug, name=measure.name, headline="records", window="month_end")


class TestTheList:
    def test_says_of_each_what_it_is_and_what_it_is_to_reach(self, client):
        made.target(made.entry(reference="7"), 1200)
        shown = text(client, "catalogue")
        row = "Referrals number 7 Front door Count The month Lower is better Reported At most 1,200 In force"
        assert row in shown

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"counted": "Our own measure"}, {"ours"}),
            ({"counted": "Imported"}, {"referrals", "contacts"}),
            ({"target": "with"}, {"referrals"}),
            ({"target": "without"}, {"ours", "contacts"}),
            ({"words": "REFERR"}, {"referrals"}),
            ({"words": "7a"}, {"contacts"}),
            ({"polarity": "Neither"}, {"contacts"}),
            ({"section": "Workforce"}, {"ours"}),
        ],
    )
    def test_is_filtered(self, client, query, found):
        made.target(made.entry(name="Referrals"), 5)
        made.entry("contacts.number", name="Contacts", reference="7A", polarity="neither")
        entry = ours()
        Entry.objects.filter(pk=entry.pk).update(section=made.section("workforce"), name="Our count")
        names = {"Referrals": "referrals", "Contacts": "contacts", "Our count": "ours"}
        cells = re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]*)<', page(client, "catalogue", **query))
        assert {names[cell] for cell in cells} == found

    def test_shows_what_has_ended_and_what_is_planned_as_such(self, client):
        made.entry(name="Old", ends_on=dt.date(2023, 4, 1))
        made.entry("contacts.number", name="New", starts_on=dt.date(2024, 4, 1))
        shown = text(client, "catalogue")
        assert re.search(r"Old .* Ended", shown)
        assert re.search(r"New .* Planned", shown)

    def test_goes_into_a_file_with_slug_and_unit(self, client):
        made.entry()
        lines = page(client, "catalogue", export="csv").splitlines()
        assert lines[0].split(",")[0].endswith("Indicator")
        assert lines[0].endswith("Slug")
        assert SLUG in lines[1]

    def test_empty_says_what_to_do(self, client):
        assert "Import sections and a catalogue, or add an indicator." in text(client, "catalogue")


class TestTheDefinition:
    def test_of_our_own_is_the_measures_own(self, client):
        ours()
        measure = registry.measure("caseloads.workers_at_20")
        shown = text(client, "catalogue_entry", measure.slug)
        assert measure.numerator[1:] in unescape(shown)
        assert "This is a measure of ours" in shown

    def test_shows_all_that_is_dated(self, client):
        entry = made.entry(name="Referrals", reference="7")
        told = {"indicator": entry.indicator, "reason": WHY}
        values = {"operator": "<", "value": Decimal(36), "tolerance": Decimal(2), "basis": "neighbours"}
        targets.set_target(by=BY, values={**values, "note": "Of 639"}, starts_on=dt.date(2023, 4, 1), **told)
        compared.add_benchmark(by=BY, peer="england", year=2022, value=Decimal("642.7"), **told)
        shown = text(client, "catalogue_entry", SLUG)
        assert "April 2023 – Below 36 2 Statistical neighbours Of 639 In force" in shown
        assert "2022/23 – – – 642.7" in shown
        assert "The beginning – Referrals" in shown
        assert "A test added a benchmark of the indicator." in shown

    def test_is_not_there_for_what_the_catalogue_never_had(self, client):
        assert client.get(reverse("catalogue_entry", args=["no.such"])).status_code == 404

    def test_offers_no_change_to_those_who_may_not(self, client):
        made.entry()
        client.force_login(UserFactory(roles=["practice_manager"]))
        shown = page(client, "catalogue_entry", SLUG)
        assert "Change from a month on" not in shown
        assert "/targets/set/" not in shown


class TestChangingIt:
    def test_a_part_from_a_month_on(self, client):
        made.entry(unit="referrals")
        asked = {"kind": "count", "window": "month", "unit": "children", "decimals": 0}
        send(client, "catalogue_set", SLUG, "counting", polarity="neither", starts_on=THIS_MONTH, **asked)
        rows = Entry.objects.order_by("starts_on").values_list("unit", "polarity", "ends_on")
        assert list(rows) == [("referrals", "lower is better", THIS_MONTH), ("children", "neither", None)]
        assert "Changed from October 2023 on." in text(client, "catalogue_entry", SLUG)

    def test_without_a_reason_says_so_and_keeps_what_was_typed(self, client):
        made.entry()
        response = send(
            client, "catalogue_set", SLUG, "upkeep", reason="", owner="Somebody", frequency="monthly"
        )
        assert "Enter the reason." in said(response)
        assert 'value="Somebody"' in response.content.decode()

    def test_shows_what_somebody_else_set_meanwhile_and_loses_nothing(self, client):
        made.entry()
        read = seen(client, "catalogue_set", SLUG, "upkeep")
        values = {"owner": "Front door"}
        definitions.define(by=BY, slug=SLUG, values=values, starts_on=dt.date(2023, 4, 1), reason=WHY)
        mine = {"owner": "Performance", "frequency": "monthly", "starts_on": THIS_MONTH}
        response = send(client, "catalogue_set", SLUG, "upkeep", seen=read, **mine)
        assert response.status_code == 409
        assert "from April 2023, headline reported, owner Front door" in said(response)
        assert 'value="Performance"' in response.content.decode()
        again = unescape(re.search(r'name="seen" value="([^"]*)"', response.content.decode())[1])
        assert send(client, "catalogue_set", SLUG, "upkeep", seen=again, **mine).status_code == 302

    def test_what_a_measure_says_is_not_asked(self, client):
        shown = page(client, "catalogue_set", ours().indicator.slug, "counting")
        assert 'name="window"' in shown
        assert 'name="kind"' not in shown

    def test_a_version_is_put_right_and_ended(self, client):
        entry = made.entry()
        send(client, "catalogue_correct", SLUG, entry.pk, "upkeep", owner="Front door", frequency="monthly")
        send(client, "catalogue_months", SLUG, entry.pk, starts_on=dt.date(2022, 4, 1))
        send(client, "catalogue_end", SLUG, entry.pk, on=THIS_MONTH)
        entry.refresh_from_db()
        assert (entry.owner, entry.starts_on, entry.ends_on) == (
            "Front door",
            dt.date(2022, 4, 1),
            THIS_MONTH,
        )

    def test_a_planned_one_is_taken_back(self, client):
        entry = made.entry(starts_on=dt.date(2024, 4, 1))
        assert send(client, "catalogue_end", SLUG, entry.pk).url == reverse("catalogue")
        assert not Entry.objects.exists()


class TestAddingOne:
    def test_that_is_imported(self, client):
        asked = {"name": "Contacts", "slug": "contacts.number", "section": made.section().pk, "position": 1}
        counted = {"kind": "count", "window": "month", "polarity": "neither", "decimals": "0", "unit": ""}
        response = send(client, "catalogue_add", **asked, **counted)
        assert response.url == reverse("catalogue_entry", args=["contacts.number"])
        entry = Entry.objects.get()
        assert (entry.headline, entry.starts_on) == ("reported", ALWAYS)

    @pytest.mark.parametrize(
        ("slug", "words"),
        [
            ("Contacts number", "Enter lower-case letters and digits"),
            ("caseloads.workers_at_20", "This is a measure of ours"),
            (SLUG, "has an indicator of this slug already"),
        ],
    )
    def test_needs_a_slug_of_its_own(self, client, slug, words):
        made.entry()
        assert words in said(send(client, "catalogue_add", slug=slug))

    def test_that_is_a_measure_of_ours(self, client):
        slug = "caseloads.workers_at_20"
        assert slug in page(client, "catalogue_measures")
        asked = {"name": "Case holders at 20", "section": made.section().pk, "position": 1}
        send(client, "catalogue_add_measure", slug, window="month_end", headline="records", **asked)
        assert Entry.objects.get().kind == "count"
        assert slug not in page(client, "catalogue_measures")
        assert client.get(reverse("catalogue_add_measure", args=[slug])).status_code == 302


class TestTargets:
    ASKED = {"operator": "<", "value": "36", "basis": "own"}

    def test_are_set_corrected_and_ended(self, client):
        made.entry()
        send(client, "target_set", SLUG, starts_on=dt.date(2023, 4, 1), **self.ASKED)
        target = Target.objects.get()
        send(
            client,
            "target_correct",
            SLUG,
            target.pk,
            starts_on=target.starts_on,
            **{**self.ASKED, "value": 35},
        )
        send(client, "target_end", SLUG, target.pk, on=THIS_MONTH)
        target.refresh_from_db()
        assert (target.value, target.starts_on, target.ends_on) == (35, dt.date(2023, 4, 1), THIS_MONTH)

    def test_of_a_percentage_are_typed_as_the_report_prints_them(self, client):
        made.entry(kind="percentage")
        send(client, "target_set", SLUG, starts_on=THIS_MONTH, **{**self.ASKED, "value": "36%"})
        send(client, "benchmark_add", SLUG, peer="england", year=2022, value="27.5%")
        assert (Target.objects.get().value, Benchmark.objects.get().value) == (36, Decimal("27.5"))

    def test_show_both_versions_where_somebody_else_was_faster(self, client):
        target = made.target(made.entry(), 36, "<")
        read = seen(client, "target_correct", SLUG, target.pk)
        Target.objects.filter(pk=target.pk).update(value=40)
        response = send(client, "target_correct", SLUG, target.pk, seen=read, **self.ASKED)
        assert response.status_code == 409
        assert "It now says: below 40 from the beginning." in said(response)

    def test_of_another_indicator_are_not_there(self, client):
        target = made.target(made.entry(), 36)
        made.entry("contacts.number")
        assert client.get(reverse("target_end", args=["contacts.number", target.pk])).status_code == 404


class TestTheRest:
    def test_benchmarks_are_added_corrected_and_removed(self, client):
        made.entry()
        send(client, "benchmark_add", SLUG, peer="england", year=2022, value="642.7")
        benchmark = Benchmark.objects.get()
        send(client, "benchmark_change", SLUG, benchmark.pk, value="588")
        benchmark.refresh_from_db()
        assert benchmark.value == 588
        send(client, "benchmark_remove", SLUG, benchmark.pk)
        assert not Benchmark.objects.exists()

    def test_populations_are_added_and_corrected(self, client):
        send(client, "population_add", year=2022, under_18=50000, source="ONS")
        send(client, "population_change", 2022, under_18=50126, source="ONS")
        assert Population.objects.get().under_18 == 50126
        assert "Perry Former corrected a year of the population. Under 18 went from 50000 to 50126." in text(
            client, "populations"
        )

    def test_names_are_added_and_forgotten(self, client):
        made.entry()
        send(client, "indicator_name_add", SLUG, name="Refs")
        send(client, "indicator_name_forget", SLUG, IndicatorName.objects.get().pk)
        assert not IndicatorName.objects.exists()
        send(client, "section_name_add", "front-door", name="Early help")
        assert "Early help" in text(client, "section", "front-door")

    def test_it_is_listed_in_another_section_and_no_more(self, client):
        made.entry(name="Referrals")
        other = made.section("workforce")
        send(client, "also_listed_add", SLUG, section=other.pk, position=4)
        assert "Referrals" in text(client, "section", "workforce")
        send(client, "also_listed_remove", SLUG, AlsoListed.objects.get().pk)
        assert not AlsoListed.objects.exists()

    def test_a_section_is_added_and_changed_with_its_owner(self, client, performance):
        send(client, "section_add", name="Front door", slug="front-door", position=1)
        asked = {"name": "Early help", "position": 1, "owner": performance.pk}
        assert (
            send(client, "section_change", "front-door", **asked).url == "/performance/sections/front-door/"
        )
        assert (Section.objects.get().name, Section.objects.get().owner) == ("Early help", performance)
        assert "Perry Former" in text(client, "sections")
