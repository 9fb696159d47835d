"""An answer on visits or supervision against what the records say."""

import datetime as dt

import pytest

from audits.rules.record import Match, in_words, match
from audits.wording import against_record
from caseloads.rules.timing import Frequency, due
from core.working_days import WorkingDays

DAY = dt.date(2023, 10, 15)
SIX_WEEKS = Frequency(42, "days")
LONG_AGO = dt.date(2020, 1, 1)


def found(last, began=LONG_AGO, frequency=SIX_WEEKS):
    return due(frequency, began=began, last=last, day=DAY, calendar=WorkingDays())


LATE = found(dt.date(2023, 8, 15))
IN_TIME = found(dt.date(2023, 9, 30))
SOON = found(dt.date(2023, 9, 5))
NEVER = found(None)
NOT_YET = found(None, began=dt.date(2023, 10, 1))


@pytest.mark.parametrize(
    ("answer", "due", "expected"),
    [
        ("yes", LATE, Match.DIFFERS),
        ("yes", NEVER, Match.DIFFERS),
        ("no", IN_TIME, Match.DIFFERS),
        ("no", SOON, Match.DIFFERS),
        ("no", LATE, Match.AGREES),
        ("yes", IN_TIME, Match.AGREES),
        ("yes", SOON, Match.AGREES),
        ("na", LATE, Match.NOT_COMPARED),
        ("", IN_TIME, Match.NOT_COMPARED),
        ("no", NOT_YET, Match.NOT_COMPARED),
        ("yes", None, Match.NOT_COMPARED),
    ],
)
def test_a_yes_differs_from_late_and_a_no_from_in_time(answer, due, expected):
    assert match(answer, due) is expected


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (
            LATE,
            "last visit 15 August 2023, 61 days before; due within 42 days (CIN): 19 days late",
        ),
        (
            IN_TIME,
            "last visit 30 September 2023, 15 days before; due within 42 days (CIN): "
            "in time until 11 November 2023",
        ),
        (found(DAY - dt.timedelta(days=43)), "last visit 2 September 2023, 43 days before; "
         "due within 42 days (CIN): 1 day late"),
        (NOT_YET, "no visit is recorded; due within 42 days (CIN): the first is due by 12 November 2023"),
        (None, "no visit is asked for"),
    ],
)  # fmt: skip
def test_the_record_is_said_in_words(due, words):
    assert in_words("visit", due, "CIN: 42 days", DAY) == words


@pytest.mark.parametrize(
    ("last", "words"), [(DAY, "on the same day"), (DAY - dt.timedelta(days=1), "1 day before")]
)
def test_one_day_and_none_are_words_of_their_own(last, words):
    assert words in in_words("supervision", found(last), "CP: 1 month", DAY)


@pytest.mark.parametrize(
    ("last", "words"), [(DAY, "today"), (DAY - dt.timedelta(days=1), "1 day ago"), (LATE.last, "61 days ago")]
)
def test_what_was_done_before_today_was_done_so_long_ago(last, words):
    assert f", {words};" in in_words("visit", found(last), "CIN: 42 days", DAY, is_today=True)


def test_the_months_answers_are_counted_in_a_sentence():
    assert (
        against_record("visits", 3, 24) == "In 3 of 24 audits the answer on visits differs from the record."
    )
    assert against_record("visits", 1, 1) == "In 1 of 1 audit the answer on visits differs from the record."
    assert (
        against_record("supervision", 0, 24)
        == "In none of 24 audits does the answer on supervision differ from the record."
    )
