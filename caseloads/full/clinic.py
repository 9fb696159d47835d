"""What the assurance clinic looks at on a day: full caseloads with their responses, and alarms."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Self

from django.urls import reverse

from caseloads.actions.responses import asks_for_response
from caseloads.models import CaseloadResponse
from caseloads.models.placing import newest_records
from caseloads.overview.scope import reach_of
from caseloads.permissions import RESPOND
from caseloads.reading.holding import Seats, Worker, workers_on
from caseloads.reading.policies import Policies
from caseloads.rules import responding
from caseloads.rules.limits import months_since
from caseloads.rules.responding import Answered
from core import clock

About = CaseloadResponse.About


@dataclass(frozen=True)
class Row:
    """A worker in a list, with the worker's own attributes; `url` is None where the reader may not go."""

    worker: Worker
    url: str | None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["worker"], name)


@dataclass(frozen=True)
class Caseload(Row):
    """A worker's caseload on a day, and the management response to it that was then in force."""

    day: dt.date
    about: str
    response: CaseloadResponse | None = None
    respond_url: str | None = None

    @property
    def answered(self) -> Answered:
        """How it stands."""
        return responding.standing(self.response.review_on if self.response else None, self.day)

    @property
    def months_qualified(self) -> int | None:
        """Whole months since the worker qualified; None where nobody knows when that was."""
        qualified_on = self.worker.qualified_on
        return months_since(qualified_on, self.day) if qualified_on else None

    @property
    def over_by(self) -> Decimal | None:
        """How many children more than the worker's own limit; None where there is none."""
        limit = self.worker.limit
        return None if limit is None else self.worker.children - limit.own

    @property
    def urgency(self) -> tuple[int, dt.date]:
        """For sorting: without a response first, then by the day of the review."""
        return (1, self.response.review_on) if self.response else (0, self.day)


@dataclass(frozen=True)
class Clinic:
    """All workers within somebody's reach on a day, as the clinic looks at them."""

    day: dt.date
    reported_from: int
    workers: tuple[Worker, ...]
    responses: dict[tuple[int, str], CaseloadResponse]
    may_respond: bool
    reachable: frozenset[int] | None
    """Whose page the reader may open today; None: everybody's in the list."""

    @classmethod
    def read(cls, user: Any, day: dt.date) -> Self:
        """Ten queries at most, however many workers there are."""
        policies = Policies.read()
        found = CaseloadResponse.objects.in_force_on(day).select_related("by")
        is_today = day == clock.today()
        return cls(
            day=day,
            reported_from=policies.reported_from(day),
            workers=tuple(sorted(workers_on(day, user, policies), key=_as_the_clinic_lists)),
            responses={(each.staff_id, each.about): each for each in found},
            may_respond=is_today and user.may(RESPOND),
            reachable=None if is_today else _reachable(user),
        )

    def of(self, about: str, workers: Iterable[Worker] | None = None) -> list[Caseload]:
        """The workers' caseloads, everybody's if not said whose, with the responses of the kind."""
        return [self._caseload(each, about) for each in (self.workers if workers is None else workers)]

    @cached_property
    def reported(self) -> list[Caseload]:
        """20 or more children: the clinic's list."""
        return self.of(About.REPORTED, [each for each in self.workers if each.is_reported])

    @cached_property
    def protected(self) -> list[Caseload]:
        """Over a protected limit."""
        return self.of(About.PROTECTED, [each for each in self.workers if each.is_over_protected])

    @cached_property
    def alarms(self) -> list[Worker]:
        """Children with somebody who cannot be working with them."""
        return [each for each in self.workers if each.alarm]

    def to_close(self, about: str) -> list[Caseload]:
        """Responses still in force to caseloads that no longer need one."""
        over = [each for each in self.workers if not asks_for_response(each, about)]
        return self.of(about, [each for each in over if (each.pk, about) in self.responses])

    def _caseload(self, worker: Worker, about: str) -> Caseload:
        respond = reverse("caseload_respond", args=[worker.pk, about]) if self.may_respond else None
        response = self.responses.get((worker.pk, about))
        return Caseload(worker, self.page_of(worker), self.day, about, response, respond)

    def page_of(self, worker: Worker) -> str | None:
        """The worker's page, if the reader may open it today."""
        there = self.reachable is None or worker.pk in self.reachable
        return worker.get_absolute_url() if there else None


def _reachable(user: Any) -> frozenset[int] | None:
    """Whose page the user may open: that is today's reach, whatever the day of the list."""
    scope, today = reach_of(user), clock.today()
    if scope.everything:
        return None
    seats = Seats(today)
    sitting = newest_records(today).values_list("staff_id", "team_id")
    return frozenset(staff for staff, team in sitting if scope.holds(team, seats.area(team)[0]))


def _as_the_clinic_lists(worker: Worker) -> tuple[Any, ...]:
    """The fullest first, then by qualifying status and name, as the clinic's own list has it."""
    return -worker.children, worker.qualifying_status, worker.name.casefold(), worker.pk
