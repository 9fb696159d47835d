"""What figures are compared with and divided by: benchmarks of past years, how many children there are."""

from decimal import Decimal
from typing import Any

from core.errors import Conflict, Refused
from core.history import Actor, action, record
from figures.models import Indicator
from indicators.models import Benchmark, Population
from organisation import dated
from organisation.succession import check_reason
from organisation.telling import plain


@action
def add_benchmark(
    *, by: Actor, indicator: Indicator, peer: str, year: int, value: Decimal, reason: str
) -> Benchmark:
    """A peer's figure of a past financial year. Refused where there is another of that peer and year."""
    there = Benchmark.objects.filter(indicator=indicator, peer=peer, year=year).first()
    if there is not None and there.value != value:
        raise Refused(f"There is one already, {plain(there.value)}: change it, if it is wrong.")
    if there is not None:
        return there
    check_reason(reason)
    new = Benchmark(indicator=indicator, peer=peer, year=year)
    found: Benchmark = dated.save(new, {"value": value})
    record("added a benchmark of", indicator, by=by, after=described(found), reason=reason)
    return found


@action
def change_benchmark(
    *, by: Actor, benchmark: Benchmark, value: Decimal, reason: str, seen: str | None = None
) -> None:
    """Put right how much it is. It is then no longer what a file said. `seen` is the value as it was read."""
    now = _locked(benchmark)
    if now is None:
        raise Refused("This benchmark was removed meanwhile.")
    if now.value == value:
        return
    if seen is not None and seen != plain(now.value):
        raise Conflict(now)
    check_reason(reason)
    before = described(now)
    dated.save(now, {"value": value, "as_published": "", "imported": None})
    record(
        "corrected a benchmark of",
        now.indicator,
        by=by,
        before=before,
        after=described(now),
        reason=f"{reason} ({now})",
    )


@action
def remove_benchmark(*, by: Actor, benchmark: Benchmark, reason: str) -> None:
    """There is no such benchmark after all. Refused for one that was taken from a file with a warning."""
    now = _locked(benchmark)
    if now is None:
        return
    check_reason(reason)
    if now.warnings.exists():
        raise Refused("It was imported with a warning that somebody accepted: correct it instead.")
    record("removed a benchmark of", now.indicator, by=by, before=described(now), reason=reason)
    now.delete()


def _locked(benchmark: Benchmark) -> Any:
    rows = Benchmark.objects.select_for_update(of=("self",)).select_related("indicator")
    return rows.filter(pk=benchmark.pk).first()


def described(benchmark: Benchmark) -> dict[str, Any]:
    """A benchmark as history words it."""
    return {
        "benchmark": str(benchmark),
        "value": plain(benchmark.value),
        "as_published": benchmark.as_published,
    }


@action
def set_population(
    *, by: Actor, year: int, under_18: int, source: str, reason: str, seen: str | None = None
) -> Population:
    """How many children there are by the estimate for the middle of a year.

    `seen` is `stamp_of_population` as the person read it, blank for a year of which nothing was known.
    """
    now = Population.objects.select_for_update().filter(year=year).first()
    values = {"under_18": under_18, "source": source}
    before = {name: getattr(now, name) for name in values} if now else {}
    if now is not None and before == values:
        return now
    if seen is not None and seen != stamp_of_population(now):
        raise Conflict(now)
    check_reason(reason)
    found: Population = dated.save(now or Population(year=year), values)
    verb, why = "corrected" if now else "set", f"{reason} ({found})"
    record(f"{verb} a year of", found, by=by, before=before, after=values, reason=why)
    return found


def stamp_of_population(population: Population | None) -> str:
    """What a form carries to say which state of it was read."""
    return f"{population.under_18}/{population.source}" if population else ""
