"""What a report says besides figures: benchmarks, targets; what names mean; what was accepted, and why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core import clock
from core.errors import Refused
from core.history import Actor, action
from core.importing.importer import Source
from core.models import Import
from figures.models import Figure, Indicator
from indicators.imports.reported import Checked, CheckedRow, NewTarget
from indicators.models import AcceptedWarning, Basis, Benchmark, IndicatorName, Section, SectionName, Target
from indicators.rules.called import folded
from organisation.succession import Wish, put

LONGEST = 500
Benchmarks = dict[tuple[int, str, int], Benchmark]
OTHERWISE = (
    "Somebody else has just said that ‘{}’ means something else. Nothing was taken. Check the file again."
)


def put_benchmarks(rows: Sequence[CheckedRow], new: Import) -> Benchmarks:
    """Add those that are new, correct those that are held otherwise; answer them by row, peer and year."""
    found: Benchmarks = {}
    for row in rows:
        for each in row.benchmarks:
            found[row.number, each.peer, each.year] = Benchmark(
                pk=each.before.pk if each.before else None,
                indicator_id=each.indicator,
                peer=each.peer,
                year=each.year,
                value=each.value,
                as_published=each.as_published[:40],
                imported=new,
            )
    Benchmark.objects.bulk_update(
        [each for each in found.values() if each.pk], ["value", "as_published", "imported"]
    )
    Benchmark.objects.bulk_create([each for each in found.values() if not each.pk])
    return found


@action
def put_warnings(
    *,
    by: Actor,
    rows: Sequence[CheckedRow],
    figures: Mapping[tuple[int, dt.date], Figure],
    benchmarks: Benchmarks,
    accepted: Mapping[str, str],
    at: dt.datetime,
) -> list[str]:
    """Keep what was accepted, and why, on each figure and benchmark it is about; answer it in words.

    What was accepted of a figure that is printed again as it was goes on with it.
    """
    found: list[AcceptedWarning] = []
    said: dict[str, str] = {}
    for row in rows:
        for warning in row.warnings:
            same = {
                "check_name": warning.check,
                "says": warning.words[:LONGEST],
                "reason": accepted[warning.id],
                "by_id": by.pk,
                "by_name": by.name,
                "at": at,
            }
            about = {figure.key.month: figures[row.number, figure.key.month] for figure in row.figures}
            found += [AcceptedWarning(figure=about[m], **same) for m in warning.months if m in about]
            if warning.benchmark is not None:
                benchmark = benchmarks[(row.number, *warning.benchmark)]
                found.append(AcceptedWarning(benchmark=benchmark, **same))
            said[warning.id] = f"{warning}: {accepted[warning.id]}"
    AcceptedWarning.objects.bulk_create([*found, *_carried(rows, figures, found)])
    return list(said.values())


def _carried(
    rows: Sequence[CheckedRow], figures: Mapping[tuple[int, dt.date], Figure], new: Sequence[AcceptedWarning]
) -> Iterator[AcceptedWarning]:
    """What was accepted of the same figures of earlier reports, and is not accepted anew."""
    listed = [figure for row in rows for figure in row.figures if figure.printed_as is not None]
    there = {(warning.figure_id, warning.check_name) for warning in new}
    earlier: dict[int | None, list[AcceptedWarning]] = defaultdict(list)
    accepted = AcceptedWarning.objects.filter(figure__in=[each.printed_as for each in listed])
    for warning in accepted.select_related("figure__imported") if listed else ():
        earlier[warning.figure_id].append(warning)
    for each in listed:
        figure = figures[each.row, each.key.month]
        for warning in earlier[each.printed_as]:
            if (figure.pk, warning.check_name) not in there:
                yield AcceptedWarning(
                    figure=figure,
                    check_name=warning.check_name,
                    says=_of_its_report(warning),
                    reason=warning.reason,
                    by_id=warning.by_id,
                    by_name=warning.by_name,
                    at=warning.at,
                )


def _of_its_report(warning: AcceptedWarning) -> str:
    """What it says, and for which report it was accepted; of one that was carried on already, as it is."""
    figure = warning.figure
    if figure is None or figure.imported is None or figure.imported.at != warning.at:
        return warning.says
    words = f" Accepted for the report of {figure.known_at.astimezone(clock.LONDON):%-d %B %Y}."
    return warning.says[: LONGEST - len(words)] + words


def put_names(checked: Checked) -> list[str]:
    """Remember what somebody said the file's names mean; answer what is new, in words."""
    answers, known = checked.known.answers, checked.known
    indicators = {
        folded(text): (text, slug) for text, slug in answers.indicators.items() if text in known.indicators
    }
    sections = {
        folded(text): (text, slug) for text, slug in answers.sections.items() if text in known.sections
    }
    pks = dict(
        Indicator.objects.filter(slug__in=[s for _, s in indicators.values()]).values_list("slug", "pk")
    )
    places = dict(
        Section.objects.filter(slug__in=[s for _, s in sections.values()]).values_list("slug", "pk")
    )
    return [
        *_remember(IndicatorName, "indicator", indicators, pks),
        *_remember(SectionName, "section", sections, places),
    ]


def _remember(
    model: type[IndicatorName] | type[SectionName],
    field: str,
    meant: Mapping[str, tuple[str, str]],
    pks: Mapping[str, int],
) -> list[str]:
    there = set(model.objects.filter(folded__in=meant).values_list("folded", flat=True))
    new = {key: said for key, said in meant.items() if key not in there and said[1] in pks}
    rows: list[Any] = [
        model(name=text, folded=key, **{f"{field}_id": pks[slug]}) for key, (text, slug) in new.items()
    ]
    model.objects.bulk_create(rows, ignore_conflicts=True)
    for text, slug in model.objects.filter(folded__in=new).values_list("folded", f"{field}__slug"):
        if new[text][1] != slug:
            raise Refused(OTHERWISE.format(new[text][0]))
    return [f"‘{text}’ is {slug}" for text, slug in new.values()]


@action
def put_targets(*, by: Actor, rows: Sequence[CheckedRow], source: Source) -> list[str]:
    """Set the rows' targets from their month on, each with its history; answer them in words."""
    said = []
    for row in rows:
        if row.target is not None:
            put(_wish(row.target, by, source))
            said.append(f"{row.target.slug}: {row.target.operator} {row.target.value.normalize():f}")
    return said


def _wish(target: NewTarget, by: Actor, source: Source) -> Wish:
    """The file says nothing of tolerance and basis: these stay as they are."""
    held = target.before
    values = {
        "operator": target.operator,
        "value": target.value,
        "tolerance": held.tolerance if held else None,
        "basis": held.basis if held else Basis.OWN.value,
        "note": target.note,
    }
    return Wish(
        model=Target,
        about={"indicator": Indicator(pk=target.indicator, slug=target.slug)},
        values=values,
        starts_on=target.starts_on,
        ends_on=None,
        reason=source.reason,
        by=by,
    )
