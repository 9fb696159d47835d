"""The key figures at the top of an overview page: where the pressure is, each with the way to who it is."""

from dataclasses import dataclass

from caseloads.models import CaseloadResponse
from caseloads.overview import addresses
from caseloads.overview.picture import Picture, WorkerLoad
from caseloads.overview.places import Load
from caseloads.tables import per_fte_in_words, share_in_words


@dataclass(frozen=True)
class Fact:
    """One key figure: what it counts, how many, what there is to add, and where they are listed."""

    label: str
    value: str
    note: str = ""
    url: str = ""


def facts(load: Load, shown: Picture, waiting: Load | None) -> list[Fact]:
    """Those of a place. `waiting` are the children whom nobody holds, where the page is about them too."""
    query, reported_from = load.query or "", shown.policies.reported_from(shown.day)
    visit, talk = shown.latest
    found = [
        Fact("Children held", f"{load.held:,}", _by_whom(load), addresses.held(query)),
        _count(f"{reported_from} or more", load.reported, _at_full_time(load), addresses.reported(query)),
        _count("Over their limit", load.over, _protected(load), addresses.over(query)),
        _count("Late visits", load.late_visits, latest(visit), addresses.late_visits(query)),
        _count("Late supervisions", load.late_supervisions, latest(talk), addresses.late_supervisions(query)),
        _count("Alarms", load.alarms, _in_alarm(load), addresses.alarms(query)),
    ]
    if waiting is not None:
        found.append(_count("Unallocated", waiting.children, "", addresses.unallocated()))
    return found


def responses(missing: list[tuple[WorkerLoad, str]], query: str, reported_from: int) -> list[Fact]:
    """How many full caseloads have no management response, a figure a kind: 20 or more, and protected."""
    about = CaseloadResponse.About
    asked = "&".join(each for each in (query, "response=none") if each)
    kinds = (
        (about.REPORTED, "Without a response", f"holding {reported_from} or more", addresses.reported(asked)),
        (about.PROTECTED, "Without a response", "over a protected limit", addresses.protected(asked)),
    )
    counts = {kind: sum(each == kind for _, each in missing) for kind, *_ in kinds}
    return [_count(label, counts[kind], note, url) for kind, label, note, url in kinds if counts[kind]]


def _count(label: str, number: int, note: str, url: str) -> Fact:
    return Fact(label, f"{number:,}", note, url if number else "")


def _by_whom(load: Load) -> str:
    return (
        f"by {counted(load.holders, 'case holder')}, {per_fte_in_words(load.per_fte)} per FTE, "
        f"{share_in_words(load.share)} of their limits"
    )


def _at_full_time(load: Load) -> str:
    return f"{load.would_be_reported} more at full time" if load.would_be_reported else ""


def _protected(load: Load) -> str:
    return f"{load.over_protected} of a protected caseload" if load.over_protected else ""


def _in_alarm(load: Load) -> str:
    if not load.alarms:
        return "Nobody is on leave or gone and still holds children"
    return f"{counted(load.in_alarm, 'child', 'children')} with somebody on leave or gone"


def latest(days: int) -> str:
    """'the latest by 15 days'; blank where none is late."""
    return f"the latest by {counted(days, 'day')}" if days else ""


def counted(number: int, one: str, many: str = "") -> str:
    """'1 case holder', '130 case holders'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
