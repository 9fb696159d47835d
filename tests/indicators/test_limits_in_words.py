"""The mean and the limits in a sentence: thousands apart, one decimal finer than the figures."""

from types import SimpleNamespace

import pytest

from indicators.one.drawing import in_words
from indicators.rules.control import Limits

pytestmark = pytest.mark.once
LIMITS = Limits(mean=2101.04, lower=1991.11, upper=2210.97, sigma=36.6, trial=False)


@pytest.mark.parametrize(
    ("kind", "decimals", "words"),
    [
        ("count", 0, "Mean 2,101.0, limits 1,991.1 to 2,211.0."),
        ("percentage", 1, "Mean 2,101.04%, limits 1,991.11% to 2,210.97%."),
    ],
)
def test_limits_read_as_the_figures_do_and_one_decimal_finer(kind, decimals, words):
    picture = SimpleNamespace(indicator=SimpleNamespace(kind=kind, decimals=decimals))
    assert in_words(picture, LIMITS) == words
