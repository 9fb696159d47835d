"""The pages of keys are for everybody: by keyboard, narrow, without scripts, with a screen reader."""

import pytest
from django.urls import reverse

from indicators.actions.keys import end_key
from tests.indicators.keyed import BY, key

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_pages_are_for_everybody(signed_in, sweep, transactional_db):
    works, ended = key()[0], key(name="The old dashboards")[0]
    end_key(by=BY, key=ended, reason="They were switched off.")
    sweep(
        signed_in("performance"),
        reverse("api_keys"),
        reverse("api_key_new"),
        works.get_absolute_url(),
        ended.get_absolute_url(),
        reverse("api_key_end", args=[works.pk]),
        reverse("api_guide"),
    )


def test_a_key_is_made_and_shown_once(signed_in, transactional_db):
    page = signed_in("performance")
    page.goto(reverse("api_keys"))
    page.get_by_role("button", name="Make a key").click()
    page.get_by_label("Consumer").fill("Power BI, performance team")
    page.get_by_label("Figures, places and the feed").check()
    page.get_by_role("button", name="Make the key").click()
    secret = page.locator("code").first.inner_text()
    assert secret.startswith("plb_")
    page.get_by_role("link", name="Go to the page of this key").click()
    assert page.get_by_text("Not used yet").is_visible()
    assert secret not in page.content()
