"""Two years of audits, as many as the council makes, are rolled up while one waits."""

import datetime as dt
import time

import pytest

from audits.models import Answer, Audit
from core import months
from figures.actions import roll_up
from figures.models import CurrentFigure
from figures.registry import measures
from tests.audits.slow import FOCUS_5
from tests.factories import (
    CycleFactory,
    QuestionFactory,
    SectionFactory,
    ServiceAreaFactory,
    StaffFactory,
    TeamFactory,
    ToolVersionFactory,
)
from tests.figures.world import BY, SEPTEMBER

MONTHS = list(months.span(months.minus_months(SEPTEMBER, 23), SEPTEMBER))
EACH_MONTH, AREAS, TEAMS = 34, 9, 32
PROCESSOR_SECONDS = 15
"""Of this process, so that whatever else the machine does is left out; 3 s are usual."""


@pytest.fixture
def two_years(db):
    areas = [ServiceAreaFactory() for _ in range(AREAS)]
    teams = [TeamFactory(record=areas[number % AREAS]) for number in range(TEAMS)]
    section = SectionFactory(code="focus5")
    questions = [QuestionFactory(section=section, code=code) for code in FOCUS_5]
    auditor, tool = StaffFactory(record=teams[0]), ToolVersionFactory()
    for month in MONTHS:
        cycle = CycleFactory(month=month, tool=tool)
        audits = Audit.objects.bulk_create(
            Audit(
                cycle=cycle,
                tool=tool,
                case_ref=f"CD{month:%y%m}{number:02}",
                service_area=areas[number % AREAS],
                team=teams[number % TEAMS],
                auditor=auditor,
                state="submitted",
                completed_on=month + dt.timedelta(days=9),
                grade="good",
            )
            for number in range(EACH_MONTH)
        )
        Answer.objects.bulk_create(
            Answer(audit=audit, question=question, value="yes") for audit in audits for question in questions
        )


def test_it_takes_seconds_and_is_right(two_years):
    started = time.process_time()
    rollup = roll_up(by=BY, asked=MONTHS)
    assert time.process_time() - started < PROCESSOR_SECONDS
    assert rollup.added == len(MONTHS) * sum(1 + AREAS + TEAMS + each.unallocated for each in measures())
    whole = CurrentFigure.objects.filter(indicator__slug="audits.completed", place__kind="service")
    assert [int(row.figure.value) for row in whole.select_related("figure")] == [EACH_MONTH] * len(MONTHS)
    assert roll_up(by=BY, asked=MONTHS).added == 0
