"""A figure that is held back from somebody is said to be so, and not to be missing."""

import pytest

from figures import registry
from indicators.publishing.report import report
from indicators.publishing.rows import rows as workbook_rows
from organisation.roles import Role
from tests.caseloads.page_text import rows, text
from tests.factories import UserFactory
from tests.indicators.made import MONTH, entry, figure, section

pytestmark = pytest.mark.django_db
SLUG, WHY = "audits.good", "held back from you while moderation is blind"
PAGE = "/performance/2023-09/practice/"


@pytest.fixture
def moderator(client, monkeypatch):
    """From whom the audits graded good in September are held back."""
    entry(SLUG, section=section("practice"), headline="records", name="Audits graded good")
    figure(SLUG, MONTH, 8765, source="records")
    entry("visits.number", section=section("practice"), headline="records", name="Visits")
    figure("visits.number", MONTH, 40, source="records")
    user = UserFactory(roles=[Role.QA])
    held = [(frozenset([SLUG]), frozenset([MONTH]))]
    monkeypatch.setattr(registry, "_withholding", [lambda who: held if who.pk == user.pk else []])
    client.force_login(user)
    return user


def test_the_sections_page_and_its_file_say_that_it_is_held_back(client, moderator):
    page = client.get(PAGE).content.decode()
    assert WHY in rows(page, "Practice, September 2023")[1]
    taken = client.get(PAGE, {"export": "csv"}).content.decode()
    assert WHY in taken
    for said in (page, taken):
        assert "not rolled up yet" not in said
        assert "8,765" not in said
        assert "8765" not in said


def test_the_month_does_not_count_it_as_missing_but_names_it(client, moderator):
    page = client.get("/performance/2023-09/").content.decode()
    assert rows(page, "By section")[1][-1] == "0"
    assert "0 missing besides what is held back from you" in text(page)
    assert f"1 figure is {WHY}: Audits graded good." in text(page)
    assert "not rolled up yet" not in page
    assert "Audits graded good" not in client.get(PAGE, {"show": "missing"}).content.decode()


def test_the_thirteen_months_and_their_file_say_it_in_its_month(client, moderator):
    for query in ({}, {"export": "csv"}):
        said = client.get("/performance/thirteen-months/", {"month": "2023-09", **query}).content.decode()
        assert "held back from you" in said
        assert "8,765" not in said
        assert "8765" not in said


def test_the_places_of_it_are_said_to_be_held_back(client, moderator):
    said = text(client.get(f"/performance/2023-09/places/{SLUG}/").content.decode())
    assert f"The figures of September 2023 are {WHY}." in said


def test_the_workbook_notes_that_it_is_held_back(moderator):
    made = report(moderator, MONTH)
    assert [(note.kind, note.says) for note in made.notes] == [("Held back", WHY.capitalize())]
    assert "[held back from you]" in next(workbook_rows(made.sections[0], made))


def test_whoever_may_see_it_sees_it(client, moderator):
    client.force_login(UserFactory(roles=[Role.PERFORMANCE]))
    page = client.get(PAGE).content.decode()
    assert "8,765" in page
    assert "held back" not in page
