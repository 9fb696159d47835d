"""The chain: what is digested, and how rows are added to its end."""

import datetime as dt
import decimal
import hashlib
import json
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from core import clock
from core.models.history import Entry, EntryText, Head, type_of


@dataclass(eq=False)
class Pending:
    """A record that is yet to be written, its content fixed when it was made."""

    verb: str
    subject_type: str
    subject_id: str
    by: Any
    content: str

    def __call__(self) -> None:
        """Nothing to do at commit. Being in the list of what is to be called then is the point: a
        savepoint that rolls back takes it off that list, and `Buffer.standing` sees that."""


def pending(verb: str, subject: models.Model, *, by: Any, before: Any, after: Any, reason: str) -> Pending:
    """The record of a saved object; TypeError if there is something in it that JSON can't hold."""
    if subject.pk is None:
        raise TypeError("A record is of a saved object.")
    said = {"before": before, "after": after, "reason": reason, "subject_label": str(subject)}
    return Pending(verb, type_of(subject), str(subject.pk), by, canonical(said))


def canonical(value: Any) -> str:
    """A value as JSON, in the order it was given. Dates are ISO, decimals their digits."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False, default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, decimal.Decimal | uuid.UUID):
        return str(value)
    raise TypeError(
        f"History can't hold {value!r}: give it words, numbers, dates, or lists and dicts of them."
    )


def digest_of_content(salt: str, content: str) -> str:
    """With the salt gone too, nobody can tell an erased text by trying likely ones."""
    return hashlib.sha256((salt + content).encode()).hexdigest()


CHAINED = [
    "number",
    "at",
    "verb",
    "subject_type",
    "subject_id",
    "by_id",
    "by_name",
    "content_digest",
    "previous_digest",
]
"""The fields of a row that its digest is of, in order."""


def digest_of(number: int, at: dt.datetime, *others: Any) -> str:
    """The digest of a row, from the values of its fields in the order of CHAINED: of all that it says,
    of its text's digest, of the digest of the row before."""
    stamp = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical([number, stamp, *others]).encode()).hexdigest()


def append(records: Sequence[Pending]) -> None:
    """Add the records at the end of the chain, in the transaction that is open.

    The head row is locked from here until that transaction ends: whoever calls it has nothing else
    left to do.
    """
    head = _locked_head()
    at, number, digest = clock.now(), head.number, head.digest
    entries, texts = [], []
    for item in records:
        number, salt = number + 1, secrets.token_hex(16)
        about = (item.subject_type, item.subject_id, item.by.pk, str(item.by.name))
        said = (number, at, item.verb, *about, digest_of_content(salt, item.content), digest)
        digest = digest_of(*said)
        entries.append(Entry(**dict(zip(CHAINED, said, strict=True)), digest=digest))
        texts.append(EntryText(entry_id=number, salt=salt, content=item.content))
    Entry.objects.bulk_create(entries)
    EntryText.objects.bulk_create(texts)
    Head.objects.filter(pk=head.pk).update(number=number, digest=digest)


def _locked_head() -> Head:
    """The head row, locked on PostgreSQL; on SQLite an IMMEDIATE transaction holds the whole file."""
    heads = Head.objects.select_for_update()
    head = heads.first()
    if head is None:
        # The first record ever. Two at once: one row is made, and both then lock it in turn.
        Head.objects.bulk_create([Head()], ignore_conflicts=True)
        head = heads.get()
        if head.number == 0 and Entry.objects.exists():
            raise RuntimeError("The row that says where the history ends is missing: run verify_history.")
    return head
