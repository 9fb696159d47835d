"""The page on agreement: by person, place and month, and what it says where there is little or nothing."""

import datetime as dt

import pytest
from django.urls import reverse

from audits import actions
from audits.counted import counted
from audits.models import Audit
from figures.models import Place
from figures.registry import measure
from tests.factories import AuditFactory, CycleFactory


@pytest.fixture
def page(client, world):
    client.force_login(world.qa)

    def shown(**asked):
        return client.get(reverse("agreement"), asked)

    return shown


def moderated(world, count, grade="good", to="good", by=None, month=dt.date(2023, 10, 1)):
    cycle = CycleFactory(month=month, tool=world.cycle.tool)
    for _ in range(count):
        audit = AuditFactory(
            submitted=True,
            cycle=cycle,
            grade=grade,
            service_area=world.audit.service_area,
            auditor=world.audit.auditor,
        )
        actions.moderate(by=by or world.qa, audit=audit, grade=to, reason="As I read it.", seen=1)


def table(response, caption):
    return next(each for each in response.context["tables"] if each.caption == caption).data.data


def test_without_a_moderated_audit_the_page_says_what_to_do(page):
    assert "No audit of a monthly cycle has been moderated yet" in page().content.decode()


def test_each_moderator_has_a_row(world, page):
    moderated(world, 2)
    moderated(world, 3, to="outstanding", by=world.other_qa)
    assert [(row.name, row.number, row.raised) for row in table(page(), "By moderator")] == [
        ("Ali Inventon", 3, "3: 100% (44% to 100%)"),
        ("Quinn Mockford", 2, "0: 0% (0% to 66%)"),
    ]


def test_the_newest_moderation_is_the_one_that_counts(world, page):
    moderated(world, 1)
    audit = Audit.objects.exclude(moderated_grade="").get()
    actions.moderate(by=world.other_qa, audit=audit, grade="inadequate", reason="No.", seen=audit.version)
    assert [(row.name, row.lowered[:2]) for row in table(page(), "By moderator")] == [("Ali Inventon", "1:")]


def test_under_10_audits_the_row_warns(world, page):
    moderated(world, 9)
    assert "Fewer than 10: this says little" in page().content.decode()
    moderated(world, 1)
    assert "Fewer than 10" not in page().content.decode()


def test_where_kappa_is_not_defined_the_page_says_why(world, page):
    moderated(world, 12)
    assert "Not defined: both gave one and the same grade to all" in page().content.decode()


def test_a_period_counts_its_months_beside_all(world, page):
    moderated(world, 2, month=dt.date(2023, 8, 1))
    moderated(world, 1)
    shown = page(from_month="2023-10", to_month="2023-10")
    assert [row.number for row in shown.context["overall"].data.data] == [1, 3]
    assert [row.name for row in table(shown, "By month")] == ["October 2023"]


def test_the_last_month_before_the_first_is_an_error_in_words(world, page):
    moderated(world, 1, month=dt.date(2023, 8, 1))
    moderated(world, 1)
    shown = page(from_month="2023-10", to_month="2023-08").content.decode()
    assert "The last month must not be before the first." in shown


def test_audits_outside_of_the_month_and_those_sent_back_do_not_count(world, page):
    moderated(world, 1)
    sample = CycleFactory.create(month=dt.date(2023, 9, 1), tool=world.cycle.tool)
    type(sample).objects.filter(pk=sample.pk).update(kind="dip_sample", title="Dip sample")
    AuditFactory(submitted=True, cycle=sample, moderated_grade="good")
    assert [row.number for row in page().context["overall"].data.data] == [1]


def test_grades_that_are_held_back_are_no_part_of_the_grades(world, page):
    moderated(world, 1)
    blind = CycleFactory(month=dt.date(2023, 9, 1), tool=world.cycle.tool, blind=True)
    AuditFactory(submitted=True, cycle=blind, grade="inadequate")
    shown = page()
    assert [row.completed for row in shown.context["grades"].data.data] == [0, 1, 0, 0]
    assert "1 completed audit is left out of the grades" in shown.content.decode()


@pytest.mark.parametrize(
    ("slug", "lists"),
    [("raised", [2]), ("lowered", [1]), ("agreement_rate", [3, 6])],
)
def test_a_figure_leads_to_the_lists_of_audits_that_it_counts(world, client, slug, lists):
    for count, to in ((3, "good"), (2, "outstanding"), (1, "inadequate")):
        moderated(world, count, to=to)
    AuditFactory(submitted=True, cycle=world.cycle)
    whole = Place.objects.get_or_create(kind=Place.Kind.SERVICE)[0]
    client.force_login(world.qa)
    found = counted(world.qa, measure(f"audits.{slug}"), whole, world.cycle.month)
    listed = [client.get(one.url).context["paginator"].count for one in found]
    assert listed == lists
