"""The queue holds what the rules ask for; the coverage equals plain counts over the records."""

import datetime as dt
import random

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Audit, Pick, SecondLookRule
from audits.second_looks.coverage import of_cycles
from tests.audits.test_second_looks import TODAY, begin, done  # noqa: F401 - `begin` is a fixture
from tests.factories import StaffFactory

Kind = SecondLookRule.Kind
GRADES = ["outstanding", "good", "requires_improvement", "inadequate"]


@pytest.fixture
def queue(client, world):
    client.force_login(world.qa)

    def listed(**asked):
        page = client.get(reverse("moderation_queue"), asked)
        return {audit.pk for audit in page.context["table"].data.data}, page.content.decode()

    return listed


def test_without_a_rule_all_that_is_completed_waits(world, queue):
    completed = done(world, 3)
    assert queue()[0] == {audit.pk for audit in completed}


def test_with_a_rule_only_what_was_picked_waits_and_the_page_says_why(world, begin, queue):  # noqa: F811
    begin(Kind.INADEQUATE)
    picked, _other = done(world, 1, grade="inadequate"), done(world, 2)
    waiting, page = queue()
    assert waiting == {audit.pk for audit in picked}
    assert "Graded inadequate" in page
    assert set(Audit.objects.awaiting_moderation_by(world.qa)) == set(picked)


def test_on_demand_the_queue_shows_all_that_could_be_moderated(world, begin, queue):  # noqa: F811
    begin(Kind.INADEQUATE)
    all_of_them = {audit.pk for audit in done(world, 1, grade="inadequate") + done(world, 2)}
    assert queue(show="all")[0] == all_of_them


def test_a_rule_about_actions_leaves_the_queue_as_it_is(world, begin, queue):  # noqa: F811
    begin(Kind.RECHECK, 10)
    completed = done(world, 2)
    assert queue()[0] == {audit.pk for audit in completed}


def test_what_was_completed_before_the_first_rule_still_waits(world, begin, queue):  # noqa: F811
    before = done(world, 1, completed_on=TODAY - dt.timedelta(days=1))
    begin(Kind.INADEQUATE)
    done(world, 1)
    assert queue()[0] == {audit.pk for audit in before}


def test_in_a_blind_cycle_the_queue_does_not_say_which_rule_picked_an_audit(world, begin, queue):  # noqa: F811
    type(world.cycle).objects.update(blind=True)
    begin(Kind.INADEQUATE)
    done(world, 1, grade="inadequate")
    page = queue()[1]
    assert "Graded inadequate" not in page
    assert "Held back" in page


@pytest.fixture
def a_month(world, begin):  # noqa: F811
    """60 audits of any grade under all rules, one after another, some of them moderated; closed."""
    chance = random.Random(169)
    for kind, share in ((Kind.INADEQUATE, None), (Kind.NEW_AUDITOR, None), (Kind.SHARE, 30)):
        begin(kind, share)
    auditors = [StaffFactory(record=world.audit.team) for _ in range(7)]
    for _ in range(60):
        done(world, 1, grade=chance.choice(GRADES), auditor=chance.choice(auditors))
    actions.close_cycle(by=world.qa, cycle=world.cycle)
    picked = list(Pick.objects.values_list("audit", flat=True))
    moderated = chance.sample(picked, len(picked) // 2)
    Audit.objects.filter(pk__in=moderated).update(moderated_grade="good")
    world.cycle.refresh_from_db()
    return world


def plainly(audits):
    """What each rule asks for and how much is moderated, by looking at one audit after another."""
    seen, found, rest = set(), {"inadequate": [], "new_auditor": []}, []
    for audit in sorted(audits, key=lambda each: each.pk):
        new = audit.auditor_id not in seen
        seen.add(audit.auditor_id)
        kind = "inadequate" if audit.grade == "inadequate" else "new_auditor" if new else ""
        found.get(kind, rest).append(audit)
    counts = [(len(of), len([each for each in of if each.moderated_grade])) for of in found.values()]
    drawn = [each for each in rest if Pick.objects.filter(audit=each).exists()]
    asked = -(-30 * len(rest) // 100)
    return [*counts, (asked, len([each for each in drawn if each.moderated_grade]))], len(drawn), len(rest)


def test_the_coverage_of_a_cycle_equals_plain_counts_over_its_audits(a_month):
    counts, drawn, rest = plainly(Audit.objects.completed())
    (covered,) = of_cycles([a_month.cycle], a_month.qa)
    assert [(row.asked, row.moderated) for row in covered.rows] == counts
    share = covered.rows[-1]
    assert (share.picked, share.asked) == (drawn, drawn)
    assert share.share_asked == f"30% of {rest}"
    assert covered.seed == a_month.cycle.seed


def test_the_pages_show_the_coverage_and_the_seed_once_the_cycle_is_closed(a_month, client):
    client.force_login(a_month.qa)
    for url in (reverse("moderation_coverage"), a_month.cycle.get_absolute_url()):
        page = client.get(url).content.decode()
        assert f"Seed of the draw: {a_month.cycle.seed}" in page
        assert "30% of " in page
    actions.open_cycle(by=a_month.qa, cycle=a_month.cycle)
    assert a_month.cycle.seed not in client.get(reverse("moderation_coverage")).content.decode()


def test_in_a_blind_cycle_the_rules_are_counted_as_one_until_nothing_is_held_back(a_month):
    type(a_month.cycle).objects.update(blind=True)
    (covered,) = of_cycles([a_month.cycle], a_month.qa)
    assert [row.rule for row in covered.rows] == ["All rules together"]
    assert (covered.rows[0].asked, covered.rows[0].picked, covered.seed) == (None, None, "")
    Audit.objects.completed().update(moderated_grade="good")
    (covered,) = of_cycles([a_month.cycle], a_month.qa)
    assert len(covered.rows) == 3


def test_without_rules_the_coverage_page_says_what_to_do(world, client):
    client.force_login(world.qa)
    assert "Once a rule is set" in client.get(reverse("moderation_coverage")).content.decode()
