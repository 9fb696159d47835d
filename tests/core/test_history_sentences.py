"""History reads as sentences."""

import datetime as dt
from decimal import Decimal

import pytest

from core.history import action, of, record
from organisation.models import ServiceArea, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    return User.objects.create(email="ann@example.org", name="Ann Archer")


@action
def rename(*, area: ServiceArea, name: str, by) -> None:
    record("renamed", area, by=by, before={"name": area.name}, after={"name": name})
    area.name = name
    area.save()


class TestSentences:
    def said(self, ann, **values) -> str:
        @action
        def say(*, by) -> None:
            record("changed", ann, by=by, **values)

        say(by=ann)
        return of(ann)[0].sentence.removeprefix("Ann Archer changed the user. ")

    def test_a_change_has_its_reason(self, ann):
        assert (
            self.said(
                ann,
                before={"grade": "Good"},
                after={"grade": "Outstanding"},
                reason="Clear voice of the child",
            )
            == "Grade went from Good to Outstanding. Reason: Clear voice of the child."
        )

    @pytest.mark.parametrize(
        ("before", "after", "words"),
        [
            ("Good", None, "Good to nothing"),
            ("Good", "", "Good to nothing"),
            (True, False, "yes to no"),
            (dt.date(2023, 9, 29), dt.date(2023, 10, 2), "29 September 2023 to 2 October 2023"),
            (Decimal("0.60"), 1, "0.60 to 1"),
            (["East 1"], ["East 1", "West 1"], "East 1 to East 1, West 1"),
            (0, {"by_hand": 3}, "0 to By hand: 3"),
            ("2023-13-45", "2023-13-45T99:99", "2023-13-45 to 2023-13-45T99:99"),
            (
                dt.datetime(2023, 9, 29, 13, 5, tzinfo=dt.UTC),
                None,
                "29 September 2023 at 2:05pm to nothing",
            ),
        ],
    )
    def test_values_are_words(self, ann, before, after, words):
        assert (
            self.said(ann, before={"due_on": before}, after={"due_on": after}) == f"Due on went from {words}."
        )

    def test_a_month_is_a_month(self, ann):
        assert self.said(ann, after={"month": dt.date(2023, 9, 1)}) == "Month was set to September 2023."

    def test_what_stayed_the_same_is_not_said(self, ann):
        assert self.said(ann, before={"a": 1, "b": 2}, after={"a": 1, "b": 3}) == "B went from 2 to 3."

    def test_the_newest_comes_first_in_one_query(self, ann, django_assert_num_queries):
        area = ServiceArea.objects.create(name="SWF")
        for number in range(6):
            rename(area=area, name=f"Name {number}", by=ann)
        with django_assert_num_queries(1):
            lines = of(area)
            assert [line.number for line in lines] == [6, 5, 4, 3, 2, 1]
            assert all(line.sentence and line.when for line in lines)

    def test_anothers_history_is_not_shown(self, ann):
        area, other = ServiceArea.objects.create(name="SWF"), ServiceArea.objects.create(name="CWD")
        rename(area=area, name="Families", by=ann)
        rename(area=other, name="Jigsaw", by=ann)
        assert [line.number for line in of(area)] == [1]
        assert [line.number for line in of(other)] == [2]

    def test_the_name_is_that_of_the_day(self, ann):
        area = ServiceArea.objects.create(name="SWF")
        rename(area=area, name="Families", by=ann)
        ann.name = "Ann Baker"
        ann.save()
        assert of(area)[0].who == "Ann Archer"
