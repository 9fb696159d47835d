"""Lists whose rows are worked out are filtered as lists of records are."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from core.tables import Column, RecordTable, RowFilters, choices_of


@dataclass
class Held:
    team_id: int
    team: str
    children: int


ROWS = [Held(1, "West", 20), Held(2, "East", 3), Held(1, "West", 5)]


class HeldFilters(RowFilters):
    view_fields = frozenset({"day"})

    def fields(self, rows):
        return {
            "team_id": forms.ChoiceField(
                label="Team", choices=choices_of(rows, "team_id", "team"), required=False
            ),
            "least": forms.IntegerField(label="At least", required=False),
            "day": forms.DateField(label="Day", required=False),
        }

    def passes(self, name, row, value):
        return row.children >= value if name == "least" else super().passes(name, row, value)


def asked(query):
    return HeldFilters(QueryDict(query), ROWS)


def test_a_row_passes_when_everything_that_was_chosen_holds():
    assert asked("").qs == ROWS
    assert asked("team_id=1").qs == [ROWS[0], ROWS[2]]
    assert asked("team_id=1&least=6").qs == [ROWS[0]]


def test_the_choices_are_those_of_the_rows_that_one_may_see_by_name():
    assert asked("").form.fields["team_id"].widget.choices == [("", "All"), ("2", "East"), ("1", "West")]


def test_a_choice_that_is_no_rows_shows_nothing_and_is_an_error():
    found = asked("team_id=3")
    assert found.qs == []
    assert "team_id" in found.form.errors


def test_what_the_page_itself_reads_by_filters_no_row():
    assert asked("day_0=16&day_1=10&day_2=2023").qs == ROWS


def test_a_chosen_filter_says_what_it_is_and_how_to_take_it_off():
    query = QueryDict("team_id=1&least=6&page=2")
    filters = HeldFilters(query, ROWS)
    assert filters.form.is_valid()
    chosen = list(filters.chosen(query))
    assert [(each.label, each.value, each.query) for each in chosen] == [
        ("Team", "West", "least=6"),
        ("At least", "6", "team_id=1"),
    ]


class HeldTable(RecordTable):
    team = Column()


def test_an_empty_cell_shows_a_dash_also_in_a_table_that_says_nothing_of_it():
    [[cell]] = HeldTable([{"team": None}]).lines()
    assert cell.content == "–"
