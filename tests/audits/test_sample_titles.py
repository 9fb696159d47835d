"""The title of a sample holds no case reference: it goes wherever the sample is named."""

import datetime as dt

import pytest
from django.urls import reverse

from audits.actions.samples import plan_sample
from audits.models import Cycle
from audits.rules.titles import title_problem
from core.errors import Refused

MONTH = dt.date(2023, 10, 1)


@pytest.mark.parametrize("title", ["About CD490004", "cd490004", "The case CD 490004 again"])
def test_what_may_be_a_case_reference_is_refused_and_named(world, title):
    with pytest.raises(Refused, match="a title must not hold what may be a case reference"):
        plan_sample(
            by=world.qa, kind="dip_sample", title=title, month=MONTH, due_on=MONTH, tool=world.cycle.tool
        )
    assert Cycle.objects.count() == 1


@pytest.mark.parametrize("title", ["Contacts and thresholds", "Autumn 2023", "Section 47 in 2023/24"])
def test_other_titles_are_fine(title):
    assert title_problem(title) == ""


def test_the_form_says_so_beside_the_title_and_keeps_what_was_typed(world, client):
    client.force_login(world.qa)
    told = {
        "kind": "dip_sample", "title": "About CD490004", "theme": "Visits",
        "month_0": "10", "month_1": "2023",
        "due_on_0": "30", "due_on_1": "10", "due_on_2": "2023", "tool": world.cycle.tool.pk,
    }  # fmt: skip
    page = client.post(reverse("sample_new"), told)
    assert "Take out ‘CD490004’" in page.context["form"].errors["title"][0]
    assert "Visits" in page.content.decode()
    assert Cycle.objects.count() == 1
