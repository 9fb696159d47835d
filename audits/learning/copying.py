"""The practitioner's copy of an audit: what it found of their case, without other people's."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from audits import reading
from audits.models import AgreedAction, Audit, Finding, Moderation, Return
from audits.rules.copying import is_the_practitioner, without_names
from organisation.models import User

AUDITOR, COLLEAGUE = "the auditor", "a colleague"


@dataclass(frozen=True)
class Agreed:
    """An action: what, for whom, by when."""

    what: str
    for_whom: str
    due_on: dt.date
    state: str


@dataclass(frozen=True)
class Copy:
    """What the page says."""

    answers: list[tuple[str, list[tuple[str, str]]]]
    good_practice: list[str]
    improvement: list[str]
    said: str
    grade: str
    rationale: str
    moderated_otherwise: bool
    moderators_reason: str
    agreed: list[Agreed]


def copy_of(audit: Audit) -> Copy:
    """The copy of a completed audit."""
    names = _names(audit)

    def told(text: str) -> str:
        return without_names(text, names)

    points = list(audit.findings.values_list("kind", "text"))
    otherwise = audit.final_grade != audit.grade
    newest = audit.moderations.first() if otherwise else None
    own = bool(audit.discussion) and is_the_practitioner(audit.discussion_with)
    return Copy(
        answers=[
            (section, [(asked, told(answer)) for asked, answer in answers])
            for section, answers in reading.answers_of(audit)
        ],
        good_practice=[told(text) for kind, text in points if kind == Finding.Kind.GOOD_PRACTICE],
        improvement=[told(text) for kind, text in points if kind == Finding.Kind.IMPROVEMENT],
        said=told(audit.discussion_said) if own else "",
        grade=audit.get_final_grade_display(),
        rationale=told(audit.rationale),
        moderated_otherwise=otherwise,
        moderators_reason=told(newest.reason) if newest else "",
        agreed=_agreed(audit, told),
    )


def _agreed(audit: Audit, told: Callable[[str], str]) -> list[Agreed]:
    rows = AgreedAction.objects.filter(audit=audit).order_by("number")
    return [
        Agreed(told(each.what), told(each.for_whom), each.due_on, str(each.get_state_display()))
        for each in rows
    ]


def _names(audit: Audit) -> dict[str, str]:
    """The names of all who had a part in the audit, and what stands for each."""
    parts = (
        Q(pk__in=Moderation.objects.filter(audit=audit).values("moderator"))
        | Q(pk__in=AgreedAction.objects.filter(audit=audit).values("owner"))
        | Q(pk__in=Return.objects.filter(audit=audit).values("returned_by"))
    )
    others = User.objects.filter(parts).order_by().values_list("name", flat=True)
    return {**dict.fromkeys(others, COLLEAGUE), audit.auditor.name: AUDITOR}
