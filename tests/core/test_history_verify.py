"""Whatever somebody with a database prompt does to history, `verify` names the first row it was done to."""

import re
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from core import clock
from core.history import Service, action, erase_text, record, verify
from core.history.chain import CHAINED
from core.models import Entry, EntryText
from organisation.models import ServiceArea, User
from tests.core import tampering as t
from tests.core.rows import thrown_away

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> None:
    """Six rows."""
    user = User.objects.create(email="ann@example.org", name="Ann Archer")
    area = ServiceArea.objects.create(name="SWF")

    @action
    def rename(*, name: str, by) -> None:
        record("renamed", area, by=by, after={"name": name})

    for number in range(1, 7):
        rename(name=f"Name {number}", by=user if number % 2 else Service("the nightly roll-up"))


def edit(**values: str) -> Callable[[], None]:
    return lambda: t.edit(3, **values)


def edit_and_seal(number: int) -> Callable[[], None]:
    def tamper() -> None:
        t.edit(number, by_name="Somebody else")
        t.seal(number)

    return tamper


def rewrite_the_rest() -> None:
    t.edit(3, by_name="Somebody else")
    t.seal(3)
    for number in (4, 5, 6):
        t.seal(number, link=True)


def delete_and_renumber() -> None:
    t.delete(3)
    for number in (4, 5, 6):
        t.renumber(number, number - 1)
    t.move_head(5)


def insert_and_renumber() -> None:
    for number in (6, 5, 4, 3):
        t.renumber(number, number + 1)
    t.insert(3, like=2)
    t.move_head(7)


def insert_unsealed() -> None:
    insert_and_renumber()
    t.edit(3, digest="0" * 64)


def swap(*, sealed: bool = False) -> None:
    t.renumber(2, 100)
    t.renumber(5, 2)
    t.renumber(100, 5)
    if sealed:
        t.seal(2, link=True)
        t.seal(5, link=True)


def swap_texts() -> None:
    texts = {text.pk: text for text in EntryText.objects.filter(pk__in=[2, 5])}
    t.edit_text(2, salt=texts[5].salt, content=texts[5].content)
    t.edit_text(5, salt=texts[2].salt, content=texts[2].content)


def cut_and_move_head_back() -> None:
    t.delete(5, 6)
    t.sql("UPDATE core_head SET number = 4")


TAMPERINGS = [
    ("edited", edit(verb="approved"), 3, "it was changed"),
    ("edited, digest made anew", edit_and_seal(3), 3, "given a new digest"),
    ("the first edited, digest made anew", edit_and_seal(1), 1, "given a new digest"),
    ("the last edited, digest made anew", edit_and_seal(6), 6, "given a new digest"),
    ("the rest written anew", rewrite_the_rest, 6, "given a new digest"),
    ("a text edited", lambda: t.edit_text(3, content='{"before":{}}'), 3, "its text was changed"),
    ("a salt edited", lambda: t.edit_text(3, salt="00"), 3, "its text was changed"),
    ("texts swapped", swap_texts, 2, "its text was changed"),
    (
        "a text deleted",
        lambda: t.sql("DELETE FROM core_entrytext WHERE entry_id = 3"),
        3,
        "its text is missing",
    ),
    ("deleted", lambda: t.delete(3), 3, "it was deleted"),
    ("the first deleted", lambda: t.delete(1), 1, "it was deleted"),
    ("deleted, the rest renumbered", delete_and_renumber, 3, "it was deleted"),
    ("inserted, the rest renumbered", insert_and_renumber, 3, "it was put in"),
    ("inserted with a wrong digest", insert_unsealed, 3, "it does not have its digest"),
    ("inserted at the end", lambda: t.insert(7, like=2), 7, "after the end"),
    ("swapped", swap, 2, "swapped with another"),
    ("swapped, digests made anew", lambda: swap(sealed=True), 2, "given a new digest"),
    ("cut", lambda: t.delete(5, 6), 5, "cut off after row 4"),
    ("cut, the head moved back", cut_and_move_head_back, 4, "or the head was"),
    ("all deleted", lambda: t.delete(1, 2, 3, 4, 5, 6), 1, "cut off after row 0"),
    ("the head deleted", lambda: t.sql("DELETE FROM core_head"), 1, "after the end"),
    (
        "a text erased by hand",
        lambda: t.edit_text(3, salt="", content="", erased_at=clock.now(), erased_reason="Asked"),
        3,
        "no row says by whom",
    ),
    ("erased in name only", lambda: t.edit_text(3, erased_at=clock.now()), 3, "says that it was erased"),
]


@pytest.mark.usefixtures("chain")
class TestVerify:
    @pytest.mark.parametrize(
        ("tamper", "number", "words"), [pytest.param(*rest, id=name) for name, *rest in TAMPERINGS]
    )
    def test_it_names_the_first_row_that_was(self, tamper, number, words):
        with thrown_away():
            t.disarm()
            tamper()
            verdict = verify()
        assert (verdict.ok, verdict.number) == (False, number)
        assert words in verdict.fault

    @pytest.mark.parametrize("field", [*CHAINED[1:], "digest"])
    @settings(max_examples=6)
    @given(number=st.integers(1, 6))
    def test_no_field_of_any_row_may_differ(self, field, number):
        values = {"at": clock.now(), "by_id": None if number % 2 else User.objects.get().pk}
        with thrown_away():
            t.disarm()
            t.edit(number, **{field: values.get(field, "f" * 40)})
            assert verify().number == number

    def test_a_chain_that_nobody_touched_holds(self, capsys):
        assert verify().ok
        call_command("verify_history")
        said = capsys.readouterr()
        assert said.out == "ok 6 rows\n"
        assert f"{connection.vendor} {connection.settings_dict['NAME']}" in said.err

    def test_a_row_that_was_noted_elsewhere_is_still_there(self, capsys):
        call_command("verify_history")
        number, digest = re.search(r"ends in row (\d+), digest (\w+)", capsys.readouterr().err).groups()
        assert (number, digest) == ("6", Entry.objects.get(number=6).digest)
        call_command("verify_history", at_least=["3", Entry.objects.get(number=3).digest])
        call_command("verify_history", at_least=[number, digest])
        assert capsys.readouterr().out == "ok 6 rows\n" * 2

    def test_an_end_cut_off_with_its_head_is_found_by_what_was_noted_elsewhere(self):
        digest = Entry.objects.get(number=6).digest
        with thrown_away():
            t.disarm()
            t.delete(5, 6)
            t.move_head(4)
            assert verify().ok, "the chain alone can't know"
            with pytest.raises(
                CommandError, match="row 5 does not hold: it is missing: history once went to"
            ):
                call_command("verify_history", at_least=["6", digest])

    def test_a_history_written_anew_is_found_by_what_was_noted_elsewhere(self):
        assert verify((6, "f" * 64)).number == 6

    @pytest.mark.parametrize("number", ["six", "0", "-1", "²"])
    def test_what_is_no_row_is_said_to_be_none(self, number):
        with pytest.raises(CommandError, match="is no row's number"):
            call_command("verify_history", at_least=[number, "f" * 64])

    def test_the_command_names_the_row_and_exits_1(self):
        with thrown_away():
            t.disarm()
            t.edit(4, verb="approved")
            with pytest.raises(CommandError, match="row 4 does not hold: it was changed") as failure:
                call_command("verify_history")
        assert failure.value.returncode == 1

    def test_it_takes_the_same_few_queries_however_long_the_chain(self, django_assert_max_num_queries):
        with django_assert_max_num_queries(4):
            verify()

    def test_an_erased_text_leaves_the_chain_whole(self):
        erase_text(number=3, by=Service("the command line"), reason="The person asked")
        assert verify().rows == 7
        assert verify().ok

    def test_another_rows_erasing_is_no_excuse(self):
        erase_text(number=3, by=Service("the command line"), reason="The person asked")
        with thrown_away():
            t.disarm()
            t.edit_text(5, salt="", content="", erased_at=clock.now(), erased_reason="Asked")
            assert verify().number == 5


def test_no_history_is_a_history_that_holds():
    assert str(verify()) == "ok 0 rows"
