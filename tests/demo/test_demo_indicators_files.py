"""The files of the demo's indicators fit the two reports, and each other."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest

from core.importing.headings import fold
from figures import registry
from indicators.rules.windows import per_10_000
from tests.demo import comparing, files
from tests.demo.comparing import DATASET, REPORT, number

JOINED = {
    "cla.homes": {"in residential - Independent Sector", "in children's homes"},
    "cla.homes_share": {"in Residential placements - independent sector", "in children's homes"},
    "visits.eh_4_weeks": {
        "children open to Early Help with a visit in the last 4 weeks",
        "chilren open to Early Help with a visit in the last 4 weeks",
    },
}
"""The ends of the names that the two reports have for the same thing, where it is not the same name."""


def test_each_name_in_both_reports_is_one_indicator_of_the_catalogue():
    known = comparing.slugs()
    for name in (DATASET, REPORT):
        assert [
            row["indicator"] for _, row in comparing.rows(name) if fold(row["indicator"]) not in known
        ] == []


def test_the_catalogue_has_71_indicators_of_the_reports_and_11_measures_beside_them():
    known = comparing.slugs()
    printed = {known[fold(row["indicator"])] for name in (DATASET, REPORT) for _, row in comparing.rows(name)}
    alone = set(comparing.catalogue()) - printed
    assert (len(printed), len(alone)) == (71, 11)
    assert all(registry.find(slug) for slug in alone)


def test_three_indicators_have_another_name_in_each_report():
    known, names = comparing.slugs(), {}
    for file in (DATASET, REPORT):
        for _, row in comparing.rows(file):
            names.setdefault(known[fold(row["indicator"])], {})[fold(row["indicator"])] = row["indicator"]
    several = {slug: set(found.values()) for slug, found in names.items() if len(found) > 1}
    assert several.keys() == JOINED.keys()
    for slug, ends in JOINED.items():
        assert all(any(name.endswith(end) for end in ends) for name in several[slug])


def test_what_is_joined_has_the_same_values_in_both_reports():
    known = comparing.slugs()
    for slug in JOINED:
        values = [
            {number(row[month]) for month in ("Oct-22", "Oct-23") if row[month]}
            for name in (DATASET, REPORT)
            for _, row in comparing.rows(name)
            if known[fold(row["indicator"])] == slug
        ]
        assert values[1] <= values[0], slug


def test_residential_placements_are_not_childrens_homes():
    by_slug = {comparing.slugs()[fold(row["indicator"])]: row for _, row in comparing.rows(DATASET)}
    assert by_slug["cla.residential"]["Oct-23"] == "80"
    assert by_slug["cla.homes"]["Oct-23"] == "39"


def test_each_section_of_both_reports_is_one_of_ours():
    named = Counter()
    for row in files.rows("indicators/sections.csv"):
        named.update({fold(name) for name in (row["name"], *row["also_called"].split(" | ")) if name})
    assert set(named.values()) == {1}
    printed = {fold(row["section"]) for name in (DATASET, REPORT) for _, row in comparing.rows(name)}
    assert printed <= set(named)


def printed_rates(name: str, pairs: dict[int, int]) -> list[tuple[Decimal, Decimal]]:
    """(children, printed rate) of each month, by the rows of the count and of the rate."""
    by_row, found = dict(comparing.rows(name)), []
    for count, rate in pairs.items():
        for month in comparing.month_columns(by_row[count]):
            children, printed = number(by_row[count][month]), number(by_row[rate][month])
            if children is not None and printed is not None:
                found.append((children, printed))
    return found


@pytest.mark.parametrize(
    ("name", "pairs", "year", "of", "fit"),
    [
        (DATASET, {17: 18, 19: 20, 27: 28}, "2022", 64, 62),
        (REPORT, {19: 20, 21: 22, 23: 24, 32: 33}, "2024", 56, 47),
    ],
)
def test_the_populations_are_those_by_which_the_printed_rates_follow(name, pairs, year, of, fit):
    populations = {row["year"]: int(row["under_18"]) for row in files.rows("indicators/populations.csv")}
    rates = printed_rates(name, pairs)

    def agree(population):
        whole = Decimal(1)
        return sum(per_10_000(c, population).quantize(whole, ROUND_HALF_UP) == rate for c, rate in rates)

    assert len(rates) == of
    assert agree(populations[year]) == fit == max(agree(each) for each in range(48_500, 50_500, 10))
