"""Choosing a worker for a child: the candidates of a team with their load before and after."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from caseloads.models import Child
from caseloads.reading.candidates import Candidate, candidates_for, limit_in_words, teams_of
from caseloads.reading.policies import Policies
from caseloads.rules import recording
from caseloads.tables import flags, per_fte_in_words, share_in_words
from core import clock


@dataclass(frozen=True)
class Shown:
    """A candidate as the page shows them."""

    candidate: Candidate
    input_id: str = ""
    is_chosen: bool = False

    @property
    def worker(self) -> Any:
        return self.candidate.worker

    @property
    def about(self) -> str:
        """'SW, ASYE, 0.6 FTE'."""
        worker = self.worker
        fte = "" if worker.fte is None else f"{worker.fte.normalize():f} FTE"
        return ", ".join(filter(None, dict.fromkeys([worker.role, worker.qualifying_status, fte])))

    @property
    def why_not(self) -> str:
        """Why they cannot be chosen; blank where they can."""
        return "Holds this child now" if self.candidate.holds else self.candidate.bar

    @property
    def per_fte(self) -> tuple[str, str]:
        """Before and after."""
        return per_fte_in_words(self.worker.per_fte), per_fte_in_words(self.candidate.after.per_fte)

    @property
    def share(self) -> tuple[str, str]:
        """Before and after."""
        return share_in_words(self.worker.share), share_in_words(self.candidate.after.share)

    @property
    def limit(self) -> str:
        """'8 (protected, ASYE)'."""
        return limit_in_words(self.worker) or "–"

    @property
    def tags(self) -> list[tuple[str, str]]:
        """What there is to note of the caseload with the child: words and colours."""
        found = flags(self.candidate.after)
        limit = self.worker.limit
        if limit is not None and limit.protected and not self.candidate.after.is_over_protected:
            found.append(("Protected", "blue"))
        return found


@dataclass(frozen=True)
class Choosing:
    """Everyone within the user's reach on the day, and the team whose workers are shown."""

    candidates: list[Candidate]
    day: dt.date
    """The day whose loads these are: today, or that from which the child is to be held if it is later."""

    @property
    def teams(self) -> list[tuple[int, str]]:
        """Those to choose among."""
        return teams_of(self.candidates)

    def may_be_chosen(self) -> dict[str, Candidate]:
        """By the value of their radio button."""
        free = [each for each in self.candidates if not each.holds and not each.bar]
        return {str(each.worker.pk): each for each in free}

    def holders(self) -> dict[str, Candidate]:
        """Who holds the child: the page offers them not, but a form that is sent twice names them."""
        return {str(each.worker.pk): each for each in self.candidates if each.holds}

    def team_of(self, staff: str | None) -> int | None:
        """Where somebody is, by the value of their radio button."""
        return next((each.worker.team_id for each in self.candidates if str(each.worker.pk) == staff), None)

    def shown(self, team: int | None, chosen: str | None) -> list[Shown]:
        """The team's, those who can be chosen and have most room first.

        An error leads to the first button, so that one has the field's own id.
        """
        rows = [each for each in self.candidates if each.worker.team_id == team]
        return [
            Shown(each, f"id_staff-{place}" if place else "id_staff", str(each.worker.pk) == str(chosen))
            for place, each in enumerate(rows)
        ]


def choosing(child: Child, on: dt.date, user: Any) -> Choosing:
    """The candidates for a child that is to be held from the day on. Nine queries."""
    day = recording.judged_on(on, None, clock.today())
    return Choosing(candidates_for(child, day, user, Policies.read()), day)
