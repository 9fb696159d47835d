"""Reading what a report is checked against: a fixed number of queries, however long it is."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Max, OuterRef, Subquery

from core import clock
from core import months as calendar
from core.importing.headings import fold
from figures import registry
from figures.models import Figure
from indicators.imports.reported import vintages
from indicators.imports.reported.held import (
    NO_ANSWERS,
    Answers,
    At,
    HeldBenchmark,
    HeldTarget,
    Known,
    Meant,
)
from indicators.imports.reported.naming import Book, in_force
from indicators.imports.reported.parsed import Parsed
from indicators.models import Benchmark, Entry, IndicatorName, Section, SectionName, Target
from organisation.imports.teams import areas, team_names


def known(parsed: Parsed, answers: Answers = NO_ANSWERS, *, lock: bool = False) -> Known:
    """What is held about the file's indicators; `lock` keeps others from importing such meanwhile."""
    last = parsed.last_month or calendar.first_of(clock.today())
    entries = _entries(last)
    meant = _indicators(parsed, answers, entries)
    pks = sorted({each.pk for each in meant.values()})
    if lock:
        vintages.lock(parsed, pks)
    all_sections = dict(Section.objects.values_list("slug", "name"))
    at = report_day(parsed.published_on)
    return Known(
        answers=answers,
        indicators=meant,
        sections=_sections(parsed, answers, all_sections),
        places=_places(parsed),
        before=vintages.before(parsed, pks, at),
        after=vintages.after(parsed, pks, at),
        benchmarks=_benchmarks(pks),
        targets=_targets(pks),
        all_indicators={each.slug: each.name for each in entries.values()},
        all_sections=all_sections,
        known_at=at,
        frozen=vintages.frozen(parsed, pks),
        settled=vintages.settled(parsed, pks),
    )


def report_day(published_on: dt.date | None) -> dt.datetime | None:
    """From when the figures of a report are known: the beginning of its day in London."""
    return None if published_on is None else dt.datetime.combine(published_on, dt.time(), clock.LONDON)


def _entries(month: dt.date) -> dict[str, Meant]:
    """Every indicator of the catalogue by its slug, as it is defined in the month, or nearest to it."""
    found: dict[str, list[Any]] = defaultdict(list)
    for entry in Entry.objects.select_related("indicator", "section").order_by("starts_on"):
        found[entry.indicator.slug].append(entry)
    chosen = {
        slug: listed[in_force([(each.starts_on, each.ends_on) for each in listed], month) or 0]
        for slug, listed in found.items()
    }
    return {slug: _meant(entry) for slug, entry in chosen.items()}


def _meant(entry: Any) -> Meant:
    says = registry.find(entry.indicator.slug) or entry
    return Meant(
        pk=entry.indicator_id,
        slug=entry.indicator.slug,
        name=entry.name,
        kind=str(says.kind),
        polarity=str(says.polarity),
        section=entry.section.slug,
        numerator=entry.numerator_indicator_id,
        denominator=entry.denominator_indicator_id,
    )


def _indicators(parsed: Parsed, answers: Answers, entries: dict[str, Meant]) -> dict[str, Meant]:
    names = IndicatorName.objects.values_list("folded", "indicator__slug")
    book = Book(slugs=set(entries), remembered={name: slug for name, slug in names if slug in entries})
    for slug, entry in entries.items():
        book.call(entry.name, slug)
    found = {text: book.of(text, answers.indicators) for text in parsed.names}
    return {text: entries[slug] for text, slug in found.items() if slug is not None}


def _sections(parsed: Parsed, answers: Answers, there: dict[str, str]) -> dict[str, str]:
    remembered = dict(SectionName.objects.values_list("folded", "section__slug"))
    book = Book(slugs=set(there), remembered=remembered)
    for slug, name in there.items():
        book.call(name, slug)
    found = {text: book.of(text, answers.sections) for text in parsed.sections}
    return {text: slug for text, slug in found.items() if slug is not None}


def _places(parsed: Parsed) -> dict[tuple[str, dt.date], At]:
    """By name and month: a service area before a team that is called the same."""
    if not parsed.places:
        return {}
    kinds = (("service_area", areas()), ("team", team_names()))
    found: dict[tuple[str, dt.date], At] = {}
    for each in parsed.series:
        for month in {cell.month for cell in each.cells} if each.place else ():
            if fold(each.place) == "unallocated":
                found[each.place, month] = At("unallocated", 0)
            for kind, names in kinds:
                ref = names.of(each.place, calendar.last_day(month))
                if ref is not None:
                    found.setdefault((each.place, month), At(kind, ref))
    return found


def _benchmarks(pks: list[int]) -> dict[tuple[int, str, int], HeldBenchmark]:
    reports = (
        Figure.objects.filter(imported=OuterRef("imported"))
        .order_by()
        .values("imported")
        .annotate(newest=Max("known_at"))
        .values("newest")
    )
    rows = Benchmark.objects.filter(indicator__in=pks).annotate(report=Subquery(reports))
    return {
        (pk, peer, year): HeldBenchmark(benchmark, value, report)
        for pk, peer, year, benchmark, value, report in rows.values_list(
            "indicator_id", "peer", "year", "pk", "value", "report"
        )
    }


def _targets(pks: list[int]) -> dict[int, list[HeldTarget]]:
    found: dict[int, list[HeldTarget]] = defaultdict(list)
    rows = Target.objects.filter(indicator__in=pks).order_by("starts_on")
    names = ("pk", "operator", "value", "tolerance", "basis", "starts_on", "ends_on")
    for pk, *said in rows.values_list("indicator_id", *names):
        found[pk].append(HeldTarget(*said))
    return dict(found)
