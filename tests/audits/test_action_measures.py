"""The measures of actions are what living through each action day by day gives, and so are their lists."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audits.agreed.counted import DUE, ON_TIME, OPEN, OVERDUE, in_figure
from audits.agreed.measures import MEASURES
from audits.models import ActionUpdate, AgreedAction
from core import clock
from core.history import Service
from figures.actions import roll_up
from figures.models import CurrentFigure
from figures.registry import Kind
from tests.audits import slow_actions
from tests.audits.made import AREAS, TEAMS
from tests.audits.slow_actions import Lived
from tests.factories import AuditFactory, CycleFactory, ServiceAreaFactory, StaffFactory, TeamFactory

BY = Service("a test")
TODAY = dt.date(2023, 10, 16)
MONTHS = [dt.date(2023, number, 1) for number in (7, 8, 9, 10, 11)]
PAST = st.dates(dt.date(2023, 6, 1), TODAY)
PLACES = [("service", 0), *(("service_area", area) for area in AREAS)]
PLACES += [("team", team) for teams in TEAMS.values() for team in teams]


@st.composite
def lives(draw):
    area = draw(st.sampled_from(AREAS))
    agreed = draw(PAST)
    days = st.dates(agreed, TODAY)
    ahead = st.integers(1, 60).map(lambda n: dt.timedelta(days=n))
    due = agreed + draw(ahead)
    what = st.sampled_from(["note", "done", "verified", "reopened", "due"])
    events = []
    for on in sorted(draw(st.lists(days, max_size=6))):
        kind = draw(what)
        events.append((on, (kind, on + draw(ahead)) if kind == "due" else (kind,)))
    return Lived(area, draw(st.sampled_from([None, *TEAMS[area]])), agreed, due, events)


class Records(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.areas = {number: ServiceAreaFactory() for number in AREAS}
        cls.teams = {
            number: TeamFactory(record=cls.areas[area]) for area, sits in TEAMS.items() for number in sits
        }
        auditor, cycle = StaffFactory(record=cls.teams[11]), CycleFactory(month=dt.date(2023, 6, 1))
        sample = CycleFactory.build(
            month=cycle.month, kind="dip_sample", title="A dip sample", tool=cycle.tool
        )
        sample.save()
        cls.audits, cls.elsewhere = {}, AuditFactory(cycle=sample, auditor=auditor, submitted=True)
        for area in AREAS:
            for team in [None, *TEAMS[area]]:
                cls.audits[area, team] = AuditFactory(
                    cycle=cycle,
                    auditor=auditor,
                    service_area=cls.areas[area],
                    team=cls.teams.get(team),
                    submitted=True,
                )

    def keep(self, lived):
        """These actions are on record, with their updates as Plumbline writes them."""
        for number, life in enumerate(lived):
            self.write(number, life, self.audits[life.area, life.team])
            self.write(number + 1000, life, self.elsewhere)

    def write(self, number, life, audit):
        done, due = life.at_the_end_of(TODAY)
        state = {"state": "done", "done_on": TODAY} if done else {}
        agreed = AgreedAction.objects.create(
            audit=audit, number=number, what="x", for_whom="x", due_on=due, agreed_on=life.agreed, **state
        )
        before = life.due
        for place, (on, (kind, *rest)) in enumerate(life.events, start=1):
            replaced = before if rest and rest[0] != before else None
            ActionUpdate.objects.create(
                action=agreed, number=place, kind="changed" if rest else kind, text="x",
                on=on, at=clock.now(), due_before=replaced,
            )  # fmt: skip
            before = rest[0] if rest else before

    def known(self):
        numbers = {row.pk: number for number, row in self.areas.items()}
        teams = {row.pk: number for number, row in self.teams.items()}
        rows = CurrentFigure.objects.filter(indicator__slug__startswith="audits.actions_")
        return {
            (
                row.indicator.slug,
                row.place.kind,
                numbers.get(row.place.service_area_id, 0) or teams.get(row.place.team_id, 0),
                row.month,
            ): (row.figure.numerator, row.figure.denominator)
            for row in rows.select_related("indicator", "place", "figure")
        }

    @settings(deadline=None, max_examples=12)
    @given(st.lists(lives(), max_size=8))
    def test_the_current_figures_and_their_lists_are_what_living_through_them_gives(self, lived):
        self.keep(lived)
        roll_up(by=BY, asked=MONTHS)
        expected = slow_actions.figures(lived, MONTHS, PLACES, TODAY)
        found = self.known()
        assert {key: found[key] for key in expected} == expected
        for month in MONTHS:
            counted = {
                which: in_figure(AgreedAction.objects.all(), which, month).count()
                for which in (OPEN, OVERDUE, ON_TIME, DUE)
            }
            in_time, due = expected["audits.actions_completed_on_time_rate", "service", 0, month]
            assert counted == {
                OPEN: expected["audits.actions_open", "service", 0, month][0],
                OVERDUE: expected["audits.actions_overdue", "service", 0, month][0],
                ON_TIME: in_time,
                DUE: due,
            }

    def test_reopening_and_putting_off_today_change_nothing_of_last_month(self):
        agreed, due = dt.date(2023, 8, 1), dt.date(2023, 9, 20)
        done = (dt.date(2023, 9, 10), ("done",))
        later = [(TODAY, ("reopened",)), (TODAY, ("due", dt.date(2023, 12, 1)))]
        self.keep([Lived(1, 11, agreed, due, [done]), Lived(1, 11, agreed, due, [done, *later])])
        roll_up(by=BY, asked=MONTHS)
        known = self.known()
        september, october = dt.date(2023, 9, 1), dt.date(2023, 10, 1)
        assert known["audits.actions_completed_on_time_rate", "service", 0, september] == (2, 2)
        assert known["audits.actions_open", "service", 0, september][0] == 0
        assert known["audits.actions_open", "service", 0, october][0] == 1


def test_fewer_open_and_overdue_are_better_and_more_in_time():
    polarity = {measure.slug: str(measure.polarity) for measure in MEASURES}
    assert polarity == {
        "audits.actions_open": "lower is better",
        "audits.actions_overdue": "lower is better",
        "audits.actions_completed_on_time_rate": "higher is better",
    }
    assert sorted(polarity) == sorted(slow_actions.SLUGS)
    assert all((measure.denominator == "") == (measure.kind is Kind.COUNT) for measure in MEASURES)
