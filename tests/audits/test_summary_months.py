"""A month's summary stays true: while its cycle is open, after places ended or were renamed, across gaps."""

import datetime as dt

import pytest
from django.urls import reverse

from audits.models import Audit, Cycle
from audits.summary.texts import family_member
from core.history import Service
from figures.actions import roll_up
from organisation.models import ServiceAreaName
from tests.audits.world import submit
from tests.factories import AuditFactory, CycleFactory, ServiceAreaFactory, UserFactory

OCTOBER = dt.date(2023, 10, 1)


def rolled_up(*months):
    roll_up(by=Service("a test"), asked=list(months) or [OCTOBER])


def month(number, year=2023):
    return dt.date(year, number, 1)


@pytest.fixture
def show(client, db):
    client.force_login(UserFactory(roles=["qa"]))
    return lambda at="2023-10": client.get(reverse("summary", args=[at]))


@pytest.fixture
def area(db):
    return ServiceAreaFactory(name="SWF")


def a_month(at, area, *, done=1, to_do=0, state=Cycle.State.CLOSED, **values):
    cycle = CycleFactory(month=at, state=state)
    AuditFactory.create_batch(done, cycle=cycle, service_area=area, submitted=True, **values)
    AuditFactory.create_batch(to_do, cycle=cycle, service_area=area)


def sentences(answer):
    return " ".join(answer.context["summary"].sentences)


class TestServiceAreas:
    def test_one_that_ended_within_the_month_keeps_its_row_and_the_rows_add_up(self, show, area):
        ended = ServiceAreaFactory(name="YPS")
        ServiceAreaName.objects.filter(service_area=ended).update(ends_on=dt.date(2023, 10, 15))
        a_month(OCTOBER, area, done=2, to_do=1)
        a_month(OCTOBER, ended, done=3)
        rolled_up()
        *areas, whole = show().context["summary"].rows
        assert [(row.name, row.allocated) for row in areas] == [("SWF", "3"), ("YPS", "3")]
        for column in ("allocated", "completed", "not_completed"):
            assert sum(int(getattr(row, column)) for row in areas) == int(getattr(whole, column)), column
        added = tuple(
            str(sum(map(int, counts))) for counts in zip(*(row.grades for row in areas), strict=True)
        )
        assert added == whole.grades

    def test_one_without_audits_has_no_row(self, show, area):
        ServiceAreaFactory(name="YPS")
        a_month(OCTOBER, area)
        rolled_up()
        assert [row.name for row in show().context["summary"].rows] == ["SWF", "All"]

    def test_a_rename_leaves_the_months_before_it_as_they_were(self, show, area):
        a_month(OCTOBER, area, feedback_quotable=True, feedback_words="They listened.")
        ServiceAreaName.objects.filter(service_area=area).update(ends_on=dt.date(2023, 11, 1))
        ServiceAreaName.objects.create(service_area=area, name="New", starts_on=dt.date(2023, 11, 1))
        area.name = "New"
        area.save()
        rolled_up()
        summary = show().context["summary"]
        (quotation,) = summary.quotations
        assert (summary.rows[0].name, quotation.service_area) == ("SWF", "SWF")


class TestWhoseWords:
    @pytest.mark.parametrize(
        ("typed", "printed"),
        [
            (" MOTHER ", "Mother"),
            ("foster  carer", "Foster carer"),
            ("Pat Placeholder", "The family"),
            ("Mother, Pat Placeholder", "The family"),
            ("", "The family"),
        ],
    )
    def test_a_family_member_is_said_in_a_word_that_names_nobody(self, typed, printed):
        assert family_member(typed) == printed

    def test_a_name_that_was_typed_never_stands_in_the_summary(self, show, world):
        submit(
            world, feedback_from="Pat Placeholder", discussion_with="Sam Sample", discussion_quotable="yes"
        )
        rolled_up()
        shown = show()
        assert [each.who for each in shown.context["summary"].quotations] == [
            "The family",
            "The practitioner",
        ]
        assert "Pat Placeholder (" not in shown.content.decode()
        assert "Sam Sample" not in shown.content.decode()


class TestACycleThatIsStillOpen:
    def test_the_page_says_so_and_compares_with_no_other_month(self, show, area):
        a_month(month(8), area, done=4, to_do=4)
        a_month(month(9), area, done=4, to_do=3)
        a_month(OCTOBER, area, done=9, to_do=21, state=Cycle.State.OPEN)
        rolled_up(month(8), month(9), OCTOBER)
        answer = show()
        assert "This cycle is still open: 21 of 30 audits are still to do" in answer.content.decode()
        assert answer.context["summary"].sentences == [
            "Of 9 completed audits, none were graded outstanding, 9 good (100%), none requires improvement "
            "and none inadequate."
        ]

    def test_nothing_of_it_is_said_once_it_is_closed(self, show, area):
        a_month(month(8), area, done=4, to_do=4)
        a_month(month(9), area, done=4, to_do=3)
        a_month(OCTOBER, area, done=9, to_do=21)
        rolled_up(month(8), month(9), OCTOBER)
        answer = show()
        assert "This cycle is" not in answer.content.decode()
        said = sentences(answer)
        assert "Completion was 30%, down 27 percentage points from 57% in September 2023." in said
        assert "Completion is the lowest of the last 3 months." in said
        assert "No audit was graded inadequate in the last 3 months." in said


class TestAGapInTheCycles:
    def test_months_before_a_gap_are_not_compared_with(self, show, area):
        for number in (5, 6, 9):
            a_month(month(number), area, done=1, to_do=1)
        a_month(OCTOBER, area, done=1, to_do=2)
        rolled_up(month(5), month(6), month(9), OCTOBER)
        said = sentences(show())
        assert "lowest" not in said
        assert "No audit was graded inadequate in the last 2 months." in said

    def test_a_month_that_completed_nothing_ends_the_run(self, show, area):
        a_month(month(8), area)
        a_month(month(9), area, done=0, to_do=2)
        a_month(OCTOBER, area)
        rolled_up(month(8), month(9), OCTOBER)
        assert "No audit was graded inadequate this month." in sentences(show())

    def test_a_month_whose_figures_are_not_known_is_not_compared_with(self, show, area):
        a_month(month(9), area)
        a_month(OCTOBER, area)
        rolled_up(OCTOBER)
        assert "September" not in sentences(show())
        assert "this month" in sentences(show())

    def test_12_months_are_said_when_they_are_12(self, show, area):
        listed = [month(number, 2022) for number in (9, 10, 11, 12)] + [month(n) for n in range(1, 11)]
        for at in listed:
            a_month(at, area)
        rolled_up(*listed)
        assert "in the last 12 months." in sentences(show())
        assert Audit.objects.count() == len(listed)


def test_one_cycle_is_said_in_the_singular(show, area):
    a_month(OCTOBER, area)
    rolled_up()
    assert show().context["summary"].trend.chart.title == "The last cycle, to October 2023"


def test_the_grades_overall_are_drawn_with_a_bar_and_a_row_each(show, area):
    a_month(OCTOBER, area, done=2)
    a_month(OCTOBER, ServiceAreaFactory(name="BIT"), done=1, grade="inadequate")
    rolled_up()
    assert show().context["summary"].overall.chart.rows() == [
        ("Outstanding", ["0"]),
        ("Good", ["2"]),
        ("Requires improvement", ["0"]),
        ("Inadequate", ["1"]),
    ]
