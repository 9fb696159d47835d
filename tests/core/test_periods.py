import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from hypothesis import given
from hypothesis import strategies as st

from core import months
from core.periods import NoOverlap, overlaps
from organisation.models import Team
from tests.core.rows import filled, insert, thrown_away

pytestmark = pytest.mark.django_db

DECLARED = [
    pytest.param(model, rule, id=rule.name)
    for model in apps.get_models()
    for rule in model._meta.constraints
    if isinstance(rule, NoOverlap)
]
# By name: what a row needs besides to be one that the rule looks at.
EXPECTED: dict[str, dict[str, Any]] = {
    "a_service_area_has_one_name_a_day": {},
    "a_team_has_one_record_a_day": {},
    "a_member_of_staff_has_one_record_a_day": {},
    "a_role_is_held_once_a_day": {"role": "qa", "service_area_id": None},
    "a_role_is_held_once_a_day_in_a_service_area": {"role": "service_lead", "service_area_id": 1},
    "a_role_has_one_expectation_a_day": {"role": "PM", "staff_id": None},
    "a_person_has_one_expectation_a_day": {"role": "", "staff_id": 1},
    "a_rule_of_a_kind_holds_once_a_day": {"kind": "inadequate", "share": None},
    "a_child_has_one_primary_worker_a_day": {"kind": "primary"},
    "a_status_has_one_supervision_frequency_a_day": {"status": "CP"},
    "a_status_has_one_visit_frequency_a_day": {"status": "CP"},
    "a_limit_of_a_kind_holds_once_a_day": {
        "kind": "protected",
        "service_area_id": None,
        "team_id": None,
        "protects": "ASYE",
        "children_at_end": 15,
        "months": 24,
    },
    "an_indicator_has_one_definition_a_month": {},
    "a_name_is_one_indicators_a_month": {"name": "Referrals"},
    "an_indicator_has_one_target_a_month": {},
}
BESIDES = {
    "a_child_has_one_primary_worker_a_day": {"staff_id": 2},
    "an_indicator_has_one_definition_a_month": {"name": "Other"},
    "a_name_is_one_indicators_a_month": {"indicator_id": 2},
}
"""What else differs in the row that is refused, so that it breaks no other rule, too."""

FIRST, MIDDLE, LAST = dt.date(2023, 1, 1), dt.date(2023, 6, 1), dt.date(2024, 1, 1)


def key_of(model: type[models.Model], rule: NoOverlap) -> dict[str, Any]:
    """Values for the fields in which rows agree, and what the rule's condition asks."""
    fields = [model._meta.get_field(name) for name in rule.fields]
    row = filled(model)
    return {field.attname: getattr(row, field.attname) for field in fields} | EXPECTED[rule.name]


def after(model: Any, day: dt.date, by: int = 1) -> dt.date:
    """The nearest day after it, or before it, on which a record of the model may begin."""
    return months.plus_months(day, by) if model.WHOLE_MONTHS else day + dt.timedelta(days=by)


def write(
    model: type[models.Model], key: dict[str, Any], starts_on: dt.date, ends_on: dt.date | None
) -> models.Model:
    return insert(filled(model, **key, starts_on=starts_on, ends_on=ends_on))


def test_these_records_never_hold_the_same_day_twice():
    assert {parameter.id for parameter in DECLARED} == set(EXPECTED)


@pytest.mark.parametrize(("model", "rule"), DECLARED)
class TestEveryDeclaredPeriod:
    def test_the_database_refuses_a_row_that_holds_a_day_of_another(self, model, rule):
        key = key_of(model, rule)
        for starts_on, ends_on in [
            (FIRST, MIDDLE),
            (MIDDLE, None),
            (FIRST, None),
            (after(model, MIDDLE, -1), MIDDLE),
        ]:
            with thrown_away():
                write(model, key, FIRST, MIDDLE)
                write(model, key, MIDDLE, LAST)
                refused = key | BESIDES.get(rule.name, {})
                with pytest.raises(IntegrityError, match=rule.name), transaction.atomic():
                    write(model, refused, starts_on, ends_on)

    def test_the_database_refuses_a_change_that_makes_two_overlap(self, model, rule):
        with thrown_away():
            key = key_of(model, rule)
            first = write(model, key, FIRST, MIDDLE)
            write(model, key | BESIDES.get(rule.name, {}), MIDDLE, LAST)
            with pytest.raises(IntegrityError, match=rule.name), transaction.atomic():
                model._base_manager.filter(pk=first.pk).update(ends_on=after(model, MIDDLE))

    def test_periods_that_touch_are_allowed_and_a_row_may_change(self, model, rule):
        with thrown_away():
            key = key_of(model, rule)
            first = write(model, key, FIRST, MIDDLE)
            write(model, key, MIDDLE, None)
            model._base_manager.filter(pk=first.pk).update(starts_on=after(model, FIRST))
            assert model._base_manager.filter(**key).count() == 2

    def test_rows_that_differ_in_the_fields_may_hold_the_same_day(self, model, rule):
        key = key_of(model, rule)
        field = model._meta.get_field(rule.fields[0]).attname
        other = key | BESIDES.get(rule.name, {}) | {field: 2}
        with thrown_away():
            write(model, key, FIRST, None)
            write(model, other, FIRST, None)

    def test_the_form_says_it_in_words(self, model, rule):
        with thrown_away():
            key = key_of(model, rule)
            first = write(model, key, FIRST, None)
            second = filled(model, **key, starts_on=MIDDLE)
            with pytest.raises(ValidationError, match=str(rule.violation_error_message)):
                rule.validate(model, second)
            rule.validate(model, first)
            assert "violated" not in str(rule.violation_error_message)

    def test_a_period_that_ends_as_it_starts_is_refused(self, model, rule):
        with thrown_away(), pytest.raises(IntegrityError), transaction.atomic():
            write(model, key_of(model, rule), FIRST, FIRST)


def test_a_form_without_the_key_has_other_things_to_complain_of():
    rule = next(
        parameter.values[1] for parameter in DECLARED if parameter.id == "a_team_has_one_record_a_day"
    )
    record = filled(apps.get_model("organisation.TeamRecord"), team_id=None, starts_on=FIRST)
    assert rule.validate(type(record), record) is None


def test_a_row_of_the_team_is_refused_by_full_clean():
    team = Team.objects.create(name="East 1")
    area = apps.get_model("organisation.ServiceArea").objects.create(name="SWF")
    values = {"team": team, "name": "East 1", "service_area": area, "case_holding": True, "statutory": True}
    team.records.create(**values, starts_on=FIRST)
    with pytest.raises(ValidationError, match="another record on some of these days"):
        team.records.model(**values, starts_on=MIDDLE).full_clean()


days = st.dates(dt.date(2023, 1, 1), dt.date(2023, 1, 12))


@given(days, st.integers(1, 5), days, st.integers(1, 5))
def test_two_periods_overlap_when_they_share_a_day(one, length, two, long):
    def held(start: dt.date, count: int) -> set[dt.date]:
        return {start + dt.timedelta(days=n) for n in range(count)}

    team = Team(name="any")
    with thrown_away():
        insert(filled(Team, name=team.name))
        record = apps.get_model("organisation.TeamRecord")
        ends_on = one + dt.timedelta(days=length)
        write(record, {"team_id": 1}, one, ends_on)
        found = record.objects.filter(overlaps(two, two + dt.timedelta(days=long)), team_id=1).exists()
    assert found == bool(held(one, length) & held(two, long))
