"""A month is confirmed section by section and signed off as a whole; what changes then is no secret."""

import datetime as dt

import pytest
from django.db.models import Count

from core import history
from core.errors import Conflict, Refused
from figures.actions import ask
from figures.models import Figure, Frozen, Place
from indicators.actions.months import confirm, stamp, write_analysis
from indicators.models import Entry, SectionMonth, SignOff
from indicators.reading.catalogue import catalogue
from indicators.reading.months import month_state
from indicators.reading.signed import signed_beside
from indicators.reading.standing import standings
from tests.factories import ServiceAreaFactory
from tests.figures.world import BY
from tests.indicators.made import MONTH, entry, figure
from tests.indicators.months_made import REFERRALS, VACANCIES, make_month

pytestmark = pytest.mark.django_db
OCTOBER = dt.date(2023, 10, 1)


@pytest.fixture
def month(db):
    return make_month()


def told(subject):
    return [line.sentence for line in history.of(subject)]


class TestTheAnalysis:
    def test_every_saved_version_is_in_history(self, month):
        row = month.write("First.")
        month.write("Second.")
        assert row.section.months.get().analysis == "Second."
        newest, first = told(row)
        assert newest.startswith("Robin Owner wrote the analysis of the section’s month.")
        assert "from First. to Second." in newest
        assert "First." in first

    def test_saving_the_same_again_changes_nothing(self, month):
        row = month.write("  The same. ")
        month.write("The same.", seen="anything")
        assert len(told(row)) == 1

    def test_two_who_write_at_once_see_both_texts(self, month):
        seen = stamp("")
        month.write("Mine.", seen=seen)
        with pytest.raises(Conflict) as met:
            month.write("Theirs.", by=month.team, seen=seen)
        assert met.value.current.analysis == "Mine."
        month.write("Both.", by=month.team, seen=stamp("Mine."))

    def test_nothing_is_written_of_a_month_to_come_and_nothing_empty(self, month):
        with pytest.raises(Refused, match="November 2023 has not begun"):
            month.write(month=dt.date(2023, 11, 1))
        with pytest.raises(Refused, match="Enter the analysis"):
            month.write("Some.") and month.write(" ")

    def test_after_sign_off_a_change_needs_a_reason_that_stays(self, month):
        month.write("As it was.")
        month.confirm_all()
        month.sign()
        with pytest.raises(Refused, match="Say why its analysis is changed"):
            month.write("Otherwise.")
        row = month.write("Otherwise.", reason="A number was mistyped.")
        assert told(row)[0].endswith("Reason: A number was mistyped.")


class TestConfirming:
    def state(self, month, section=None):
        return month_state(month.team, MONTH).section(section or month.door)

    def test_it_keeps_who_when_and_exactly_which_figures(self, month):
        row = confirm(by=month.owner, section=month.door, month=MONTH)
        state = self.state(month)
        assert (row.confirmed_by, row.confirmed_figures) == (month.owner, state.digest)
        assert Figure.objects.get(pk__in=row.confirmed_each).indicator.slug == REFERRALS
        assert state.standing == "Confirmed"
        assert self.state(month, month.workforce).standing == "Not confirmed"

    def test_figures_that_moved_since_ask_to_be_confirmed_again_and_are_named(self, month):
        entry("referrals.repeat", section=month.door)
        figure("referrals.repeat", MONTH, 40)
        confirm(by=month.owner, section=month.door, month=MONTH)
        figure(REFERRALS, MONTH, 301)
        assert self.state(month).standing == "1 figure changed since"
        figure("referrals.repeat", MONTH, 41)
        state = self.state(month)
        assert state.standing == "2 figures changed since"
        assert [each.indicator.slug for each in state.moved] == [REFERRALS, "referrals.repeat"]
        row = confirm(by=month.owner, section=month.door, month=MONTH)
        assert "confirmed, again, the figures of" in told(row)[0]
        assert self.state(month).standing == "Confirmed"

    def test_a_figure_that_moved_and_moved_back_is_what_was_confirmed(self, month):
        confirm(by=month.owner, section=month.door, month=MONTH)
        figure(REFERRALS, MONTH, 301)
        figure(REFERRALS, MONTH, 299)
        assert self.state(month).is_up_to_date

    def test_confirming_twice_is_confirming_once(self, month):
        row = confirm(by=month.owner, section=month.door, month=MONTH)
        again = confirm(by=month.team, section=month.door, month=MONTH, seen="whatever")
        assert (again.confirmed_at, again.confirmed_by) == (row.confirmed_at, month.owner)
        assert len(told(row)) == 1

    def test_nobody_confirms_other_figures_than_they_looked_at(self, month):
        seen = self.state(month).digest
        figure(REFERRALS, MONTH, 301)
        with pytest.raises(Conflict, match="Figures changed while you were looking"):
            confirm(by=month.owner, section=month.door, month=MONTH, seen=seen)
        assert not SectionMonth.objects.filter(confirmed_at__isnull=False).exists()

    def test_a_month_that_is_not_over_is_not_confirmed(self, month):
        figure(REFERRALS, OCTOBER, 100)
        with pytest.raises(Refused, match=r"October 2023 is not over.* from 1 November 2023 on"):
            confirm(by=month.owner, section=month.door, month=OCTOBER)


class TestSigningOff:
    def test_it_freezes_every_headline_figure_of_the_month_at_every_place_and_no_other(self, month):
        area = Place.objects.create(kind="service_area", service_area=ServiceAreaFactory(name="SWF"))
        figure(REFERRALS, MONTH, 120, place=area)
        figure(REFERRALS, dt.date(2023, 8, 1), 280)
        figure(REFERRALS, MONTH, 298, source="records")
        month.confirm_all()
        month.sign()
        frozen = Frozen.objects.filter(why="signed off")
        assert sorted(row.figure.value for row in frozen) == [12, 120, 299]
        assert told(SignOff.objects.get())[0].startswith("Pat Performance signed off the month.")

    def test_it_is_refused_until_every_section_is_confirmed_and_says_which_is_not(self, month):
        with pytest.raises(Refused, match="Front door: not confirmed; Workforce: not confirmed"):
            month.sign()
        month.confirm_all()
        figure(VACANCIES, MONTH, 13)
        with pytest.raises(Refused, match=r"yet\. Workforce: 1 figure changed since\.$"):
            month.sign()
        assert not SignOff.objects.exists()
        assert not Frozen.objects.exists()

    def test_signing_twice_signs_once(self, month):
        month.confirm_all()
        first = month.sign()
        figure(REFERRALS, MONTH, 301)
        assert month.sign() == first
        assert Frozen.objects.count() == 2
        assert len(told(first)) == 1

    def test_the_month_that_is_not_over_cannot_be_signed_nor_one_of_which_nothing_is_listed(self, month):
        with pytest.raises(Refused, match="October 2023 is not over"):
            month.sign(month=OCTOBER)
        Entry.objects.update(ends_on=dt.date(2023, 9, 1))
        with pytest.raises(Refused, match="no indicators in September 2023"):
            month.sign()

    def test_a_month_that_waits_for_a_roll_up_waits_with_its_sign_off(self, month):
        month.confirm_all()
        ask(by=BY, months=[MONTH], cause="a visit was recorded")
        with pytest.raises(Refused, match="figures are being computed"):
            month.sign()

    def test_missing_figures_are_listed_and_need_a_reason(self, month):
        entry("workforce.agency", section=month.workforce)
        entry("workforce.census", section=month.workforce, frequency="yearly")
        figure(VACANCIES, MONTH, None, missing="under review")
        month.confirm_all()
        with pytest.raises(Refused, match="2 figures are without a value"):
            month.sign()
        signed = month.sign(reason="The payroll is late.")
        assert [(slug, why) for slug, _, why in signed.missing] == [
            (VACANCIES, "under review"),
            ("workforce.agency", "nothing is known of it"),
        ]
        assert signed.reason == "The payroll is late."

    def test_missing_figures_that_the_page_did_not_list_are_not_acknowledged(self, month):
        entry("workforce.agency", section=month.workforce)
        month.confirm_all()
        with pytest.raises(Conflict, match="Other figures are missing"):
            month.sign(seen=stamp(""), reason="None is missing.")

    def test_what_is_signed_off_stands_beside_what_is_current_where_they_differ(self, month):
        month.confirm_all()
        month.sign()
        figure(REFERRALS, MONTH, 301)
        beside = signed_beside(month.team, standings(month.team, catalogue(MONTH), MONTH))
        assert list(beside.values()) == ["299"]

    def test_after_it_nothing_is_left_to_confirm(self, month):
        month.confirm_all()
        month.sign()
        figure(REFERRALS, MONTH, 301)
        with pytest.raises(Refused, match="what changes now is a restatement"):
            confirm(by=month.owner, section=month.door, month=MONTH)


def test_a_figure_is_frozen_once(month):
    month.confirm_all()
    month.sign()
    twice = Frozen.objects.values("figure", "why").annotate(n=Count("pk")).filter(n__gt=1)
    assert not twice.exists()
    write_analysis(by=month.team, section=month.workforce, month=MONTH, text="Late.", reason="It was late.")
