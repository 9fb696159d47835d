"""What is odd about a report: a warning that names row and column, and leaves its row out until accepted."""

import datetime as dt
from decimal import Decimal

import pytest

from indicators.imports.reported import Acceptance, counted, reasons, settle
from indicators.imports.reported.held import SERVICE, Content, Held, HeldBenchmark, Key
from indicators.imports.reported.known import report_day
from tests.indicators.reported.made import DECEMBER, catalogue, checked, meant, warnings

SEPTEMBER, OCTOBER = dt.date(2023, 9, 1), dt.date(2023, 10, 1)
HELD_ON = dt.date(2023, 10, 12)
DISCUSSIONS = meant("Discussions", 1)
ENQUIRIES = meant("Enquiries", 2)
RATIO = meant("Ratio", 3, "percentage", "neither", numerator=2, denominator=1)
IFA = meant("IFA", 4)
IFA_SHARE = meant("IFA share", 5, "percentage", numerator=4, denominator=1)
ALL = catalogue(DISCUSSIONS, ENQUIRIES, RATIO, IFA, IFA_SHARE)


def held(values, day=HELD_ON, section="", first=OCTOBER, indicator=1):
    """Figures of the months that end with the first month named, as an earlier report had them."""
    from core import months

    found = {}
    for ago, value in enumerate(reversed(values)):
        key = Key(indicator, SERVICE, months.minus_months(first, ago))
        content = Content(Decimal(str(value)), None, None, "")
        found[key] = [Held(100 + ago, content, report_day(day), section, False)]
    return found


def test_a_percentage_over_100_is_said():
    found = checked("indicator,Oct-23", "Ratio,106", known_as=ALL)
    assert warnings(found) == [("over-100", 2, "Oct-23")]
    assert "106% is more than 100%" in found.warnings[0].words


def test_a_value_that_does_not_match_its_own_parts_is_said():
    rows = [
        "indicator,month,value,numerator,denominator",
        "Ratio,2023-09,80,158,198",
        "Ratio,2023-10,71,114,164",
    ]
    found = checked(*rows, known_as=ALL)
    assert warnings(found) == [("parts", 3, "value")]
    assert "114 of 164 make 69.512, not 71" in found.warnings[0].words


def test_a_value_that_does_not_match_the_rows_it_is_made_of_is_said():
    rows = ["indicator,Sep-23,Oct-23", "Discussions,198,164", "Enquiries,158,114", "Ratio,80,75"]
    assert warnings(checked(*rows, known_as=ALL)) == [("parts", 4, "Oct-23")]


PARTS = "indicator,month,value,numerator,denominator"


def test_truncated_values_beside_no_others_do_not_match_their_parts():
    rows = ["Ratio,2023-08,66%,2,3", "Ratio,2023-09,85%,6,7", "Ratio,2023-10,88%,8,9"]
    found = checked(PARTS, *rows, known_as=ALL)
    assert warnings(found) == [("parts", 2, "value"), ("parts", 3, "value"), ("parts", 4, "value")]
    assert found.warnings[0].words == "2 of 3 make 66.667, not 66%."
    rounded = ["Ratio,2023-08,67%,2,3", "Ratio,2023-09,86%,6,7", "Ratio,2023-10,89%,8,9"]
    assert warnings(checked(PARTS, *rounded, known_as=ALL)) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Enquiries,2023-10,137,100,", "A count is its numerator, 100, not 137."),
        ("Ratio,2023-10,50%,5,0", "5 of 0 make no cases, not 50%."),
        ("Ratio,2023-10,0%,0,0", "0 of 0 make no cases, not 0%."),
        ("Ratio,2023-10,TBC,5,10", "5 of 10 make 50, not TBC."),
        ("Ratio,2023-10,<5%,5,10", "5 of 10 make 50, not <5%."),
        ("Ratio,2023-10,no cases,5,10", "5 of 10 make 50, not no cases."),
        ("Enquiries,2023-10,TBC,100,", "A count is its numerator, 100, not TBC."),
    ],
)
def test_what_is_printed_beside_parts_that_make_something_else_is_said(row, words):
    found = checked(PARTS, row, known_as=ALL)
    assert [(warning.check, warning.words) for warning in found.warnings] == [("parts", words)]


@pytest.mark.parametrize(
    "row",
    [
        "Enquiries,2023-10,100,100,",
        "Ratio,2023-10,no cases,0,0",
        "Ratio,2023-10,50%,5,10",
        "Ratio,2023-10,,5,10",
        "Ratio,2023-10,TBC,,",
        "Ratio,2023-10,TBC,5,",
        "Ratio,2023-10,50%,5,",
    ],
)
def test_what_goes_with_its_parts_is_not_odd(row):
    assert warnings(checked(PARTS, row, known_as=ALL)) == []


def test_a_row_that_is_truncated_where_others_are_rounded_is_said():
    rows = [
        "indicator,Jul-23,Aug-23,Sep-23,Oct-23",
        "Discussions,100,1000,1000,1000",
        "Enquiries,79,798,698,597",
        "Ratio,79,80,70,60",
        "IFA,22,238,247,256",
        "IFA share,22,23,24,25",
    ]
    assert "truncated" not in [each[0] for each in warnings(checked(*rows[:4], rows[5], known_as=ALL))]
    found = checked(*rows, known_as=ALL)
    assert warnings(found) == [("truncated", 6, "Aug-23 to Oct-23")]
    assert found.warnings[0].months == (dt.date(2023, 8, 1), SEPTEMBER, OCTOBER)


TWO_SECTIONS = [
    "section,indicator,Sep-23,Oct-23",
    "Back door,Referrals,548,552",
    "Front door,Referrals,548,543",
]


def test_two_values_in_two_sections_are_said_and_the_home_sections_is_current():
    found = checked(*TWO_SECTIONS)
    assert warnings(found) == [("two-sections", 2, "Oct-23")]
    assert "Row 3, in ‘Front door’, says 543" in found.warnings[0].words
    aside = {(figure.row, figure.column): figure.aside for row in found.rows for figure in row.figures}
    assert aside == {(2, "Sep-23"): True, (2, "Oct-23"): True, (3, "Sep-23"): False, (3, "Oct-23"): False}


def test_where_neither_is_the_home_section_the_first_is_current():
    found = checked(*TWO_SECTIONS, known_as=catalogue(meant(section="elsewhere")))
    assert warnings(found) == [("two-sections", 3, "Oct-23")]


def test_another_target_or_benchmark_in_another_section_is_said_and_not_taken():
    heading = "section,indicator,Oct-23,target,england_22_23"
    found = checked(heading, "Back door,Referrals,5,40,20", "Front door,Referrals,5,36,20")
    assert warnings(found) == [("two-sections", 2, "target")]
    assert "Row 3, in ‘Front door’, says 36, which is taken" in found.warnings[0].words
    assert [row.target.value for row in found.rows if row.target] == [36]
    assert [len(row.benchmarks) for row in found.rows] == [0, 1]


def test_a_month_that_only_the_other_section_prints_is_current_there():
    found = checked(
        "section,indicator,Sep-23,Oct-23", "Back door,Referrals,548,552", "Front door,Referrals,,552"
    )
    aside = {(figure.row, figure.column): figure.aside for row in found.rows for figure in row.figures}
    assert aside == {(2, "Sep-23"): False, (2, "Oct-23"): True, (3, "Oct-23"): False}


MOVING = [548, 552, 543, 549, 553, 545, 539, 541]


def wide(values, last=OCTOBER, name="Discussions", section=""):
    """Heading and row of a series that ends with a month."""
    from core import months

    run = months.span(months.minus_months(last, len(values) - 1), last)
    heading = f"section,indicator,{','.join(f'{month:%b-%y}' for month in run)}"
    return [heading, f"{section},{name},{','.join(map(str, values))}"]


def test_a_row_that_equals_its_held_series_moved_by_a_month_is_said():
    known = catalogue(DISCUSSIONS, published_on=DECEMBER, before=held(MOVING, first=SEPTEMBER))
    found = checked(*wide(MOVING), known_as=known, published_on=DECEMBER)
    [shift] = [warning for warning in found.warnings if warning.check == "shifted"]
    assert (shift.row, shift.column) == (2, "Mar-23 to Sep-23")
    assert "Equals what is held, a month late" in shift.words


def test_a_row_that_equals_another_sections_moved_by_a_month_is_said():
    heading, home = wide([*MOVING, 540], section="Front door")
    _, late = wide([530, *MOVING], section="Back door")
    found = checked(heading, late, home, known_as=ALL)
    [shift] = [warning for warning in found.warnings if warning.check == "shifted"]
    assert (shift.row, shift.column) == (2, "Mar-23 to Oct-23")
    assert "Equals row 3, in ‘Front door’, a month late" in shift.words


def test_a_change_beyond_five_times_the_usual_is_said():
    found = checked(*wide([100, 110, 100, 110, 100, 110, 100, 160]), known_as=ALL)
    assert warnings(found) == [("jump", 2, "Oct-23")]
    assert (
        "60 more than in September 2023: more than 5 times the usual change of 10" in found.warnings[0].words
    )


def test_what_is_held_says_what_is_usual_where_the_file_has_one_month():
    known = catalogue(DISCUSSIONS, before=held([100, 110, 100, 110, 100, 110, 100], first=SEPTEMBER))
    found = checked("indicator,month,value", "Discussions,2023-10,160", known_as=known)
    assert warnings(found) == [("jump", 2, "value")]


def test_a_restatement_says_old_new_and_difference():
    found = checked(
        "indicator,Oct-23", "Discussions,552", known_as=catalogue(DISCUSSIONS, before=held([554]))
    )
    assert warnings(found) == [("restated", 2, "Oct-23")]
    assert found.warnings[0].words == "Was 554 in the report of 12 October 2023: 2 less now."


def test_an_older_report_that_comes_later_is_told_what_the_newer_has():
    [[later]] = held([552], day=DECEMBER).values()
    known = catalogue(DISCUSSIONS, after={Key(1, SERVICE, OCTOBER): later})
    found = checked("indicator,Oct-23", "Discussions,554", known_as=known)
    words = "The report of 14 December 2023, which stays current, has 552: 2 less now."
    assert [warning.words for warning in found.warnings] == [words]


def test_a_figure_that_was_awaited_restates_nothing():
    key = Key(1, SERVICE, OCTOBER)
    awaited = Held(1, Content(None, None, None, "to be confirmed"), report_day(HELD_ON), "", False)
    found = checked(
        "indicator,Oct-23", "Discussions,552", known_as=catalogue(DISCUSSIONS, before={key: [awaited]})
    )
    assert warnings(found) == []


def test_what_an_earlier_report_printed_too_is_not_asked_again():
    known = catalogue(RATIO, before=held([106], indicator=3))
    assert warnings(checked("indicator,Oct-23", "Ratio,106", known_as=known)) == []


def test_a_benchmark_that_jumps_is_said():
    years = [f"{peer}_{year}" for peer in ("us", "stat_neighbours", "england") for year in ("22_23", "23_24")]
    heading = ",".join(["indicator", "Oct-23", *years])
    rate = meant("Rate", kind="rate")
    found = checked(heading, "Rate,357,524.8,408.8,428.8,436.8,642.7,332.9", known_as=catalogue(rate))
    assert warnings(found) == [("benchmark-jump", 2, "england_22_23")]
    assert found.warnings[0].benchmark == ("england", 2022)


def test_a_benchmark_is_held_against_the_year_before_that_is_held():
    rate = meant("Rate", kind="rate")
    there = {(1, "england", 2021): HeldBenchmark(1, Decimal("332.9"), report_day(HELD_ON))}
    found = checked(
        "indicator,Oct-23,england_22_23", "Rate,357,642.7", known_as=catalogue(rate, benchmarks=there)
    )
    assert warnings(found) == [("benchmark-jump", 2, "england_22_23")]


def test_a_target_of_which_nobody_can_say_which_way_is_left_out():
    known = catalogue(meant(polarity="neither"))
    found = checked("indicator,Oct-23,target", "Referrals,5,36", known_as=known)
    assert warnings(found) == [("target-without-polarity", 2, "target")]
    assert found.rows[0].target is None
    with_operator = checked("indicator,Oct-23,target", "Referrals,5,<36", known_as=known)
    assert (warnings(with_operator), with_operator.rows[0].target.operator) == ([], "<")


def test_a_row_with_a_warning_that_nobody_accepted_is_left_out_whole():
    rows = ["indicator,Sep-23,Oct-23", "Ratio,90,106", "Discussions,5,6"]
    found = checked(*rows, known_as=ALL)
    assert [row.number for row in settle(found, ()).rows] == [3]
    accepted = reasons(found.warnings, [Acceptance("over-100", "Right as arithmetic")])
    assert [row.number for row in settle(found, accepted).rows] == [2, 3]


def test_of_two_sections_the_one_that_is_taken_is_current():
    rows = ["section,indicator,Oct-23", "Back door,Ratio,90", "Front door,Ratio,106"]
    settled = settle(checked(*rows, known_as=ALL), ())
    assert settled.rows == ()
    accepted = reasons(checked(*rows, known_as=ALL).warnings, [Acceptance("two-sections", "Known")])
    settled = settle(checked(*rows, known_as=ALL), accepted)
    assert [(figure.row, figure.aside) for row in settled.rows for figure in row.figures] == [(2, False)]
    assert counted(settled.rows).added == 1


def test_a_reason_is_for_a_check_or_a_row_or_a_cell_and_the_nearest_counts():
    found = checked("indicator,Sep-23,Oct-23", "Ratio,106,107", known_as=ALL)
    given = [
        Acceptance("over-100", "all"),
        Acceptance("over-100", "this", 2, "oct 23"),
        Acceptance("jump", "no"),
    ]
    first, second = found.warnings
    assert reasons(found.warnings, given) == {first.id: "all", second.id: "this"}
    assert reasons(found.warnings, [Acceptance("over-100", "other row", 3)]) == {}


def test_a_warning_keeps_its_number_and_gets_another_when_it_says_something_else():
    one, same = (checked("indicator,Oct-23", "Ratio,106", known_as=ALL).warnings[0].id for _ in range(2))
    other = checked("indicator,Oct-23", "Ratio,107", known_as=ALL).warnings[0].id
    assert one == same != other
