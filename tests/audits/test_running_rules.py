"""What is expected, adjusted and reminded: the policies as they are written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.rules import adjusting, expecting, reminding

COUNTS = st.integers(0, 20)
MAYBE = st.none() | COUNTS
DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2024, 12, 31))
DUE = dt.date(2023, 10, 27)


@given(MAYBE, COUNTS)
def test_a_persons_own_expectation_stands_in_place_of_their_roles(role, personal):
    assert expecting.owed(role, personal) == personal
    assert expecting.owed(role, None) == role


@given(COUNTS, COUNTS, COUNTS)
def test_each_exemption_or_completed_audit_takes_one_off_what_is_missing_until_nothing_is(
    expected, exempted, completed
):
    owed = ["an audit"] * expected
    del owed[:exempted]
    assert expecting.to_complete(expected, exempted) == len(owed)
    del owed[:completed]
    assert expecting.missing(expected, exempted, completed) == len(owed)


@given(COUNTS, COUNTS)
def test_of_whom_nothing_is_expected_nothing_is_missing(exempted, completed):
    assert expecting.to_complete(None, exempted) is None
    assert expecting.missing(None, exempted, completed) is None


@given(DAYS, DAYS, DAYS)
def test_more_time_is_a_later_day_that_has_not_passed(new, due, today):
    assert (adjusting.wrong_day(new, due, today) == "") == (new > due and new >= today)


@given(st.booleans(), st.booleans(), st.booleans())
def test_why_is_asked_of_what_is_to_do_and_late_or_closed(is_to_do, is_late, is_closed):
    asked = adjusting.may_say_why(is_to_do=is_to_do, is_late=is_late, is_closed=is_closed)
    assert asked == (is_to_do and (is_late or is_closed))


@given(DAYS, st.integers(1, 28), st.integers(1, 28), st.integers(-60, 60))
def test_on_any_day_at_most_one_reminder_goes_for_a_due_date(due, before, after, offset):
    days = {reminding.BEFORE: before, reminding.ON: 0, reminding.AFTER: after}
    today = due + dt.timedelta(days=offset)
    going = [kind for kind, n in days.items() if reminding.is_time(kind, n, due, today)]
    assert len(going) <= 1
    expected = (
        [reminding.BEFORE] if -before <= offset < 0
        else [reminding.ON] if offset == 0
        else [reminding.AFTER] if offset >= after
        else []
    )  # fmt: skip
    assert going == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dear {name}, {count} by {due}", ""),
        ("Dear {nmae}", "{nmae} is not a placeholder. Use {name}, {count}, {due}, {cycle} or {link}."),
        ("{a} and {b}", "{a} and {b} are not placeholders. Use {name}, {count}, {due}, {cycle} or {link}."),
        ("Dear {name", "A curly bracket stands alone"),
        ("Dear {}", "{} is not a placeholder"),
        ("Look at CD490004 first", "Take out ‘CD490004’"),
        ("Look at CD 490004 first", "Take out ‘CD 490004’"),
        ("Ring us on 01865 792422 in 2023", ""),
    ],
)
def test_a_text_has_only_placeholders_that_exist_and_no_case_reference(text, said):
    found = reminding.text_problem(text)
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_what_comes_with_plumbline_would_be_taken_from_anybody():
    for kind, text in reminding.DEFAULTS.items():
        assert reminding.text_problem(text.subject) == reminding.text_problem(text.body) == ""
        assert reminding.days_problem(kind, text.days) == ""


@given(st.text(), st.dictionaries(st.sampled_from(sorted(reminding.PLACEHOLDERS)), st.text()))
def test_a_text_without_placeholders_says_what_was_typed(text, values):
    typed = text.replace("{", "").replace("}", "")
    assert reminding.filled(typed, values) == typed


def test_a_value_is_not_read_again_for_placeholders():
    assert reminding.filled("{name} {due}", {"name": "{due}", "due": "today"}) == "{due} today"
