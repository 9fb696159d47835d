"""What a person said of a point's tags outlives a return, unseen until the audit comes back."""

import pytest
from django.urls import reverse

from audits import actions
from audits.actions.learning import digest_of
from audits.actions.returning import return_audit
from audits.imports.held import recorded_audits
from audits.learning.searching import points_for, with_points
from audits.models import Audit, Finding, Tag
from audits.summary import build
from tests.audits.world import submit

POINT = "Timely visits"


@pytest.fixture
def corrected(world):
    """A submitted audit; of one of its points somebody took the tag that its words give, and gave another."""
    actions.add_tag(by=world.qa, name="Visits", words="visit")
    plans = actions.add_tag(by=world.qa, name="Plans", words="plan")
    submit(world)
    points = list(Finding.objects.filter(audit=world.audit))
    [point] = [each for each in points if each.text == POINT]
    audit = Audit.objects.get(pk=world.audit.pk)
    actions.correct_tags(by=world.qa, audit=audit, tags={point.pk: [plans.pk]}, seen=digest_of(points))
    return world


def send_back(world):
    audit = Audit.objects.get(pk=world.audit.pk)
    return_audit(by=world.qa, audit=audit, questions="Who?", seen=audit.version)


def tags(text):
    return [tag.name for tag in Finding.objects.get(text=text).tags.all()]


def counted():
    return dict(with_points(Tag.objects.all()).values_list("name", "points"))


def test_a_corrected_point_keeps_its_tags_when_it_comes_back_as_it_was(corrected):
    for _ in range(2):
        send_back(corrected)
        submit(corrected)
        assert tags(POINT) == ["Plans"]
        assert Finding.objects.get(text=POINT).tagged_by == corrected.qa
        assert Finding.objects.count() == 3


def test_a_point_that_was_written_anew_goes_by_its_words(corrected):
    send_back(corrected)
    submit(corrected, good_practice="Timely visits of late")
    assert tags("Timely visits of late") == ["Visits"]
    assert not Finding.objects.filter(text=POINT).exists()


def test_points_of_what_is_sent_back_are_in_no_search_summary_count_or_page(corrected, client):
    assert counted() == {"Visits": 0, "Plans": 1}
    assert points_for(corrected.qa).count() == 3
    send_back(corrected)
    assert counted() == {"Visits": 0, "Plans": 0}
    assert not points_for(corrected.qa).exists()
    said = build(Audit.objects.get(pk=corrected.audit.pk).cycle, corrected.qa)
    assert POINT not in repr(said)
    [held] = recorded_audits().values()
    assert (held.values["good_practice"], held.values["improvement"]) == ("", "")
    client.force_login(corrected.qa)
    assert client.get(reverse("audit_tags", args=[corrected.audit.pk])).status_code == 404
    page = client.get(reverse("tag", args=[Tag.objects.get(name="Plans").pk])).content.decode()
    assert "?tag=" not in page
