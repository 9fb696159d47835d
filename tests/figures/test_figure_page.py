"""A figure's own page: every vintage, the records that it counts, and for whom."""

import datetime as dt

import pytest
from django.urls import reverse

from audits.models import Audit
from figures import registry
from figures.actions import ask, roll_up
from figures.registry import Kind
from tests.factories import ServiceAreaFactory, TeamFactory, UserFactory
from tests.figures.world import BY, RATE, SEPTEMBER, place_of


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


@pytest.mark.parametrize("slug", [each.slug for each in registry.measures() if each.room == "audits"])
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
