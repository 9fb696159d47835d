"""The list of restatements: what was, what is, by how much, why, since when."""

import datetime as dt

import pytest
from django.urls import reverse

from figures import registry
from figures.models import Figure, Place, Restatement
from organisation.roles import Role
from tests.factories import ServiceAreaFactory, TeamFactory, UserFactory
from tests.indicators.made import MONTH, entry, figure, section, service

pytestmark = pytest.mark.django_db
AUGUST = dt.date(2023, 8, 1)


def restate(slug, month, old, new, reason="A later report prints another value.", **more):
    """Two vintages of which the second restates the first."""
    before, after = figure(slug, month, old, **more), figure(slug, month, new, **more)
    return Restatement.objects.create(figure=after, before=before, reason=reason)


@pytest.fixture
def team(db):
    return UserFactory(roles=[Role.PERFORMANCE])


@pytest.fixture
def listed(client, team):
    """The rows of the list as somebody sees them: what each cell says."""

    def rows(user=None, **query):
        client.force_login(user or team)
        answer = client.get(reverse("restatements"), query)
        assert answer.status_code == 200
        return [[str(cell.content) for cell in line] for line in answer.context["table"].lines()]

    return rows


def test_each_says_what_was_what_is_the_difference_why_and_when(listed):
    entry("children.in_care", name="Children in our care", unit="children")
    restate("children.in_care", AUGUST, 554, 552)
    [(name, of, place, month, source, old, new, difference, reason, _)] = listed()
    assert "Children in our care" in name
    assert (of, place, month, source) == ("Front door", "The whole service", "August 2023", "Reported")
    assert (old, new, difference) == ("554", "552", "−2")
    assert reason == "A later report prints another value."


def test_a_percentage_differs_by_points_and_no_difference_is_rounded_away(listed):
    entry("share", kind="percentage", unit="%")
    restate("share", AUGUST, "79.41", "79.38")
    restate("share", MONTH, "70", "71")
    found = {row[3]: row[5:8] for row in listed()}
    assert found["August 2023"] == ["79.41%", "79.38%", "−0.03 points"]
    assert found["September 2023"] == ["70%", "71%", "+1 point"]


def test_a_value_that_came_or_went_has_no_difference(listed):
    entry("some")
    before = figure("some", MONTH, None, missing="to be confirmed")
    Restatement.objects.create(figure=figure("some", MONTH, 5), before=before, reason="Confirmed")
    assert listed()[0][5:8] == ["to be confirmed", "5", "–"]


def test_an_indicator_is_called_as_it_was_called_in_the_month(listed):
    entry("some", name="The old name", ends_on=MONTH)
    entry("some", name="The new name", starts_on=MONTH, section=section("workforce"))
    restate("some", AUGUST, 1, 2)
    restate("some", MONTH, 3, 4)
    names = {row[3]: (row[0].partition(">")[2], row[1]) for row in listed()}
    assert names["August 2023"] == ("The old name</a>", "Front door")
    assert names["September 2023"] == ("The new name</a>", "Workforce")


def test_it_filters_by_month_indicator_section_source_and_place(listed):
    one = entry("one").indicator
    entry("two", section=section("workforce"))
    area = Place.objects.create(kind="service_area", service_area=ServiceAreaFactory(name="SWF"))
    restate("one", AUGUST, 1, 2)
    restate("one", MONTH, 1, 2, place=area)
    restate("two", MONTH, 1, 2, source="records")
    by = {
        1: {"month_0": "8", "month_1": "2023"},
        2: {"indicator": one.pk},
    }
    assert {count: len(listed(**query)) for count, query in by.items()} == {1: 1, 2: 2}
    assert [row[1] for row in listed(section=section("workforce").pk)] == ["Workforce"]
    assert [row[4] for row in listed(source="records")] == ["Our own records"]
    assert [row[2] for row in listed(place=area.pk)] == ["SWF"]


@pytest.mark.parametrize("column", ["name", "section", "month", "source", "before", "figure", "difference"])
def test_it_sorts_by_what_it_shows(listed, column):
    entry("one")
    entry("two", section=section("workforce"))
    restate("one", AUGUST, 1, 2)
    restate("two", MONTH, 10, 20, source="records")
    up, down = listed(sort=column), listed(sort=f"-{column}")
    assert up == down[::-1]
    assert up != down


def test_a_team_out_of_reach_is_not_in_ones_list(listed):
    entry("some")
    place = Place.objects.create(kind="team", team=TeamFactory())
    restate("some", MONTH, 1, 2, place=place)
    head = UserFactory(roles=[Role.HEAD_OF_SERVICE], roles__service_area=ServiceAreaFactory())
    assert listed(head) == []
    assert len(listed()) == 1


def test_an_export_has_the_values_in_full(client, team):
    entry("share", kind="percentage", unit="%")
    restate("share", AUGUST, "79.41", "79.38")
    client.force_login(team)
    rows = client.get(reverse("restatements"), {"export": "csv"}).content.decode().splitlines()
    assert "79.41,79.38,-0.03" in rows[1]


@pytest.mark.parametrize("role", [Role.PERFORMANCE, Role.QA, Role.HEAD_OF_SERVICE])
def test_those_one_sees_are_those_of_the_figures_one_sees(monkeypatch, role):
    places = [
        service(),
        Place.objects.create(kind="team", team=TeamFactory()),
        Place.objects.create(kind="service_area", service_area=ServiceAreaFactory()),
    ]
    made = [
        restate(slug, month, 1, 2, place=place)
        for slug in ("audits.good", "other")
        for month in (AUGUST, MONTH)
        for place in places
    ]
    rule = (frozenset(["audits.good"]), frozenset([AUGUST]))
    monkeypatch.setattr(registry, "_withholding", [lambda user: [rule] if role == Role.QA else []])
    area = {"roles__service_area": ServiceAreaFactory()} if role == Role.HEAD_OF_SERVICE else {}
    reader = UserFactory(roles=[role], **area)
    figures = set(Figure.objects.visible_to(reader).values_list("pk", flat=True))
    expected = {each.pk for each in made if each.figure_id in figures}
    assert set(Restatement.objects.visible_to(reader).values_list("pk", flat=True)) == expected
    assert len(expected) == {Role.PERFORMANCE: 12, Role.QA: 9, Role.HEAD_OF_SERVICE: 8}[role]


def test_they_are_found_by_their_own_figures_and_not_by_going_through_every_figure(team):
    asked = str(Restatement.objects.visible_to(team).query)
    assert asked.count(f'"{Figure._meta.db_table}" ON') == 1
    assert f'FROM "{Figure._meta.db_table}"' not in asked
