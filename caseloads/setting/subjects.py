"""What a policy can be about: supervision or visits of a status, a limit of a kind. Each has its own page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.urls import reverse

from caseloads.models import CaseloadLimit, Status, SupervisionFrequency, VisitFrequency
from caseloads.rules import defaults
from caseloads.rules.limits import REPORTED
from caseloads.rules.timing import Frequency
from organisation.models import ServiceArea, Team

SUPERVISION, VISITS, LIMITS = "supervision", "visits", "limits"
Kind, Protects = CaseloadLimit.Kind, CaseloadLimit.Protects
NO_PLACE: dict[str, Any] = {"service_area": None, "team": None, "protects": ""}


@dataclass(frozen=True)
class Subject:
    """What a policy is about: its page's kind and key, its name, its rows, and what holds without any.

    `about` are the fields in which its rows agree, `says` puts a row into words.
    """

    kind: str
    key: str
    name: str
    model: type[Any]
    about: dict[str, Any]
    says: Callable[[Any], str]
    otherwise: str
    rows: list[Any] = field(default_factory=list, compare=False)

    @property
    def title(self) -> str:
        """'Supervision: Child in need'; a limit is called by its name alone."""
        return f"{TITLES[self.kind]}: {self.name}" if self.kind in TITLES else self.name

    def get_absolute_url(self) -> str:
        return reverse("caseload_policy", args=[self.kind, self.key])


TITLES = {SUPERVISION: "Supervision", VISITS: "Visits"}


def find(kind: str, key: str) -> Subject:
    """The subject of a page, with its rows, newest first. Http404 for one that there is not."""
    try:
        found = MAKERS[kind](key)
    except (KeyError, ValueError) as error:
        raise Http404 from error
    found.rows.extend(found.model.objects.filter(**found.about).order_by("-starts_on"))
    return found


def of_supervision(rows: Iterable[SupervisionFrequency] = ()) -> list[Subject]:
    """Supervision of each status, with its rows."""
    return [_with(_supervision(status), rows) for status in Status.values]


def of_visits(rows: Iterable[VisitFrequency] = ()) -> list[Subject]:
    """Visits of each status, with their rows."""
    return [_with(_visits(status), rows) for status in Status.values]


def of_limits(rows: Iterable[CaseloadLimit] = ()) -> list[Subject]:
    """The limits that any council has, and those of each place that has one."""
    placed = list(rows)
    places = {place for row in placed if (place := row.service_area or row.team)}
    named = sorted(places, key=lambda place: (isinstance(place, Team), str(place)))
    found = [_limit(key) for key in FIXED] + [_place(place) for place in named]
    return [_with(subject, placed) for subject in found]


FIXED = ("general", "reported", *Protects.values)


def _with(subject: Subject, rows: Iterable[Any]) -> Subject:
    own = (row for row in rows if all(getattr(row, name) == value for name, value in subject.about.items()))
    subject.rows.extend(sorted(own, key=lambda row: row.starts_on, reverse=True))
    return subject


def _supervision(key: str) -> Subject:
    status = Status(key)
    return Subject(
        SUPERVISION,
        key,
        status.label,
        SupervisionFrequency,
        {"status": key},
        lambda row: Frequency(row.months, "months").in_words(),
        Frequency(defaults.SUPERVISION_MONTHS[key], "months").in_words(),
    )


def _visits(key: str) -> Subject:
    status = Status(key)
    asked = defaults.VISITS.get(key)
    agreed = key in defaults.AS_AGREED
    return Subject(
        VISITS,
        key,
        status.label,
        VisitFrequency,
        {"status": key},
        lambda row: _visit_words(Frequency(row.count, row.unit), row.as_agreed),
        _visit_words(asked, agreed) if asked else "No visits are asked for",
    )


def _visit_words(frequency: Frequency, as_agreed: bool) -> str:
    return f"{frequency.in_words()}, or as agreed for the child" if as_agreed else frequency.in_words()


def _limit(key: str) -> Subject:
    if key in Protects.values:
        about = {**NO_PLACE, "kind": Kind.PROTECTED.value, "protects": key}
        name = f"Protected caseload of {Protects(key).label[:1].lower()}{Protects(key).label[1:]}"
        return _of_limits(key, name, about, "Nobody is protected")
    kind = Kind(key)
    if kind is Kind.PLACE or kind is Kind.PROTECTED:
        raise ValueError(key)
    otherwise = {Kind.GENERAL: "No limit", Kind.REPORTED: f"{REPORTED} children or more"}[kind]
    return _of_limits(key, kind.label, {**NO_PLACE, "kind": key}, otherwise)


def _of_limits(key: str, name: str, about: dict[str, Any], otherwise: str) -> Subject:
    return Subject(LIMITS, key, name, CaseloadLimit, about, limit_in_words, otherwise)


def limit_in_words(row: CaseloadLimit) -> str:
    """'17 children'; for a protected one also how it rises, for the reported one from how many."""
    if row.kind == Kind.PROTECTED:
        return f"{row.children} children, rising to {row.children_at_end} over {row.months} months"
    children = "1 child" if row.children == 1 else f"{row.children} children"
    return f"{children} or more" if row.kind == Kind.REPORTED else children


def _place(place: ServiceArea | Team) -> Subject:
    level = "team" if isinstance(place, Team) else "service_area"
    about = {**NO_PLACE, "kind": Kind.PLACE.value, level: place}
    words = "team" if level == "team" else "service area"
    return _of_limits(key_of(place), f"Limit of the {words} {place}", about, "No limit of its own")


def key_of(place: ServiceArea | Team) -> str:
    """A place's limit as its page's address has it: 'team-7', 'area-3'."""
    return f"team-{place.pk}" if isinstance(place, Team) else f"area-{place.pk}"


def _limits(key: str) -> Subject:
    level, dash, number = key.partition("-")
    if not dash:
        return _limit(key)
    models: dict[str, type[ServiceArea] | type[Team]] = {"team": Team, "area": ServiceArea}
    place = models[level].objects.filter(pk=int(number)).first()
    if place is None:
        raise Http404
    return _place(place)


MAKERS: dict[str, Callable[[str], Subject]] = {
    SUPERVISION: _supervision,
    VISITS: _visits,
    LIMITS: _limits,
}
