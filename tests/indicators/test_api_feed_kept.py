"""What is withheld for a while costs the kept feed the months it is in, and no others."""

import datetime as dt
import os
import subprocess
import sys

import pytest

from core import months
from figures import registry
from indicators.api.consumer import consumer
from indicators.api.feed import withheld
from indicators.api.feed.kept import Feed
from indicators.api.feed.lines import Writer
from tests.indicators.keyed import ask, key, secret, text
from tests.indicators.made import MONTH, entry, series

GRADES = ("audits.good", "audits.inadequate", "audits.outstanding", "audits.requires_improvement")
SAID_IN_A_PROCESS = f"""
import datetime as dt
from indicators.api.feed import withheld
month = dt.date(2023, 9, 1)
rules = [(frozenset({GRADES!r}), frozenset([month, dt.date(2023, 8, 1)]))]
print(withheld.fingerprint(rules, [month, dt.date(2023, 8, 1)]))
"""


def said_with(seed):
    """The fingerprint as a process of its own makes it, with its own order of sets."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", SAID_IN_A_PROCESS]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.once
def test_every_process_makes_the_same_fingerprint_of_what_is_withheld():
    assert len({said_with(seed) for seed in ("1", "2", "3")}) == 1


@pytest.mark.once
def test_it_says_what_is_withheld_in_each_month_however_the_rules_are_put():
    august = dt.date(2023, 8, 1)
    one = [(["b", "a"], [MONTH, august]), (["c"], [august])]
    other = [(["c", "a", "b"], [august]), (["a"], [MONTH]), (["b"], [MONTH])]
    for rules in (one, other, other[::-1]):
        assert withheld.fingerprint(rules, [MONTH, august]) == "a,b;a,b,c"
        assert withheld.fingerprint(rules, [august, MONTH]) == "a,b,c;a,b"


@pytest.mark.once
def test_what_is_withheld_in_another_month_is_no_part_of_it():
    rules = [(["a"], [dt.date(2020, 1, 1)])]
    assert withheld.fingerprint(rules, [MONTH]) == withheld.fingerprint([], [MONTH])


@pytest.mark.django_db
def test_a_withheld_month_is_written_anew_with_those_compared_with_it_and_no_other(client, monkeypatch):
    slug, presented = entry().indicator.slug, secret()
    series(slug, range(1, 31))
    held, written, write = months.minus_months(MONTH, 12), [], Writer.month

    def noted(writer, month, catalogue):
        written.append(month)
        return write(writer, month, catalogue)

    monkeypatch.setattr(Writer, "month", noted)
    whole = text(ask(client, "feed.csv", presented))
    assert len(written) == 30
    for rules in ([(frozenset([slug]), frozenset([held]))], []):
        written.clear()
        monkeypatch.setattr(registry, "_withholding", [lambda user, rules=rules: rules])
        found = text(ask(client, "feed.csv", presented))
        assert written == [held, months.minus_months(MONTH, 11), MONTH]
        assert (f",{held}," in found) is not bool(rules)
    assert found == whole


@pytest.mark.django_db
def test_a_month_keeps_its_fingerprint_whatever_the_order_of_what_is_withheld(monkeypatch):
    reader = consumer(key(teams=True)[0])
    series(entry(GRADES[0]).indicator.slug, [1, 2, 3])
    found = set()
    for slugs in (GRADES, GRADES[::-1]):
        monkeypatch.setattr(registry, "_withholding", [lambda user, slugs=slugs: [(slugs, (MONTH,))]])
        found.add(tuple(month.fingerprint for month in Feed(reader, None, None)._months()))
    assert len(found) == 1
