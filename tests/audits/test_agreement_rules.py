"""How far auditors and moderators agree: the product's own figures against statsmodels'."""

import warnings
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint

from audits.rules.agreement import Agreement, Z, wilson

GRADES = ["outstanding", "good", "requires_improvement", "inadequate"]
TABLES = st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=4, max_size=4)


def agreement(table):
    """The agreement of as many pairs of grades as the table says."""
    return Agreement(
        (GRADES[i], GRADES[j])
        for i, row in enumerate(table)
        for j, count in enumerate(row)
        for _ in range(count)
    )


def theirs(table):
    """Weighted kappa by statsmodels: its value and standard error; not a number where it is not defined."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        found = cohens_kappa(np.array(table), wt="linear")
        return found.kappa, np.sqrt(max(found.var_kappa, 0))


@given(TABLES)
def test_kappa_and_its_standard_error_are_those_of_statsmodels(table):
    assume(any(any(row) for row in table))
    ours, (value, error) = agreement(table).kappa, theirs(table)
    if ours is None:
        assert np.isnan(value)
        return
    assert float(ours.value) == pytest.approx(value, abs=1e-9)
    low, high = value - float(Z) * error, value + float(Z) * error
    assert float(ours.low) == pytest.approx(max(low, -1), abs=1e-6)
    assert float(ours.high) == pytest.approx(min(high, 1), abs=1e-6)


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_interval_of_a_share_is_wilsons_as_statsmodels_has_it(count, more):
    number = count + more
    found = wilson(count, number)
    if not number:
        assert found is None
        return
    low, high = proportion_confint(count, number, method="wilson")
    assert float(found.value) == pytest.approx(count / number)
    assert float(found.low) == pytest.approx(low, abs=1e-12)
    assert float(found.high) == pytest.approx(high, abs=1e-12)


@given(TABLES)
def test_every_moderated_audit_is_agreed_raised_or_lowered(table):
    found, cells = agreement(table), [(i, j, table[i][j]) for i in range(4) for j in range(4)]
    assert found.number == sum(map(sum, table)) == found.agreed + found.raised + found.lowered
    assert found.raised == sum(count for i, j, count in cells if j < i)
    assert found.lowered == sum(count for i, j, count in cells if j > i)
    assert found.within_one == sum(count for i, j, count in cells if abs(i - j) < 2)


def test_better_is_raised_and_weaker_is_lowered():
    found = Agreement([("good", "outstanding"), ("good", "inadequate")])
    assert (found.raised, found.lowered, found.within_one) == (1, 1, 1)


def test_where_both_gave_one_grade_to_all_kappa_is_not_defined():
    assert Agreement([("good", "good")] * 20).kappa is None


def test_where_only_one_of_them_gave_one_grade_to_all_kappa_is_0():
    assert Agreement([("good", "good"), ("good", "inadequate")]).kappa.value == 0


def test_full_agreement_is_1():
    found = Agreement([(grade, grade) for grade in GRADES] * 3).kappa
    assert (found.value, found.high) == (1, 1)


def test_without_audits_there_is_no_kappa_and_no_share():
    assert Agreement([]).kappa is None
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("number", "few"), [(9, True), (10, False)])
def test_under_10_audits_the_figures_say_little(number, few):
    assert Agreement([("good", "good")] * number).is_few is few


def test_grades_that_have_nothing_to_do_with_each_other_give_0():
    found = Agreement([(one, other) for one in GRADES for other in GRADES for _ in range(5)]).kappa
    assert abs(found.value) < Decimal("1e-20")
