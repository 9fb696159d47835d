"""A roll-up says how far it is: reading, computing, writing so many of so many months."""

import pytest

from core.jobs import LeaseLost
from core.jobs.words import progress_in_words
from core.models import Job
from figures.actions import roll_up, start_roll_up
from figures.models import Figure
from tests.factories import UserFactory
from tests.figures.world import AUGUST, BY, SEPTEMBER
from tests.jobs import Beside, run_pending


def test_each_step_is_told_in_order(world):
    told = []
    roll_up(by=BY, asked=[AUGUST, SEPTEMBER], tell=lambda *said: told.append(said))
    assert told == [
        (0, 2, "reading the records"),
        (0, 2, "computing"),
        (1, 2, "writing August 2023"),
        (2, 2, "writing September 2023"),
    ]


def test_the_jobs_page_says_it(world, monkeypatch):
    said = []

    class Listening(Beside):
        def note(self, **noted):
            said.append(progress_in_words(Job(state="running", **noted)))
            return super().note(**noted)

    monkeypatch.setattr("tests.jobs.Beside", Listening)
    start_roll_up(by=UserFactory(roles=["performance"]), first=AUGUST, last=SEPTEMBER)
    run_pending()
    assert said[0] == "Running: 0 of 2, reading the records"
    assert said[-1] == "Running: 2 of 2, writing September 2023"
    assert Job.objects.get().state == "done"


def test_a_job_that_is_told_while_it_writes_that_it_lost_its_lease_adds_nothing(world):
    def lost(done, total, words):
        if words.startswith("writing"):
            raise LeaseLost

    with pytest.raises(LeaseLost):
        roll_up(by=BY, asked=[SEPTEMBER], tell=lost)
    assert not Figure.objects.exists()
