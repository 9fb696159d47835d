"""A kind of file that can be imported: what each room says of its own. The mechanism does the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from core import home
from core.history import Actor
from core.importing.changes import Changes
from core.importing.headings import Column
from core.importing.problems import Problems
from core.importing.rows import Progress, Read, Row, columns_of, parse, unsaid
from core.importing.scope import Days, Scope
from core.models import Import
from core.permissions import Permission
from core.spreadsheets import Sheet

R = TypeVar("R", bound=Row)
K = TypeVar("K")


@dataclass(frozen=True)
class Source:
    """The file that rows came from: what the person calls it, and the digest of its bytes."""

    name: str
    sha256: str

    @property
    def reason(self) -> str:
        """Why a record changed, for its history."""
        return f"Import of {self.name}"


class Writer(Protocol):
    """A room's action that writes what a file changes, with the history of each corrected record."""

    def __call__(self, *, by: Actor, changes: Any, known: Any, source: Source) -> None: ...


def no_more_columns() -> Sequence[Column]:
    """Most kinds of file have just the columns of their row."""
    return ()


@dataclass(frozen=True)
class Importer(Generic[R, K]):
    """One kind of file.

    `known` reads what the rows of a scope are checked against (locked, for a taking); `check` gives the
    rows without a problem, and adds the problems; `plan` compares the rows with what is known. `also` reads
    which columns such files have besides their row's. All but `known`, `also` and `write` are pure.
    """

    kind: str
    title: str
    about: str
    permission: Permission
    row: type[R]
    known: Callable[[Scope[R]], K]
    check: Callable[[Sequence[R], K, Problems], list[R]]
    plan: Callable[[Sequence[R], K], Changes[R]]
    write: Writer
    also: Callable[[], Sequence[Column]] = no_more_columns
    also_words: str = ""
    """What those further columns are, for the page."""

    replaces: bool = False
    """Whether a file may be all there is between two days: `known` and `plan` heed the scope's days."""

    @property
    def url(self) -> str:
        """Where such a file is chosen."""
        return reverse("import_upload", args=[self.kind])

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that every such file has or may have."""
        return columns_of(self.row)

    def parse(self, sheet: Sheet, progress: Progress = unsaid) -> Read[R]:
        """The rows whose cells are good, and the problems of the others."""
        return parse(sheet, self.row, self.also(), progress)

    def read(self, sheet: Sheet, days: Days | None = None) -> tuple[Read[R], K]:
        """The file's good rows and all its problems, and what they were checked against."""
        return self.checked(self.parse(sheet), days)

    def checked(self, read: Read[R], days: Days | None = None) -> tuple[Read[R], K]:
        """Of the rows whose cells are good those that are good beside what is recorded, which comes too.

        A file that is all there is between two days is taken whole or not at all: of a row that has a
        problem nobody can tell which record it leaves in place.
        """
        known = self.known(Scope(read.rows, days=days))
        rows = self.check(read.rows, known, read.problems)
        if days is not None and read.problems.count:
            read.problems.whole = True
        return Read([] if read.problems.whole else rows, read.problems, read.total), known

    def changes(self, read: Read[R], known: K) -> Changes[R]:
        """What taking the good rows would change: nothing, where the file as a whole is not good."""
        return Changes() if read.problems.whole else self.plan(read.rows, known)


@dataclass(frozen=True)
class OwnPages:
    """A kind of file that a room checks and takes on pages of its own.

    It is listed with the others, and so are the files of it that were taken. `beside` is what a page of
    such a file shows besides what all such pages do.
    """

    kind: str
    title: str
    about: str
    permission: Permission
    url_name: str
    columns: tuple[Column, ...] = ()
    also_words: str = ""
    beside: Callable[[HttpRequest, Import], SafeString] | None = None

    @property
    def url(self) -> str:
        """Where such a file is chosen."""
        return reverse(self.url_name)


NAVIGATION_ORDER = 70
_importers: dict[str, Importer[Any, Any]] = {}
_with_own_pages: dict[str, OwnPages] = {}


def register(importer: Importer[Any, Any]) -> None:
    """Rooms register theirs in `AppConfig.ready`. A kind has one importer."""
    if importer.kind in _importers:
        raise ValueError(f"There is an importer of {importer.kind} already.")
    _importers[importer.kind] = importer
    home.navigate("Imports", "imports", importer.permission.name, NAVIGATION_ORDER)


def register_pages(pages: OwnPages) -> None:
    """The same, for a kind with pages of its own."""
    if pages.kind in _importers or pages.kind in _with_own_pages:
        raise ValueError(f"There is an importer of {pages.kind} already.")
    _with_own_pages[pages.kind] = pages
    home.navigate("Imports", "imports", pages.permission.name, NAVIGATION_ORDER)


def find(kind: str) -> Importer[Any, Any]:
    """The importer of the kind; LookupError when there is none."""
    return _importers[kind]


def for_user(user: Any) -> list[Importer[Any, Any] | OwnPages]:
    """The kinds that the user may import, in the order they were registered."""
    kinds: list[Importer[Any, Any] | OwnPages] = [*_importers.values(), *_with_own_pages.values()]
    return [each for each in kinds if user.may(each.permission)]


def pages_of(kind: str) -> OwnPages | None:
    """The kind's own pages; None of one that has none."""
    return _with_own_pages.get(kind)
