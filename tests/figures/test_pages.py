"""The figures' pages: what is known, since when, of what, and for whom."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from audits.models import Audit
from core.models import Job
from figures import registry
from figures.actions import ask, roll_up
from figures.models import CurrentFigure, Place
from figures.registry import Kind
from tests.factories import ServiceAreaFactory, TeamFactory, UserFactory
from tests.figures.world import AUGUST, BY, SEPTEMBER
from tests.jobs import run_pending

RATE = "audits.completion_rate"
QUERIES = 6
"""For an indicator's page: session, user, roles, places, how many figures, figures."""


@pytest.fixture
def september(world):
    """Two of three audits of SWF West completed; one of BIT allocated."""
    world.audit(submitted=True)
    world.audit(submitted=True)
    world.audit()
    world.audit(service_area=world.bit, team=None)
    roll_up(by=BY, asked=[AUGUST, SEPTEMBER])
    return world


@pytest.fixture
def qa(db):
    return UserFactory(roles=["qa"])


@pytest.fixture
def page(client):
    """Ask for a page as somebody; its text."""

    def get(user, name, *args, status=200, **query):
        client.force_login(user)
        answer = client.get(reverse(name, args=args), query)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    return get


def place_of(**of):
    return Place.objects.get(**of)


class TestTheList:
    def test_it_names_every_indicator_with_the_newest_figure_of_the_whole_service(self, september, qa, page):
        text = page(qa, "figures")
        for measure in registry.measures():
            assert f">{measure.name}</a>" in text
            assert reverse("indicator", args=[measure.slug]) in text
        assert "50%" in text
        assert "September 2023" in text
        assert "August 2023" not in text

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
        assert heads == "Month,Place,Known since,Numerator,Denominator,Figure"
        assert re.fullmatch(r"2023-09,SWF,[^,]+,2,3,66.666666666667", september_row)
        assert re.fullmatch(r"2023-08,SWF,[^,]+,0,0,no cases", august_row)

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


class TestAFigure:
    def test_every_vintage_is_there_with_when_it_was_known_and_why(self, september, qa, page):
        Audit.objects.filter(state="allocated", team=september.west).update(
            state="submitted", grade="good", completed_on=dt.date(2023, 10, 12)
        )
        ask(by=BY, months=[SEPTEMBER], cause="an audit was submitted")
        roll_up(by=BY)
        text = page(qa, "figure", RATE, SEPTEMBER, place_of(service_area=september.swf).pk)
        assert "Audits completed of those allocated: 100%" in text
        assert text.index("an audit was submitted") < text.index("asked for"), "newest first"
        assert "67%" in text

    def test_it_leads_to_the_records_that_it_counts(self, september, qa, page, client):
        swf = place_of(service_area=september.swf)
        text = page(qa, "figure", RATE, SEPTEMBER, swf.pk)
        links = registry.counted(qa, registry.measure(RATE), swf, SEPTEMBER)
        assert [link.text for link in links] == ["Audits completed", "Audits allocated"]
        assert links[0].url.replace("&", "&amp;") in text
        answer = client.get(links[0].url)
        assert len(answer.context["table"].data) == 2
        assert len(client.get(links[1].url).context["table"].data) == 3

    def test_the_number_of_a_figure_leads_to_it(self, september, qa, client):
        client.force_login(qa)
        figure = september.current(RATE, place="SWF")
        answer = client.get(reverse("figure_by_number", args=[figure.pk]))
        assert answer.url == reverse("figure", args=[RATE, SEPTEMBER, figure.place_id])

    def test_a_month_of_which_nothing_is_known_is_not_there(self, september, qa, page):
        whole = place_of(kind="service")
        page(qa, "figure", RATE, dt.date(2020, 1, 1), whole.pk, status=404)
        page(qa, "figure", RATE, SEPTEMBER, 999_999, status=404)
        page(qa, "figure", "audits.nothing", SEPTEMBER, whole.pk, status=404)


@pytest.mark.parametrize("slug", [measure.slug for measure in registry.measures()])
def test_the_records_listed_are_those_counted(september, qa, client, slug):
    """Those of the numerator where the list can be filtered so, else those of the denominator."""
    measure, whole = registry.measure(slug), place_of(kind="service")
    links = registry.counted(qa, measure, whole, SEPTEMBER)
    client.force_login(qa)
    listed = [len(client.get(link.url).context["table"].data) for link in links]
    figure = september.current(slug)
    if measure.kind is Kind.COUNT:
        assert listed == [figure.numerator]
    elif len(links) == 1:
        assert links[0].text == "Audits completed"
    else:
        assert sum(listed[:-1]) == figure.numerator
        assert listed[-1] == figure.denominator


class TestWhoSeesWhat:
    """The whole service's and the service areas' figures are for all who read figures; a team's for few."""

    def test_a_team_is_seen_within_reach_only(self, september, page):
        TeamFactory(name="BIT East", record=september.bit)
        roll_up(by=BY, asked=[SEPTEMBER])
        lead = UserFactory(roles=["service_lead"], roles__service_area=september.swf)
        west, east = place_of(team__name="SWF West"), place_of(team__name="BIT East")
        page(lead, "figure", RATE, SEPTEMBER, west.pk)
        page(lead, "figure", RATE, SEPTEMBER, east.pk, status=404)
        page(lead, "figure", RATE, SEPTEMBER, place_of(service_area=september.bit).pk)
        text = page(lead, "indicator", RATE)
        assert "SWF West (team)" in text
        assert "BIT East" not in text

    def test_a_figure_of_anothers_team_cannot_be_reached_by_its_number(self, september, client):
        manager = UserFactory(roles=["practice_manager"])
        client.force_login(manager)
        figure = september.current(RATE, place="SWF West")
        assert client.get(reverse("figure_by_number", args=[figure.pk])).status_code == 404

    def test_a_manager_sees_their_own_team(self, september, page):
        manager = UserFactory(roles=["practice_manager"], staff=september.auditor)
        page(manager, "figure", RATE, SEPTEMBER, place_of(team=september.west).pk)

    def test_records_are_linked_only_for_those_who_may_see_all_of_them(self, september):
        def counted(user, **of):
            return registry.counted(user, registry.measure(RATE), place_of(**of), SEPTEMBER)

        lead = UserFactory(roles=["head_of_service"], roles__service_area=september.swf)
        assert counted(lead, service_area=september.swf)
        assert not counted(lead, service_area=september.bit)
        assert not counted(lead, kind="service")
        assert not counted(UserFactory(roles=["performance"]), kind="service"), "they do not read audits"

    def test_a_figure_of_no_records_leads_nowhere(self, september, qa):
        team = TeamFactory(record=ServiceAreaFactory())
        roll_up(by=BY, asked=[SEPTEMBER])
        assert registry.counted(qa, registry.measure(RATE), place_of(team=team), SEPTEMBER) == []

    @pytest.mark.parametrize("role", ["scrutiny", "panel", "administrator"])
    def test_others_see_no_figures(self, september, page, role):
        page(UserFactory(roles=[role]), "figures", status=403)
        page(UserFactory(roles=[role]), "indicator", RATE, status=403)


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


@pytest.mark.parametrize(
    ("name", "args", "queries"),
    [("figures", [], 4), ("figure", [RATE, SEPTEMBER], 7), ("rollups", [], 6)],
)
def test_each_page_asks_the_database_so_often(
    september, qa, client, django_assert_num_queries, name, args, queries
):
    args = [*args, place_of(kind="service").pk] if args else args
    client.force_login(qa)
    client.get(reverse(name, args=args))
    with django_assert_num_queries(queries):
        client.get(reverse(name, args=args))
