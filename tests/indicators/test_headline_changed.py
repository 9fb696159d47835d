"""A signed-off month goes on saying what was signed, also when another source's figures are shown now."""

import pytest
from django.urls import reverse

from indicators.models import Entry
from indicators.reading.catalogue import catalogue
from indicators.reading.signed import signed, signed_beside
from indicators.reading.standing import standings
from tests.indicators.made import MONTH, figure
from tests.indicators.months_made import REFERRALS, make_month

pytestmark = pytest.mark.django_db


@pytest.fixture
def month(db):
    """299 reported referrals are signed off; our own records, that are shown since, say 298."""
    made = make_month()
    figure(REFERRALS, MONTH, 298, source="records")
    made.confirm_all()
    made.sign()
    return made


def switch(source="records"):
    Entry.objects.filter(indicator__slug=REFERRALS).update(headline=source)


def stand(month):
    return standings(month.team, catalogue(MONTH), MONTH)


def test_what_was_signed_stands_beside_the_other_source_and_says_whose_it_is(month):
    assert signed_beside(month.team, stand(month)) == {}
    switch()
    assert list(signed_beside(month.team, stand(month)).values()) == ["299 (reported)"]
    switch("reported")
    assert signed_beside(month.team, stand(month)) == {}


def test_where_both_say_the_same_only_the_change_of_the_source_is_told(month):
    figure(REFERRALS, MONTH, 299, source="records")
    switch()
    assert signed_beside(month.team, stand(month)) == {}
    [told] = [each for each in signed(month.team, stand(month)) if each.has_other_source]
    assert told.sources == "reported then, our own records now"


def test_the_pages_show_both_and_say_that_the_source_changed(month, client):
    client.force_login(month.team)
    switch()
    door = [MONTH, "front-door"]
    for name, args in (("sign_off", [MONTH]), ("section_analysis", door), ("section_confirm", door)):
        text = " ".join(client.get(reverse(name, args=args)).content.decode().split())
        assert "299 (reported)" in text
        assert ">298<" in text
        assert "The headline source changed since sign-off of 1 indicator." in text
        assert "Referrals number: reported then, our own records now" in text
    assert "299 (reported)" in client.get(reverse("section_month", args=door)).content.decode()
    page = client.get(reverse("performance_indicator", args=[REFERRALS])).content.decode()
    assert "299 (reported): the headline source has changed since" in page


def test_pages_of_an_unchanged_source_say_nothing_of_it(month, client):
    client.force_login(month.team)
    assert "headline source changed" not in client.get(reverse("sign_off", args=[MONTH])).content.decode()
