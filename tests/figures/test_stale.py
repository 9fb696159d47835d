"""Whoever touches records makes their month stale in the same transaction, and a job brings it up to date."""

import datetime as dt

import pytest

from audits import actions
from audits.models import Audit
from core.jobs import registry as handlers
from core.jobs import runner, schedule
from core.jobs.actions import start_due
from core.models import Job
from core.models.jobs import State
from figures.actions import ROLL_UP, ask, mark_stale, roll_up
from figures.models import CurrentFigure, Figure, RollUp, Stale
from figures.tasks import NIGHTLY
from organisation.actions import TeamValues, create_team
from organisation.models import Staff
from tests.factories import StaffFactory, UserFactory
from tests.figures.world import AUGUST, BY, OCTOBER, SEPTEMBER
from tests.jobs import Beside, run_pending


@pytest.fixture
def qa(db):
    return UserFactory(roles=["qa"])


def allocate(world, qa, case_ref="CD490004"):
    """To somebody who left the team long ago."""
    auditor = Staff.objects.filter(staff_id="S-ELSE").first() or StaffFactory(
        staff_id="S-ELSE", record=world.west, record__ends_on=dt.date(2022, 1, 1)
    )
    return actions.allocate(
        by=qa,
        cycle=world.cycle,
        case_ref=case_ref,
        service_area=world.swf,
        team=world.west,
        auditor=auditor,
    )


def test_an_action_on_records_makes_its_month_stale_and_asks_for_a_roll_up(world, qa):
    allocate(world, qa)
    assert list(Stale.objects.values_list("month", "cause")) == [(SEPTEMBER, "an audit was allocated")]
    assert Job.objects.get().kind == ROLL_UP


def test_the_job_brings_the_figures_up_to_date_and_says_so(world, qa):
    allocate(world, qa)
    run_pending()
    assert world.current().value == 1
    assert world.current().cause == "an audit was allocated"
    job = Job.objects.get()
    assert job.state == State.DONE
    assert job.words.startswith("September 2023: added ")
    assert job.url == "/figures/"
    assert not Stale.objects.exists()


def test_doing_the_same_twice_makes_nothing_stale(world, qa):
    allocate(world, qa)
    run_pending()
    allocate(world, qa)
    assert not Stale.objects.exists()
    assert Job.objects.count() == 1


def test_an_action_that_fails_leaves_nothing_stale_and_no_job(world):
    with pytest.raises(TypeError):
        mark_stale(by=None, months=[SEPTEMBER], cause="nobody did this")
    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert not Stale.objects.exists()
    assert not Job.objects.exists()


def change_and_fail():
    from core.history import action

    @action
    def change(*, by):
        mark_stale(by=by, months=[SEPTEMBER], cause="an audit was submitted")
        return 1 / 0

    change(by=BY)


def test_many_changes_are_brought_up_to_date_by_one_roll_up_and_the_other_jobs_find_nothing_to_do(world, qa):
    for number in range(5):
        allocate(world, qa, f"CD49000{number}")
    run_pending()
    assert RollUp.objects.count() == 1
    assert Job.objects.filter(words="Nothing had to be changed.").count() == 4
    assert world.current().value == 5


def test_a_job_delivered_twice_adds_once(world, qa):
    allocate(world, qa)
    job = Job.objects.get()
    runner.run(job.pk, keeper=Beside)
    runner.run(job.pk, keeper=Beside)
    assert RollUp.objects.count() == 1
    assert Figure.objects.count() == CurrentFigure.objects.count()


def test_a_job_of_named_months_computes_those(world):
    from figures.actions import start_roll_up

    start_roll_up(by=UserFactory(roles=["performance"]), first=AUGUST, last=SEPTEMBER)
    run_pending()
    assert RollUp.objects.get().months == ["2023-08", "2023-09"]


class TestWhenPlacesChange:
    """A month's figures are given for the places that exist on its last day."""

    @pytest.fixture
    def known(self, world):
        roll_up(by=BY, asked=[AUGUST, SEPTEMBER, OCTOBER])
        return world

    def create_team(self, world, starts_on):
        values = TeamValues("BIT Central", world.bit, case_holding=True, statutory=True)
        return create_team(by=BY, values=values, starts_on=starts_on)

    def test_a_new_team_has_zeros_from_its_first_month_on(self, known):
        team = self.create_team(known, dt.date(2023, 9, 15))
        assert list(Stale.objects.values_list("month", flat=True)) == [SEPTEMBER, OCTOBER]
        run_pending()
        figures = CurrentFigure.objects.filter(place__team=team, indicator__slug="audits.allocated")
        assert [(row.month, row.figure.value) for row in figures.order_by("month")] == [
            (SEPTEMBER, 0),
            (OCTOBER, 0),
        ]
        assert known.current(place="BIT Central").cause == "a team was created"

    def test_months_of_which_no_figure_is_known_stay_as_they_are(self, world):
        self.create_team(world, dt.date(2021, 1, 1))
        assert not Stale.objects.exists()
        assert not Job.objects.exists()


class TestTheNightlyCheck:
    """The last full month, and what late data touched, are computed again each night: only that."""

    def night(self):
        start_due(by=BY, now=dt.datetime(2023, 10, 17, 2, 30, tzinfo=dt.UTC))
        run_pending()

    def test_it_is_due_each_night(self):
        assert NIGHTLY in schedule.due_at(dt.datetime(2023, 10, 17, 2, 0))
        assert NIGHTLY not in schedule.due_at(dt.datetime(2023, 10, 17, 1, 59))
        assert handlers.find(NIGHTLY).title == "Check the figures against the records"

    def test_it_finds_a_record_that_was_changed_behind_the_figures_back(self, world):
        audit = world.audit(submitted=True)
        roll_up(by=BY, asked=[SEPTEMBER])
        Audit.objects.filter(pk=audit.pk).update(grade="inadequate")
        self.night()
        figure = world.current("audits.inadequate")
        assert figure.value == 1
        assert figure.cause == "the nightly check found that the records had changed"

    def test_it_computes_the_last_full_month_and_the_stale_ones_and_no_other(self, world):
        june = dt.date(2023, 6, 1)
        roll_up(by=BY, asked=[june, AUGUST, SEPTEMBER, OCTOBER])
        ask(by=BY, months=[june], cause="an audit was allocated")
        self.night()
        assert RollUp.objects.latest("pk").months == ["2023-06", "2023-09"]
        assert RollUp.objects.count() == 2
        assert not Stale.objects.exists()

    def test_with_nothing_stale_it_computes_the_last_full_month_alone(self, world):
        self.night()
        assert RollUp.objects.get().months == ["2023-09"]
        assert set(Figure.objects.values_list("month", flat=True)) == {SEPTEMBER}

    def test_it_adds_nothing_where_the_figures_are_right(self, world):
        world.audit(submitted=True)
        added = roll_up(by=BY, asked=[SEPTEMBER]).added
        self.night()
        assert Figure.objects.count() == added

    def test_it_computes_the_last_full_month_and_no_other_though_figures_of_others_are_known(self, world):
        roll_up(by=BY, asked=[dt.date(2022, 9, 1), AUGUST, OCTOBER])
        self.night()
        assert RollUp.objects.first().months == ["2023-09"]

    def test_it_computes_besides_what_a_lost_job_left_stale(self, world):
        roll_up(by=BY, asked=[AUGUST])
        ask(by=BY, months=[dt.date(2021, 4, 1)], cause="an audit was imported")
        self.night()
        assert RollUp.objects.first().months == ["2021-04", "2023-09"]
        assert not Stale.objects.exists()
