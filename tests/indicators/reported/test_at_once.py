"""Two people take the same report at the same moment, or two reports of the same months."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.errors import Refused
from core.models import Import
from figures.models import CurrentFigure, Figure, Restatement
from tests.indicators.made import entry, section
from tests.indicators.reported.made import DECEMBER, NOVEMBER, take

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 30


def together(*works):
    """Each in a thread of its own; what they answered, or that they were refused."""

    def closing(work):
        try:
            return work()
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result(SECONDS) for future in [pool.submit(closing, work) for work in works]]


@pytest.fixture
def care(transactional_db):
    return entry("cla.number", name="Care", section=section("back-door"))


def test_the_same_report_at_once_is_taken_once(care):
    rows = ["indicator,Sep-23,Oct-23,england_22_23,target", "Care,554,552,20,<500"]
    done = together(*[lambda: take(*rows)] * 2)
    assert sum(each is not None and each.record is not None for each in done) == 1
    assert (Figure.objects.count(), Import.objects.count()) == (2, 1)


def test_two_reports_at_once_end_with_the_newer_current(care):
    def report(day, value):
        return lambda: take("indicator,Oct-23", f"Care,{value}", published_on=day)

    works = {NOVEMBER: report(NOVEMBER, 554), DECEMBER: report(DECEMBER, 552)}
    done = dict(zip(works, together(*works.values()), strict=True))
    for day, answer in done.items():
        if answer is None:  # was told that something else is held by now, and checks again
            works[day]()
    assert CurrentFigure.objects.get().figure.value == 552
    assert list(Restatement.objects.values_list("before__value", "figure__value")) == [(554, 552)]
