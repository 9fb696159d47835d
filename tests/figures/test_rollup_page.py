"""Roll-ups from a page: what is stale, what was done last, and asking for more."""

import pytest
from django.urls import reverse

from core.models import Job
from figures.actions import ask, roll_up
from figures.models import CurrentFigure
from tests.factories import UserFactory
from tests.figures.world import AUGUST, BY, SEPTEMBER
from tests.jobs import run_pending


class TestRollingUpFromAPage:
    def send(self, client, user, first, last):
        client.force_login(user)
        data = {"first_0": first[0], "first_1": first[1], "last_0": last[0], "last_1": last[1]}
        return client.post(reverse("rollups"), data)

    def test_asking_starts_a_job_and_goes_to_its_page(self, world, client):
        world.audit()
        asker = UserFactory(roles=["performance"])
        answer = self.send(client, asker, ("8", "2023"), ("9", "2023"))
        job = Job.objects.get()
        assert answer.url == reverse("job", args=[job.pk])
        assert (job.by, job.args) == (asker, {"months": ["2023-08", "2023-09"]})
        run_pending()
        assert set(CurrentFigure.objects.values_list("month", flat=True)) == {AUGUST, SEPTEMBER}
        words = client.get(answer.url).content.decode()
        assert "August 2023 to September 2023: added " in words

    @pytest.mark.parametrize(
        ("first", "last", "problem"),
        [
            (("9", "2023"), ("8", "2023"), "From must not be after To."),
            (("9", "2023"), ("11", "2023"), "To must not be after this month, October 2023."),
            (("9", "2018"), ("9", "2023"), "Choose 60 months or fewer at once."),
            (("13", "2023"), ("9", "2023"), "Enter a month"),
        ],
    )
    def test_months_that_make_no_sense_are_refused_in_words(self, world, client, qa, first, last, problem):
        answer = self.send(client, qa, first, last)
        assert problem in answer.content.decode()
        assert not Job.objects.exists()

    def test_the_page_says_what_is_stale_and_what_was_done_last(self, world, qa, page):
        assert "No month waits to be brought up to date." in page(qa, "rollups")
        ask(by=BY, months=[AUGUST], cause="an audit was imported")
        assert "an audit was imported" in page(qa, "rollups")
        roll_up(by=BY)
        text = page(qa, "rollups")
        assert "an audit was imported" not in text
        assert "August 2023" in text

    @pytest.mark.parametrize("role", ["practice_manager", "head_of_service", "service_lead"])
    def test_those_who_only_read_figures_may_not_ask(self, db, page, role):
        user = UserFactory(roles=[role])
        page(user, "rollups", status=403)
        assert "Roll-ups" not in page(user, "figures")
