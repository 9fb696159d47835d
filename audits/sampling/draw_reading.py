"""A draw as its page says it: the sample, each place's share, each auditor's load, what there is to say."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from audits.models import Draw, FrameCase
from audits.rules.sample import Stratum
from audits.sampling import drawing
from organisation.models import ServiceArea, Team

IN_SAMPLE = (FrameCase.Outcome.DRAWN, FrameCase.Outcome.SWAPPED_OUT)


@dataclass(frozen=True)
class ShareRow:
    """A service area's or a team's part: its cases in the list, its share of it, wanted and drawn."""

    name: str
    listed: int
    per_cent: str
    able: int
    wanted: int
    drawn: int
    is_team: bool = False


@dataclass(frozen=True)
class LoadRow:
    """An auditor's part: expected this month, allocated before, and drawn for them."""

    name: str
    expected: int | None
    allocated: int
    drawn: int

    @property
    def over(self) -> int:
        """How many of those drawn are more than expected."""
        return max(self.drawn - max((self.expected or 0) - self.allocated, 0), 0)


@dataclass(frozen=True)
class Shown:
    """Everything on a draw's page."""

    sample: list[FrameCase]
    shares: list[ShareRow]
    loads: list[LoadRow]
    left_out: list[tuple[str, int]]
    said: list[str]
    listed: int
    drawn: int


def shown(draw: Draw) -> Shown:
    """The draw's page, in a fixed number of queries."""
    cases = draw.cases.select_related("service_area", "team", "auditor", "audit", "instead_of")
    sample = list(cases.filter(outcome__in=IN_SAMPLE).order_by("service_area__name", "team__name", "rank"))
    strata, names = drawing.strata_of(draw), _names(drawing.strata_of(draw))
    loads = _loads(draw, sample)
    left_out = draw.cases.filter(outcome=FrameCase.Outcome.LEFT_OUT).order_by()
    whys: dict[str, int] = defaultdict(int)
    for why, number in left_out.values_list("why").annotate(Count("pk")):
        whys[_kind(why)] += number
    return Shown(
        sample=sample,
        shares=_shares(strata, names),
        loads=loads,
        left_out=sorted(whys.items()),
        said=[*_missing(draw, strata, names), *_over(draw, loads)],
        listed=draw.cases.count(),
        drawn=sum(case.outcome == FrameCase.Outcome.DRAWN for case in sample),
    )


def _kind(why: str) -> str:
    """A reason without what differs from case to case."""
    kinds = {
        "This child was audited": "This child was audited within 12 months.",
        "This child is to be audited": "This child is to be audited already.",
        "This child is in the list already": "This child is in the list more than once.",
    }
    return next((words for start, words in kinds.items() if why.startswith(start)), why)


Names = dict[tuple[str, int], str]


def _names(strata: list[Stratum]) -> Names:
    areas = ServiceArea.objects.in_bulk({each.area for each in strata})
    teams = Team.objects.in_bulk({each.team for each in strata if each.team})
    found: Names = {("area", pk): area.name for pk, area in areas.items()}
    return {**found, **{("team", pk): team.name for pk, team in teams.items()}}


def _shares(strata: list[Stratum], names: Names) -> list[ShareRow]:
    by_area: dict[int, list[Stratum]] = defaultdict(list)
    for each in strata:
        by_area[each.area].append(each)
    whole = sum(each.listed for each in strata)
    rows = []
    for area, teams in sorted(by_area.items(), key=lambda item: names["area", item[0]]):
        rows.append(_row(names["area", area], teams, whole))
        held = [(names["team", each.team], each) for each in teams if each.team]
        rows += [_row(name, [each], whole, is_team=True) for name, each in sorted(held, key=lambda t: t[0])]
    return rows


def _row(name: str, strata: list[Stratum], whole: int, *, is_team: bool = False) -> ShareRow:
    def total(field: str) -> int:
        return sum(getattr(each, field) for each in strata)

    per_cent = f"{100 * total('listed') / whole:.1f}%" if whole else "–"
    counts = {field: total(field) for field in ("listed", "able", "wanted", "drawn")}
    return ShareRow(name=name, per_cent=per_cent, is_team=is_team, **counts)


def _loads(draw: Draw, sample: list[FrameCase]) -> list[LoadRow]:
    """The draw's auditors, and whoever was given a case since."""
    named: dict[int, Any] = dict(drawing.auditors_named(draw))
    counts: dict[int, int] = defaultdict(int)
    for case in sample:
        if case.outcome == FrameCase.Outcome.DRAWN and case.auditor_id is not None:
            counts[case.auditor_id] += 1
            named.setdefault(case.auditor_id, case.auditor)
    said = {each["staff"]: each for each in draw.asked["auditors"]}
    nothing = {"expected": None, "allocated": 0}
    rows = [
        LoadRow(
            str(person), said.get(pk, nothing)["expected"], said.get(pk, nothing)["allocated"], counts[pk]
        )
        for pk, person in named.items()
    ]
    return sorted(rows, key=lambda row: row.name)


def _missing(draw: Draw, strata: list[Stratum], names: Names) -> list[str]:
    """Where there were too few cases."""
    asked = drawing.wanted_of(draw)
    rows = [row for row in _shares(strata, names) if not row.is_team and row.drawn < row.wanted]
    goes = "What is missing was drawn elsewhere." if asked.total is not None else "The others are missing."
    found = [
        f"{row.name} has {row.able} of the {row.wanted} cases that are its share. {goes}"
        if asked.total is not None
        else f"{row.name} has {row.able} of the {row.wanted} cases that were asked for. {goes}"
        for row in rows
    ]
    drawn = sum(each.drawn for each in strata)
    if asked.total is not None and drawn < asked.total:
        return [f"Only {drawn} of the {asked.total} cases asked for could be drawn: there are no more."]
    return found


def _over(draw: Draw, loads: list[LoadRow]) -> list[str]:
    """Where somebody gets more than is expected of them."""
    if all(row.expected is None for row in loads):
        return ["Nothing is expected of these auditors by number, so the cases are spread evenly over them."]
    over = sum(row.over for row in loads)
    if not over:
        return []
    some = "1 audit is" if over == 1 else f"{over} audits are"
    return [f"{some} more than is expected of the auditors who may take them, and spread evenly over those."]
