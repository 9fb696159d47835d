"""Many write history at once; the chain has one order, and no gap."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.history import Service, action, erase_text, record, verify
from core.models import Entry, Head
from organisation.models import ServiceArea

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, ROUNDS = 8, 12


@action
def add(*, name: str, by, fail: bool = False) -> None:
    area = ServiceArea.objects.create(name=name)
    record("added", area, by=by, after={"name": name})
    if fail:
        raise RuntimeError(name)


@action
def add_two(*, name: str, by) -> None:
    """Two that stay, and one between them that does not."""
    add(name=f"{name} first", by=by)
    with pytest.raises(RuntimeError):
        add(name=f"{name} never", by=by, fail=True)
    add(name=f"{name} second", by=by)


def at_once(write: Callable[[int], None]) -> None:
    """Eight threads, each with its own connection, starting together; whatever fails is raised here."""
    failures: list[BaseException] = []
    start = threading.Barrier(WRITERS)

    def run(writer: int) -> None:
        try:
            start.wait()
            write(writer)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def test_eight_writers_at_once_leave_a_chain_without_a_fault():
    def write(writer: int) -> None:
        by = Service(f"writer {writer}")
        for number in range(ROUNDS):
            add(name=f"{writer} {number}", by=by)
            add_two(name=f"{writer} {number}", by=by)
            with pytest.raises(RuntimeError):
                add(name=f"{writer} {number} in vain", by=by, fail=True)

    at_once(write)
    expected = WRITERS * ROUNDS * 3
    verdict = verify()
    assert verdict.ok, verdict.fault
    assert verdict.rows == expected
    assert list(Entry.objects.values_list("number", flat=True)) == list(range(1, expected + 1))
    assert Counter(Entry.objects.values_list("by_name", flat=True)) == {
        f"writer {writer}": ROUNDS * 3 for writer in range(WRITERS)
    }
    assert ServiceArea.objects.count() == expected
    moments = list(Entry.objects.values_list("at", flat=True))
    assert moments == sorted(moments)


def test_the_first_record_of_all_is_written_once_by_each_of_eight():
    at_once(lambda writer: add(name=str(writer), by=Service("a test")))
    assert verify().rows == WRITERS
    assert Head.objects.get().number == WRITERS


def test_one_text_is_erased_once_by_eight_at_once():
    add(name="SWF", by=Service("a test"))
    at_once(lambda writer: erase_text(number=1, reason="Asked", by=Service("a test")))
    assert verify().rows == 2
    assert verify().ok


def test_the_chain_may_be_verified_while_it_grows():
    verdicts = []

    def write(writer: int) -> None:
        for number in range(ROUNDS):
            if writer:
                add(name=f"{writer} {number}", by=Service("a test"))
            else:
                verdicts.append(verify())

    at_once(write)
    assert [verdict.fault for verdict in verdicts if not verdict.ok] == []


def test_a_long_action_holds_nobody_up_before_its_last_step():
    """The head is what writers wait for: it is locked when all else is done."""

    @action
    def imports(*, by) -> None:
        add(name="one", by=by)
        add(name="two", by=by)

    with CaptureQueriesContext(connection) as queries:
        imports(by=Service("an import"))
    asked = [query["sql"] for query in queries if "core_" in query["sql"] or "organisation_" in query["sql"]]
    first = next(place for place, sql in enumerate(asked) if "core_" in sql)
    assert [sql for sql in asked[first:] if "organisation_" in sql] == []
    assert len(asked[:first]) == 2
    assert "core_head" in asked[first]
