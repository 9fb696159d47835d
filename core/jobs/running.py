"""A job as its handler sees it."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from core.history import Actor, Service
from core.jobs.errors import LeaseLost
from core.jobs.lease import Keeping
from core.models.files import StoredFile
from core.models.jobs import Job, State

PROBLEMS_KEPT = 1000
"""The page says how many more there were: nobody mends a thousand rows one by one."""


@dataclass
class Outcome:
    """What a job leaves behind: set inside `finish`."""

    words: str = ""
    url: str = ""
    result: Any = None
    file: tuple[str, str, bytes] | None = None
    """(name, content type, bytes), kept with the job and offered for download."""


class Running:
    """A job that this process holds: what was asked, by whom, and how to say how far it is."""

    def __init__(self, job: Job, keeper: Keeping) -> None:
        self._job = job
        self._keeper = keeper
        self._problems: list[dict[str, Any]] = []
        self._problem_count = 0
        self.finished = False

    @property
    def id(self) -> int:
        return self._job.pk

    @property
    def args(self) -> dict[str, Any]:
        """What `jobs.start` was given: primary keys and months."""
        args: dict[str, Any] = self._job.args
        return args

    @property
    def by(self) -> Actor:
        """Who asked: the person, or the process."""
        return self._job.by or Service(self._job.by_name)

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Say how far it is. Cheap: written at most twice a second, by another thread.

        Raises LeaseLost when another worker is known to have taken over.
        """
        if not self._keeper.note(done=done, total=total, doing=words[:200]):
            raise LeaseLost

    def problem(self, problem: Mapping[str, Any]) -> None:
        """Add a problem: `row`, `column`, `value` and `accepted` (what would be), or just `words`."""
        self._problem_count += 1
        if len(self._problems) < PROBLEMS_KEPT:
            self._problems.append(dict(problem))

    @contextlib.contextmanager
    def finish(self) -> Iterator[Outcome]:
        """The one last transaction: what the job changes is changed in here, by a room's action.

        Raises LeaseLost, and changes nothing, when another worker has taken the job over. When the block
        raises, everything in it is rolled back; it may be entered again.
        """
        outcome = Outcome()
        with self._keeper.paused(), transaction.atomic():
            held = Job.objects.held_with(self._job.lease_token).select_for_update()
            if held.filter(pk=self.id).first() is None:
                raise LeaseLost
            yield outcome
            self._settle(State.DONE, outcome)
        self.finished = True

    def fail(self, words: str) -> bool:
        """End the job as failed, with words for the person who asked; False when the lease was lost."""
        with self._keeper.paused():
            return self._settle(State.FAILED, Outcome(words=words))

    def _settle(self, state: State, outcome: Outcome) -> bool:
        kept = None
        if outcome.file:
            name, content_type, content = outcome.file
            kept = StoredFile.objects.keep(
                name=name, content_type=content_type, content=content, uploaded_by=self._job.by
            )
        settled = Job.objects.held_with(self._job.lease_token).filter(pk=self.id)
        return bool(
            settled.update(
                state=state,
                words=outcome.words,
                url=outcome.url,
                result=outcome.result,
                file=kept,
                problems=self._problems,
                problem_count=self._problem_count,
                doing="",
                lease_token="",
                lease_until=None,
                finished_at=Now(),
            )
        )
