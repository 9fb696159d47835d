"""The catalogue changes through actions: dated, with a reason, its history on the indicator's page."""

import datetime as dt
from decimal import Decimal

import pytest

from core import history
from core.errors import Conflict, Refused
from core.history import Service
from core.periods import ALWAYS
from figures import registry
from indicators.actions import compared, definitions, names, sections, targets
from indicators.models import AlsoListed, Benchmark, Entry, IndicatorName, Population, SectionName, Target
from organisation.telling import stamp, stamp_of
from tests.factories import UserFactory
from tests.indicators import made

pytestmark = pytest.mark.django_db
BY, WHY = Service("a test"), "The board decided."
APRIL = dt.date(2023, 4, 1)
BELOW = {"operator": "<", "value": Decimal(36), "tolerance": None, "basis": "own", "note": ""}


def new(slug="referrals.number", **values):
    ordinary = {
        "name": "Number of referrals",
        "section": made.section(),
        "position": 1,
        "kind": "count",
        "window": "month",
        "polarity": "lower is better",
        "headline": "reported",
    }
    told = {"starts_on": values.pop("starts_on", ALWAYS), "reason": values.pop("reason", WHY)}
    seen = values.pop("seen", None)
    full = {**ordinary, **values} if not Entry.objects.filter(indicator__slug=slug).exists() else values
    return definitions.define(by=BY, slug=slug, values=full, seen=seen, **told)


def periods(model, says):
    return [
        (getattr(row, says), str(row.starts_on), row.ends_on and str(row.ends_on))
        for row in model.objects.order_by("starts_on")
    ]


def last(indicator):
    return history.of(indicator)[0].sentence


class TestDefinitions:
    def test_from_a_month_on_close_the_one_before_and_keep_what_is_not_said(self):
        entry = new()
        later = new(polarity="neither", starts_on=APRIL)
        assert periods(Entry, "polarity") == [
            ("lower is better", "1900-01-01", "2023-04-01"),
            ("neither", "2023-04-01", None),
        ]
        assert (later.name, later.kind) == (entry.name, entry.kind)
        told = [line.did for line in history.of(entry.indicator)]
        assert told[:2] == [
            "A test set the definition of the indicator.",
            "A test ended the definition of the indicator.",
        ]

    def test_twice_change_nothing(self):
        new()
        new(polarity="neither", starts_on=APRIL)
        lines = len(history.of(new(polarity="neither", starts_on=APRIL).indicator))
        new(polarity="neither", starts_on=APRIL)
        assert len(history.of(Entry.objects.first().indicator)) == lines

    def test_have_a_reason(self):
        with pytest.raises(Refused, match="Enter the reason"):
            new(reason=" ")

    def test_say_where_somebody_changed_them_meanwhile(self):
        read = stamp_of([new()])
        new(unit="contacts", starts_on=APRIL)
        with pytest.raises(Conflict) as conflict:
            new(polarity="neither", starts_on=APRIL, seen=read)
        assert [each.unit for each in conflict.value.current] == ["", "contacts"]

    def test_of_our_own_take_from_the_measure_what_it_says(self):
        entry = new("caseloads.workers_at_20", kind="rate", polarity="neither", headline="records")
        measure = registry.measure("caseloads.workers_at_20")
        assert (entry.kind, entry.polarity, entry.unit) == ("count", str(measure.polarity), measure.unit)

    def test_of_others_have_no_records_to_count(self):
        with pytest.raises(Refused, match="No measure of ours counts it"):
            new(headline="records")

    def test_remember_each_name_for_the_files_that_say_it(self):
        indicator = new().indicator
        new(name="Referrals received", starts_on=APRIL)
        assert {str(each) for each in indicator.names.all()} == {"Number of referrals", "Referrals received"}

    def test_cannot_take_a_name_that_means_another(self):
        new()
        with pytest.raises(Refused, match="Files know another indicator as ‘Number of referrals’"):
            new("contacts.number", name="Number of  REFERRALS")

    def test_are_put_right_with_their_months(self):
        entry = new()
        values = {"unit": "children", "starts_on": APRIL}
        definitions.correct_definition(by=BY, entry=entry, values=values, reason=WHY, seen=stamp(entry))
        assert periods(Entry, "unit") == [("children", "2023-04-01", None)]
        assert "Holds from went from the beginning to April 2023." in last(entry.indicator)

    def test_end_and_those_planned_are_taken_back(self):
        entry = new()
        planned = new(unit="children", starts_on=dt.date(2024, 4, 1))
        definitions.end_definition(by=BY, entry=planned, on=planned.starts_on, reason=WHY)
        definitions.end_definition(by=BY, entry=entry, on=APRIL, reason=WHY)
        assert periods(Entry, "unit") == [("", "1900-01-01", "2023-04-01")]
        told = "A test ended the definition of the indicator. First month without went from April 2024"
        assert last(entry.indicator).startswith(told)


def test_every_measure_of_ours_fits_into_the_catalogue():
    for number, measure in enumerate(registry.measures()):
        new(measure.slug, name=measure.name, position=number, headline="records")
    assert Entry.objects.count() == len(registry.measures())


class TestTargets:
    @pytest.fixture
    def indicator(self):
        return made.entry().indicator

    def put(self, indicator, starts_on=APRIL, **more):
        values = {**BELOW, **more}
        return targets.set_target(by=BY, indicator=indicator, values=values, starts_on=starts_on, reason=WHY)

    def test_follow_one_another(self, indicator):
        self.put(indicator)
        self.put(indicator, dt.date(2024, 4, 1), value=Decimal(33))
        assert periods(Target, "value") == [
            (36, "2023-04-01", "2024-04-01"),
            (33, "2024-04-01", None),
        ]
        assert last(indicator).startswith("A test set a target of the indicator. Value went from 36 to 33.")
        assert f"Reason: {WHY}" in last(indicator)

    def test_are_corrected_and_ended(self, indicator):
        target = self.put(indicator)
        told = {"values": {**BELOW, "value": Decimal(35)}, "starts_on": APRIL, "reason": "A slip."}
        targets.correct_target(by=BY, target=target, **told)
        assert "Value went from 36 to 35." in last(indicator)
        targets.end_target(by=BY, target=target, on=dt.date(2024, 4, 1), reason=WHY)
        assert periods(Target, "value") == [(35, "2023-04-01", "2024-04-01")]

    def test_are_of_what_the_catalogue_has(self):
        with pytest.raises(Refused, match="define it first"):
            self.put(made.figure("other", APRIL, 1).indicator)


class TestBenchmarksAndPopulations:
    def test_a_benchmark_is_added_corrected_and_removed_with_reasons(self):
        indicator = made.entry().indicator
        told = {"indicator": indicator, "peer": "england", "year": 2022, "reason": WHY}
        one = compared.add_benchmark(by=BY, value=Decimal("642.7"), **told)
        with pytest.raises(Refused, match="There is one already, 642"):
            compared.add_benchmark(by=BY, value=Decimal(1), **told)
        compared.change_benchmark(by=BY, benchmark=one, value=Decimal(588), reason=WHY, seen="642.7")
        assert "Value went from 642.7 to 588." in last(indicator)
        assert "Reason: The board decided. (England 2022/23)" in last(indicator)
        with pytest.raises(Conflict):
            compared.change_benchmark(by=BY, benchmark=one, value=Decimal(1), reason=WHY, seen="642.7")
        compared.remove_benchmark(by=BY, benchmark=one, reason=WHY)
        assert not Benchmark.objects.exists()

    def test_a_population_is_set_and_corrected(self):
        told = {"year": 2022, "source": "ONS", "reason": WHY}
        compared.set_population(by=BY, under_18=50_000, **told)
        found = compared.set_population(by=BY, under_18=50_126, **told)
        assert Population.objects.get().under_18 == 50_126
        assert "Under 18 went from 50000 to 50126." in last(found)
        with pytest.raises(Conflict):
            compared.set_population(by=BY, under_18=1, seen="", **told)


class TestSections:
    def test_are_added_and_changed_and_known_by_their_old_names(self):
        values = {"name": "Front door", "position": 1, "outcome": "", "owner": None}
        section = sections.add_section(by=BY, slug="front-door", values=values, reason=WHY)
        read = sections.stamp(section)
        sections.change_section(by=BY, section=section, values={"name": "Early help"}, reason=WHY, seen=read)
        assert {str(each) for each in SectionName.objects.all()} == {"Front door", "Early help"}
        assert "Name went from Front door to Early help." in history.of(section)[1].sentence
        with pytest.raises(Conflict):
            sections.change_section(by=BY, section=section, values={"position": 2}, reason=WHY, seen=read)

    def test_are_owned_by_somebody_who_may_confirm_their_figures(self):
        section, panel = made.section(), UserFactory(roles=["panel_member"])
        with pytest.raises(Refused, match="may not confirm figures"):
            sections.change_section(by=BY, section=section, values={"owner": panel}, reason=WHY)


class TestNames:
    def test_are_remembered_once_and_forgotten(self):
        indicator = made.entry(name="Referrals").indicator
        told = {"indicator": indicator, "reason": WHY}
        name = names.know_by(by=BY, name="Referrals in  month", **told)
        assert names.know_by(by=BY, name="REFERRALS in month", **told) == name
        assert last(indicator).startswith("A test remembered a name of the indicator.")
        names.forget(by=BY, name=name, reason=WHY)
        assert not IndicatorName.objects.exists()

    def test_its_own_is_not_forgotten(self):
        indicator = made.entry(name="Referrals").indicator
        name = names.know_by(by=BY, name="referrals", indicator=indicator, reason=WHY)
        with pytest.raises(Refused, match="what it is called itself"):
            names.forget(by=BY, name=name, reason=WHY)

    def test_an_indicator_is_listed_in_another_section_besides(self):
        entry, other = made.entry(), made.section("workforce")
        told = {"indicator": entry.indicator, "position": 3, "reason": WHY}
        listed = names.list_also(by=BY, section=other, **told)
        assert last(entry.indicator).startswith("A test added a further section of the indicator.")
        with pytest.raises(Refused, match="is its own section"):
            names.list_also(by=BY, section=entry.section, **told)
        names.list_no_more(by=BY, listed=listed, reason=WHY)
        assert not AlsoListed.objects.exists()
