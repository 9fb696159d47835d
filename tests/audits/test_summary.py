"""The month's summary says what the records say, and shows texts only to those whose they are."""

import datetime as dt

import pytest
from django.urls import reverse

from audits import actions
from audits.measures import FOCUS_5_CODES
from audits.models import Cycle
from core.history import Service
from figures.actions import roll_up
from tests.audits.world import submit
from tests.factories import AuditFactory, CycleFactory, UserFactory


def rolled_up(*months):
    roll_up(by=Service("a test"), asked=months or [dt.date(2023, 10, 1)])


def close(cycle):
    cycle.state = Cycle.State.CLOSED
    cycle.save()


def summary_for(client, user, month="2023-10"):
    client.force_login(user)
    return client.get(reverse("summary", args=[month]))


def test_rates_stand_with_what_they_are_counted_from(client, world):
    submit(world)
    AuditFactory(cycle=world.cycle, service_area=world.audit.service_area)
    rolled_up()
    rates = {
        rate.slug: (rate.share, rate.counted)
        for rate in summary_for(client, world.qa).context["summary"].rates
    }
    assert rates["audits.completion_rate"] == ("50%", "1 of 2")
    assert rates["audits.discussion_rate"] == ("100%", "1 of 1")
    assert rates["audits.moderated_rate"] == ("0%", "0 of 1")


def test_the_final_grade_counts_not_the_auditors(client, world):
    submit(world)
    actions.moderate(by=world.qa, audit=world.audit, grade="good", reason="Better than that.", seen=2)
    rolled_up()
    rows = summary_for(client, world.qa).context["summary"].rows
    assert [(row.name, row.grades) for row in rows] == [
        ("SWF", ("0", "1", "0", "0")),
        ("All", ("0", "1", "0", "0")),
    ]


def test_focus_5_is_yes_of_yes_and_no(client, world):
    submit(world, visit="na")
    rolled_up()
    ((_, rows),) = summary_for(client, world.qa).context["summary"].focus_5
    counted = dict(zip(FOCUS_5_CODES, (row.counted for row in rows), strict=True))
    assert (counted["chronology"], counted["visit"]) == ("1 of 1", "0 of 0")


def test_other_questions_are_counted_as_n_of_m_without_not_applicable(client, world):
    submit(world, child_seen="no")
    rolled_up()
    (area,) = summary_for(client, world.qa).context["summary"].areas
    assert area.answers == [("Was the child seen?", "0 of 1")]


def test_only_what_may_be_quoted_is_quoted(client, world):
    submit(world, discussion_quotable="no", feedback_quotable="yes")
    rolled_up()
    (quotation,) = summary_for(client, world.qa).context["summary"].quotations
    assert (quotation.words, quotation.who) == ("They listened to us.", "Mother")


def test_texts_of_others_are_not_shown_but_their_figures_are(client, world):
    submit(world)
    rolled_up()
    stranger = UserFactory(roles=["head_of_service"])
    answer = summary_for(client, stranger)
    assert answer.context["summary"].rows[-1].completed == "1"
    for words in ("Timely visits", "They listened to us.", world.audit.case_ref):
        assert words not in answer.content.decode()


def test_the_change_on_the_month_before_is_said_in_words(client, world):
    before = CycleFactory(month=dt.date(2023, 9, 1), tool=world.cycle.tool)
    AuditFactory.create_batch(4, cycle=before, service_area=world.audit.service_area, submitted=True)
    submit(world)
    AuditFactory(cycle=world.cycle, service_area=world.audit.service_area)
    close(world.cycle)
    rolled_up(dt.date(2023, 9, 1), dt.date(2023, 10, 1))
    sentences = summary_for(client, world.qa).context["summary"].sentences
    assert "Completion was 50%, down 50 percentage points from 100% in September 2023." in sentences


def test_a_month_that_is_being_brought_up_to_date_says_so(client, world):
    submit(world)
    assert "being brought up to date" in summary_for(client, world.qa).content.decode()


def test_a_month_without_figures_says_what_to_do(client, world):
    assert "have not been computed yet" in summary_for(client, world.qa).content.decode()


def test_a_month_without_a_cycle_is_not_there(client, world):
    assert summary_for(client, world.qa, "2019-01").status_code == 404


@pytest.mark.parametrize("asked", ["", "2023-13", "September"])
def test_a_month_that_is_none_is_not_there(client, world, asked):
    client.force_login(world.qa)
    assert client.get(reverse("summary_choose"), {"month": asked}).status_code == 404


def test_every_chart_has_its_table_and_a_title(client, world):
    submit(world)
    rolled_up()
    shown = summary_for(client, world.qa).content.decode()
    assert shown.count('<figure class="app-chart">') == shown.count("Show these figures as a table") == 4
    assert "style=" not in shown
