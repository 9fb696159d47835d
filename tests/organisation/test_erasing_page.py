"""Erasing a text of the history: for administrators, by the number that only they see."""

import pytest
from django.urls import reverse

from core import history
from core.history import Service
from organisation import actions
from tests.factories import ServiceAreaFactory, UserFactory

pytestmark = pytest.mark.django_db
BY = Service("the test")


@pytest.fixture
def number():
    """The entry of a switched off user."""
    user = UserFactory()
    actions.switch_off(by=BY, user=user)
    return history.of(user)[0].number


def test_a_text_is_erased_with_a_reason_and_the_chain_holds(client, administrator, number):
    found = client.post(reverse("history_erase"), {"number": number})
    assert found.url == reverse("history_erase_entry", args=[number])
    assert "The test switched off the user." in client.get(found.url).content.decode()
    client.post(found.url, {"reason": "Asked for by the person concerned"})
    line = history.entry(number)
    assert line.erased
    assert line.erased_reason == "Asked for by the person concerned"
    assert history.verify().ok


def test_nothing_is_erased_without_a_reason(client, administrator, number):
    shown = client.post(reverse("history_erase_entry", args=[number]), {"reason": " "}).content.decode()
    assert "Enter the reason." in shown
    assert not history.entry(number).erased


def test_the_page_does_not_show_the_text_to_who_may_only_erase_it(client, administrator, number):
    assert "May sign in" not in client.get(reverse("history_erase_entry", args=[number])).content.decode()


@pytest.mark.parametrize("number", [99, 2**63])
def test_an_entry_that_is_not_there_is_not_found(client, administrator, number):
    assert client.get(reverse("history_erase_entry", args=[number])).status_code == 404


def test_a_number_that_is_not_there_is_said_at_the_form(client, administrator):
    shown = client.post(reverse("history_erase"), {"number": "99"}).content.decode()
    assert "History has no entry 99." in shown


def test_only_who_may_erase_sees_the_number_of_a_line(client, administrator, rf):
    from django.template import Context, Template

    area = ServiceAreaFactory()
    actions.rename_service_area(by=BY, area=area, name="Other", on=area.records.get().starts_on)
    drawn = Template("{% load history %}{% history area %}")
    for reader, seen in [(administrator, True), (UserFactory(roles=["qa"]), False)]:
        page = drawn.render(Context({"area": area, "user": reader}))
        assert (reverse("history_erase_entry", args=[history.of(area)[0].number]) in page) is seen
