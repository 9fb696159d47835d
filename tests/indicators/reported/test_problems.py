"""What stops a row of a report: each problem names row, column, value and what would be accepted."""

import pytest

from indicators.rules.called import folded
from tests.indicators.reported.made import catalogue, checked, meant, numbers

COUNT, SHARE = meant(), meant("Share seen", 2, "percentage", "higher is better")
BOTH = catalogue(COUNT, SHARE)


def problems(found):
    return [(problem.row, problem.column, problem.value) for problem in found.problems.in_order()]


def test_what_cannot_be_read_stops_its_row_and_no_other():
    found = checked("indicator,Sep-23,Oct-23", "Referrals,5,Dec-69", "Share seen,27%,28%", known_as=BOTH)
    assert problems(found) == [(2, "Oct-23", "Dec-69")]
    assert "27%, 1,928 or 14.24" in found.problems.found[0].accepted
    assert [row.number for row in found.rows] == [3]


def test_a_name_that_nobody_knows_is_a_problem_with_the_closest_names_and_never_a_guess():
    found = checked("indicator,Oct-23", "Referals,5")
    assert problems(found) == [(2, "indicator", "Referals")]
    assert "Is it ‘Referrals’ (referrals)?" in found.problems.found[0].accepted
    [question] = found.questions
    assert (question.what, question.text, question.rows) == ("indicator", "Referals", (2,))
    assert question.suggestions == (("referrals", "Referrals"),)
    assert found.rows == ()


def test_a_section_that_nobody_knows_is_asked_too():
    found = checked("section,indicator,Oct-23", "Frnt door,Referrals,5")
    assert problems(found) == [(2, "section", "Frnt door")]
    assert found.questions[0].suggestions[0] == ("front-door", "Front door")


@pytest.mark.parametrize("name", ["Referrals %", "% Referrals", "Referrals <", "> referrals"])
def test_a_name_that_differs_in_a_sign_is_asked_and_never_joined(name):
    found = checked("indicator,Oct-23", f"{name},5")
    assert problems(found) == [(2, "indicator", name)]
    assert found.questions[0].suggestions == (("referrals", "Referrals"),)
    [kept] = checked("indicator,month,value", "Referrals,2023-10,5", f"{name},2023-10,6").rows
    assert [figure.content.value for figure in kept.figures] == [5]


def test_a_name_like_no_other_is_asked_without_suggestions():
    [question] = checked("indicator,Oct-23", "Zzz,5").questions
    assert question.suggestions == ()


def asked(found):
    return [(question.what, question.text, question.rows) for question in found.questions]


def test_a_row_with_a_cell_that_cannot_be_read_is_asked_its_names_in_the_same_round():
    found = checked(
        "section,indicator,Oct-23,target",
        "Front door,Referals,about 5,273",
        "Frnt door,Referrals,5,a lot",
        "Front door,Referals,7,273",
        "Front door,Zzz,5,273,too many cells",
    )
    assert asked(found) == [
        ("section", "Frnt door", (3,)),
        ("indicator", "Referals", (2, 4)),
        ("indicator", "Zzz", (5,)),
    ]
    assert problems(found)[:4] == [
        (2, "Oct-23", "about 5"),
        (2, "indicator", "Referals"),
        (3, "target", "a lot"),
        (3, "section", "Frnt door"),
    ]


def test_of_a_long_file_every_row_of_an_unknown_name_is_counted():
    found = checked(
        "indicator,month,value",
        "Referals,2023-09,5",
        "Referals,Dec-69,6",
        "REFERALS,2023-10,about 7",
        "Referals,2023-08,8",
    )
    assert asked(found) == [("indicator", "Referals", (2, 3, 4, 5))]
    assert [row for row, column, _ in problems(found) if column == "indicator"] == [2, 3, 4, 5]


def test_names_are_asked_also_where_the_day_of_the_report_is_wrong():
    found = checked("indicator,Dec-23", "Referals,5")
    assert found.problems.whole
    assert asked(found) == [("indicator", "Referals", (2,))]


def test_a_name_that_is_blank_or_too_long_is_put_right_in_the_file_and_not_asked():
    found = checked("indicator,Oct-23", ",5", f"{'x' * 201},6")
    assert found.questions == ()
    assert [(row, column) for row, column, _ in problems(found)] == [(2, "indicator"), (3, "indicator")]


@pytest.mark.parametrize(
    ("row", "value", "words"),
    [
        ("Referrals,27%", "27%", "is a count"),
        ("Referrals,14.24", "14.24", "A whole number"),
        ("Referrals,<5%", "<5%", "is a count"),
    ],
)
def test_a_value_of_another_kind_is_a_problem(row, value, words):
    found = checked("indicator,Oct-23", row)
    assert problems(found) == [(2, "Oct-23", value)]
    assert words in found.problems.found[0].accepted


def test_a_target_or_benchmark_in_per_cent_is_one_of_a_percentage():
    found = checked("indicator,Oct-23,target,england_22_23", "Referrals,5,<36%,27%")
    assert problems(found) == [(2, "target", "<36%"), (2, "england_22_23", "27%")]
    assert checked("indicator,Oct-23,target", "Share seen,5,<36%", known_as=BOTH).problems.count == 0


def test_a_target_that_cannot_be_read_is_a_problem():
    assert problems(checked("indicator,Oct-23,target", "Referrals,5,soon")) == [(2, "target", "soon")]


def test_a_row_twice_that_says_something_else_is_a_problem_of_both():
    known = catalogue(COUNT)
    known.indicators["referrals"] = COUNT
    found = checked(
        "section,indicator,Oct-23", "Front door,Referrals,5", "Front door,referrals,6", known_as=known
    )
    assert problems(found) == [(2, "Oct-23", "5"), (3, "Oct-23", "6")]
    assert "row 3 says '6'" in found.problems.in_order()[0].accepted


def test_a_row_twice_that_says_the_same_is_taken_once():
    found = checked("indicator,Sep-23,Oct-23", "Referrals,5,6", "Referrals,5,6")
    assert not found.problems.count
    assert numbers(found) == (2, 0, 0, 0)


def test_of_a_long_file_only_the_rows_with_a_problem_are_stopped():
    found = checked(
        "indicator,month,value",
        "Referrals,2023-09,5",
        "Referrals,Dec-69,6",
        "Referrals,2023-10,about 7",
        "Nothing known,2023-10,8",
        "Referrals,2023-08,9",
        "Referrals,2023-08,10",
    )
    assert [(row, column) for row, column, _ in problems(found)] == [
        (3, "month"),
        (4, "value"),
        (5, "indicator"),
        (6, "value"),
        (7, "value"),
    ]
    assert numbers(found) == (1, 0, 0, 0)


def test_a_place_that_nobody_knows_is_a_problem():
    found = checked("indicator,month,value,place", "Referrals,2023-10,5,Nowhere")
    assert problems(found) == [(2, "place", "Nowhere")]
    assert "Unallocated" in found.problems.found[0].accepted


def test_a_numerator_alone_makes_no_percentage():
    found = checked("indicator,month,numerator", "Share seen,2023-10,5", known_as=BOTH)
    assert problems(found) == [(2, "numerator", "")]


def test_text_that_is_too_long_is_a_problem():
    found = checked("indicator,Oct-23,note", f"Referrals,5,{'x' * 401}")
    assert [(row, column) for row, column, _ in problems(found)] == [(2, "note")]


def test_a_name_matches_whatever_its_case_spaces_and_punctuation():
    assert folded("Number of contacts (in the month) ") == folded("number of Contacts: in the month")
    assert folded("Contacts %") == folded("contacts%") != folded("Contacts")


def test_a_count_is_its_numerator_and_has_no_denominator():
    heading = "indicator,month,numerator,denominator"
    assert problems(checked(heading, "Referrals,2023-10,10,3")) == [(2, "denominator", "3")]
    assert problems(checked(heading, "Referrals,2023-10,10.5,")) == [(2, "numerator", "")]
    found = checked(heading, "Referrals,2023-10,10,")
    assert [figure.content.value for row in found.rows for figure in row.figures] == [10]


@pytest.mark.parametrize(
    ("row", "missing", "held_back"),
    [
        ("Share seen,2023-10,,<5,10", "suppressed", "<5"),
        ("Share seen,2023-10,,3,<10", "suppressed", "<10"),
        ("Share seen,2023-10,,TBC,*", "suppressed", "*"),
        ("Share seen,2023-10,,TBC,10", "to be confirmed", ""),
        ("Referrals,2023-10,,<5,", "suppressed", "<5"),
    ],
)
def test_a_figure_whose_part_is_held_back_is_held_back(row, missing, held_back):
    found = checked("indicator,month,value,numerator,denominator", row, known_as=BOTH)
    [figure] = [figure for each in found.rows for figure in each.figures]
    assert (figure.content.value, figure.content.missing) == (None, missing)
    assert (figure.content.held_back, figure.as_published) == (held_back, held_back or "TBC")
    assert (found.problems.count, found.warnings) == (0, [])


def test_a_denominator_alone_is_a_problem():
    found = checked("indicator,month,value,numerator,denominator", "Share seen,2023-10,,,10", known_as=BOTH)
    assert problems(found) == [(2, "numerator", "")]
    assert "alone is no figure" in found.problems.found[0].accepted
