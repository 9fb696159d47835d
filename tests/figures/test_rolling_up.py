"""A roll-up adds what it finds changed, and nothing else."""

import pytest
from django.db import DatabaseError, transaction

from audits.models import Audit
from figures import registry
from figures.actions import ask, roll_up
from figures.models import CurrentFigure, Figure, RollUp, Stale
from tests.figures.world import AUGUST, BY, OCTOBER, SEPTEMBER

QUERIES = 37
"""Of one that adds nothing: 2 frames of audits in 4, 9 of caseloads in 15, places in 3, what is known, stale
rows, the roll-up's own, the savepoint in which it is added before the job is settled."""


def test_every_measure_is_known_for_the_whole_service_each_service_area_and_each_team(world):
    roll_up(by=BY, asked=[SEPTEMBER])
    known = {(row.indicator.slug, row.place.code) for row in CurrentFigure.objects.all()}
    places = ("", "SWF", "BIT", "SWF West")
    assert known == {
        (measure.slug, code)
        for measure in registry.measures()
        for code in (*places, *(["Unallocated"] if measure.unallocated else []))
    }


def test_an_existing_place_without_records_has_zeros_and_its_rates_have_no_cases(world):
    world.audit(submitted=True)
    roll_up(by=BY, asked=[SEPTEMBER])
    count, rate = world.current(place="BIT"), world.current("audits.completion_rate", place="BIT")
    assert (count.numerator, count.denominator, count.value, count.missing) == (0, None, 0, "")
    assert (rate.numerator, rate.denominator, rate.value, rate.missing) == (0, 0, None, "no cases")


def test_an_audit_without_a_team_counts_in_its_service_area_only(world):
    world.audit(team=None)
    roll_up(by=BY, asked=[SEPTEMBER])
    assert [world.current(place=code).value for code in ("service", "SWF", "SWF West")] == [1, 1, 0]


def test_an_audit_counts_where_it_says_itself_and_not_where_its_auditor_sits(world):
    world.audit(service_area=world.bit, team=None)
    roll_up(by=BY, asked=[SEPTEMBER])
    assert [world.current(place=code).value for code in ("BIT", "SWF")] == [1, 0]


def test_twice_adds_nothing(world):
    world.audit(submitted=True)
    first = roll_up(by=BY, asked=[SEPTEMBER])
    again = roll_up(by=BY, asked=[SEPTEMBER])
    assert (again.added, again.unchanged) == (0, first.added)
    assert Figure.objects.count() == CurrentFigure.objects.count() == first.added


def test_only_what_changed_is_added_as_a_new_vintage_with_its_cause(world):
    audit = world.audit(submitted=True)
    roll_up(by=BY, asked=[SEPTEMBER])
    old = world.current("audits.good")
    Audit.objects.filter(pk=audit.pk).update(moderated_grade="outstanding")
    ask(by=BY, months=[SEPTEMBER], cause="an audit was moderated")
    rollup = roll_up(by=BY)
    new = world.current("audits.good")
    assert (old.value, new.value, new.cause) == (1, 0, "an audit was moderated")
    assert Figure.objects.filter(pk=old.pk, value=1).exists(), "the old vintage stays"
    changed = {figure.indicator.slug for figure in rollup.figures.all()}
    grades = {"audits.good", "audits.outstanding", "audits.moderated_rate"}
    assert changed == grades | {"audits.raised", "audits.agreement_rate"}
    assert rollup.added == len(changed) * 3, "the whole service, the service area and the team"


def test_a_figure_says_that_it_was_asked_for_only_where_no_change_is_the_cause(world):
    roll_up(by=BY, asked=[SEPTEMBER])
    assert world.current().cause == "asked for"
    world.audit()
    ask(by=BY, months=[SEPTEMBER], cause="an audit was allocated")
    roll_up(by=BY, asked=[SEPTEMBER])
    assert world.current().cause == "an audit was allocated"


def test_a_team_that_lost_its_audits_to_a_correction_is_zero_though_it_exists_no_more(world):
    audit = world.audit()
    world.west.records.update(ends_on=SEPTEMBER.replace(day=20))
    roll_up(by=BY, asked=[SEPTEMBER])
    assert world.current(place="SWF West").value == 1, "parts add up to the whole"
    Audit.objects.filter(pk=audit.pk).update(team=None)
    roll_up(by=BY, asked=[SEPTEMBER])
    assert world.current(place="SWF West").value == 0
    assert world.current(place="SWF").value == 1


def test_how_long_it_took_has_the_writing_in_it(world):
    rollup = roll_up(by=BY, asked=[SEPTEMBER])
    known_at = rollup.figures.values_list("known_at", flat=True).distinct().get()
    assert rollup.started_at < known_at < rollup.finished_at
    rollup.refresh_from_db()
    assert known_at < rollup.finished_at


def test_only_the_asked_months_are_computed(world):
    roll_up(by=BY, asked=[AUGUST, OCTOBER])
    months = set(CurrentFigure.objects.values_list("month", flat=True))
    assert months == {AUGUST, OCTOBER}
    assert RollUp.objects.get().months == ["2023-08", "2023-10"]


def test_what_is_stale_is_computed_and_is_stale_no_more(world):
    ask(by=BY, months=[AUGUST, SEPTEMBER], cause="an audit was allocated")
    rollup = roll_up(by=BY)
    assert rollup.months == ["2023-08", "2023-09"]
    assert not Stale.objects.exists()


def test_a_roll_up_with_nothing_stale_does_nothing(world):
    assert roll_up(by=BY) is None
    assert not RollUp.objects.exists()


@pytest.mark.parametrize("change", [{"update": {"value": 99}}, {"delete": {}}], ids=["update", "delete"])
def test_the_database_refuses_to_change_or_delete_a_figure(world, change):
    added = roll_up(by=BY, asked=[SEPTEMBER]).added
    CurrentFigure.objects.all().delete()
    ((verb, values),) = change.items()
    with pytest.raises(DatabaseError), transaction.atomic():
        getattr(Figure.objects.all(), verb)(**values)
    assert Figure.objects.exclude(value=99).count() == added


def test_a_roll_up_asks_the_database_as_often_for_24_months_as_for_one(world, django_assert_num_queries):
    from core import months

    many = list(months.span(months.minus_months(SEPTEMBER, 23), SEPTEMBER))
    for asked in ([SEPTEMBER], many):
        roll_up(by=BY, asked=asked)
    with django_assert_num_queries(QUERIES):
        roll_up(by=BY, asked=[SEPTEMBER])
    with django_assert_num_queries(QUERIES):
        roll_up(by=BY, asked=many)
