"""Does the chain hold? Streams it from its first row to its last, whatever its length."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import CharField, Exists, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce

from core.history.chain import CHAINED, digest_of, digest_of_content
from core.history.erasing import ERASED
from core.models.history import BEGINNING, Entry, EntryText, Head, type_of


@dataclass(frozen=True)
class Verdict:
    """How many rows hold, and the last one's digest; or the first that doesn't, and what is wrong with it."""

    rows: int
    number: int | None = None
    fault: str = ""
    digest: str = ""

    @property
    def ok(self) -> bool:
        return not self.fault

    def __str__(self) -> str:
        return f"ok {self.rows} rows" if self.ok else f"row {self.number} does not hold: {self.fault}"


class Row(NamedTuple):
    """A row of the chain with its text."""

    number: int
    at: dt.datetime
    verb: str
    subject_type: str
    subject_id: str
    by_id: Any
    by_name: str
    content_digest: str
    previous_digest: str
    digest: str
    salt: str | None
    content: str | None
    erased_at: dt.datetime | None

    def digest_as(self, number: int) -> str:
        """What its digest would be if that were its number."""
        return digest_of(number, *self[1:9])


class Fault(Exception):
    """What is wrong, and with which row."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__(words)
        self.number, self.words = number, words


FIELDS = [*CHAINED, "digest", "text__salt", "text__content", "text__erased_at"]


def verify(kept: tuple[int, str] | None = None) -> Verdict:
    """Read the whole chain. Writers go on meanwhile: what they add after the start is not judged.

    `kept`: number and digest of a row as noted elsewhere before. Without one, a chain whose end was cut
    off together with its head holds: nothing in the database knows better.
    """
    head = Head.objects.first() or Head()
    rows = Entry.objects.filter(number__lte=head.number).order_by("number").values_list(*FIELDS)
    try:
        _follow((Row(*values) for values in rows.iterator(chunk_size=2000)), head, _first_unexplained())
        _nothing_beyond_the_end()
        _still_there(kept, head.number)
    except Fault as fault:
        return Verdict(rows=max(fault.number - 1, 0), number=fault.number, fault=fault.words)
    return Verdict(rows=head.number, digest=head.digest)


def _follow(rows: Iterator[Row], head: Head, unexplained: int | None) -> None:
    """Raise the first Fault on the way from the beginning to the head."""
    before: tuple[int, str] = (0, BEGINNING)
    broken = False  # The row before does not carry the digest of the one before it.
    for row in rows:
        if broken:
            _blame(before, followed=row.previous_digest == before[1])
        _holds(row, before[0] + 1, unexplained)
        broken = row.previous_digest != before[1]
        before = (row.number, row.digest)
    if broken:
        _blame(before, followed=head.digest == before[1])
    if before[0] < head.number:
        raise Fault(before[0] + 1, f"it is missing; the history was cut off after row {before[0]}.")
    if before[1] != head.digest:
        raise Fault(max(before[0], 1), "it was changed and given a new digest, or the head was.")


def _blame(row: tuple[int, str], *, followed: bool) -> None:
    """Which of two rows that don't fit together was changed: the rest of the chain decides.

    If the row after fits the second, then the second is as it was written, and the first is not.
    """
    number = row[0]
    if followed and number > 1:
        raise Fault(number - 1, "it was changed, or put in, and given a new digest.")
    raise Fault(number, "it does not carry the digest of the row before it.")


def _holds(row: Row, expected: int, unexplained: int | None) -> None:
    """One row by itself: its place, its digest, its text."""
    if row.number != expected:
        raise Fault(expected, "it is missing: it was deleted.")
    if row.digest_as(row.number) != row.digest:
        if row.digest == row.digest_as(row.number - 1) and row.number > 1:
            raise Fault(row.number - 1, "it was put in: the rows after it were given new numbers.")
        if row.digest == row.digest_as(row.number + 1):
            raise Fault(row.number, "it was deleted: the rows after it were given new numbers.")
        raise Fault(row.number, "it was changed, or swapped with another: it does not have its digest.")
    if row.content is None or row.salt is None:
        raise Fault(row.number, "its text is missing.")
    if row.erased_at is None:
        if digest_of_content(row.salt, row.content) != row.content_digest:
            raise Fault(row.number, "its text was changed.")
    elif row.content or row.salt:
        raise Fault(row.number, "its text says that it was erased, and is there.")
    elif row.number == unexplained:
        raise Fault(row.number, "its text was erased, and no row says by whom and why.")


def _first_unexplained() -> int | None:
    """The first erased text that no row of history accounts for."""
    own = Cast(OuterRef("pk"), CharField())
    account = Entry.objects.filter(subject_type=type_of(Entry()), subject_id=own, verb=ERASED)
    erased = EntryText.objects.filter(~Exists(account), erased_at__isnull=False)
    number: int | None = erased.order_by("pk").values_list("pk", flat=True).first()
    return number


def _nothing_beyond_the_end() -> None:
    """A row past the head was not added by us. One statement, so that no writer comes in between."""
    end = Coalesce(Subquery(Head.objects.values("number")[:1]), 0)
    number = Entry.objects.filter(number__gt=end).order_by("number").values_list("number", flat=True).first()
    if number is not None:
        raise Fault(number, "it was put in after the end of the history.")


def _still_there(kept: tuple[int, str] | None, last: int) -> None:
    """The row that was noted elsewhere is in the chain, and so is all before it."""
    if kept is None:
        return
    number, digest = kept
    if number > last:
        raise Fault(last + 1, f"it is missing: history once went to row {number}, and was cut off.")
    if not Entry.objects.filter(number=number, digest=digest).exists():
        raise Fault(number, "it is not the row whose digest was kept: history was written anew.")
