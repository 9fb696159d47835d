"""The same, through the database: records in, current figures out, on the first roll-up and on the next."""

from django.test import override_settings
from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from caseloads.measures import MEASURES
from core.history import Service
from figures.actions import roll_up
from figures.models import CurrentFigure, Figure
from tests.caseloads.measures import made, slow
from tests.caseloads.measures.kept import keep, keep_places, known

BY = Service("a test")
SLUGS = [measure.slug for measure in MEASURES]
NOTHING = {(0, None, 0, ""), (0, 0, None, "no cases")}


@override_settings(PLUMBLINE_TODAY=made.TODAY)
class Records(TestCase):
    """Service areas and teams stay; all else is what hypothesis makes up."""

    @classmethod
    def setUpTestData(cls):
        keep_places(made.TEAMS)

    def roll_up(self, months):
        with override_settings(PLUMBLINE_TODAY=made.TODAY):
            return roll_up(by=BY, asked=months)

    @settings(deadline=None, max_examples=25)
    @given(made.records_and_months())
    def test_the_current_figures_are_what_counting_the_records_by_hand_gives(self, given):
        records, months = given
        keep(records)
        self.roll_up(months)
        assert known(SLUGS) == slow.figures(records, months, made.TODAY, made.existing)

    @settings(deadline=None, max_examples=10)
    @given(made.records_and_months(), made.records_and_months())
    def test_and_so_are_those_of_the_next_roll_up_when_the_records_are_others(self, given, later):
        (records, months), (others, _) = given, later
        for each in (records, others):
            keep(each)
            self.roll_up(months)
        found, right = known(SLUGS), slow.figures(others, months, made.TODAY, made.existing)
        assert {key: found[key] for key in right} == right
        assert {found[key] for key in found.keys() - right.keys()} <= NOTHING, "places that exist no more"

    @settings(deadline=None, max_examples=8)
    @given(made.records_and_months())
    def test_rolling_up_again_adds_nothing(self, given):
        records, months = given
        keep(records)
        first = self.roll_up(months)
        again = self.roll_up(months)
        assert (again.added, again.unchanged) == (0, first.added)
        assert Figure.objects.count() == CurrentFigure.objects.count() == first.added
