"""A file that is no report, whatever it is instead, is refused in words, and nothing is taken."""

import pytest

from core.importing.problems import KEPT
from indicators.models import ReportFile
from indicators.tasks import parsed_of
from tests.core.test_spreadsheets_bad import BAD

pytestmark = pytest.mark.once
SLOW = {
    "a sheet that unpacks to 300 MB",
    "a cell of 300 MB",
    "a directory that lies",
    "a text that many cells share",
    "20 MB of rows",
    "20 MB of commas",
    "20 MB of blank lines",
}
"""Read within the limits that tests/core holds, and nothing else is asked of them here."""


@pytest.mark.parametrize("name", sorted(BAD.keys() - SLOW))
def test_a_bad_file_is_one_problem_of_the_whole_file(name):
    make, _ = BAD[name]
    parsed = parsed_of(ReportFile(name="report.xlsx"), make())
    (problem,) = parsed.problems.found
    assert parsed.problems.whole
    assert parsed.series == ()
    assert problem.accepted.endswith(".")
    assert "Error" not in str(problem)


def test_a_table_of_something_else_says_which_columns_are_accepted():
    parsed = parsed_of(ReportFile(name="visits.csv"), b"case_ref,visited_on\nCD490004,2023-09-01\n")
    assert parsed.problems.whole
    words = " ".join(problem.accepted for problem in parsed.problems.found)
    assert "There is no column case_ref." in words
    assert "The column indicator is missing." in words


def test_a_long_file_of_nonsense_keeps_no_more_problems_than_anybody_reads():
    rows = b"".join(b"Referrals,Dec-69,Dec-69\n" for _ in range(1_000))
    parsed = parsed_of(ReportFile(name="report.csv"), b"indicator,Aug-23,Sep-23\n" + rows)
    assert parsed.problems.count == 2_000
    assert len(parsed.problems.found) == KEPT
