"""How often the pages of a month, and the list of restatements, ask the database."""

from core import clock
from figures.models import CurrentFigure, Figure, Indicator, Restatement, Source
from indicators.actions.months import write_analysis
from indicators.models import Entry, SectionMonth, SignOff
from tests.indicators.made import MONTH, section, service
from tests.permissions.row import PERF
from tests.queries.page import Page


def _listed(numbers, of):
    """Catalogue entries of a section, with a figure each."""
    slugs = [f"g.{of.slug}.{n}" for n in numbers]
    made = Indicator.objects.bulk_create(Indicator(slug=slug) for slug in slugs)
    said = {"section": of, "kind": "count", "window": "month", "polarity": "lower is better"}
    Entry.objects.bulk_create(
        Entry(indicator=one, name=one.slug, position=n, headline="reported", starts_on="1900-01-01", **said)
        for n, one in enumerate(made)
    )
    keys = [{"indicator": one, "place": service(), "month": MONTH, "source": Source.REPORTED} for one in made]
    known = Figure.objects.bulk_create(Figure(**key, value=1, known_at=clock.now()) for key in keys)
    CurrentFigure.objects.bulk_create(
        CurrentFigure(**key, figure=each) for key, each in zip(keys, known, strict=True)
    )
    return keys, known


def written(world, numbers):
    """Figures of one section, as many versions of its analysis."""
    of = section("g-queries")
    _listed(numbers, of)
    for n in numbers:
        write_analysis(by=world.stranger, section=of, month=MONTH, text=f"Version {n}")


def sections(world, numbers):
    """As many sections with a figure each, confirmed as it was before it moved."""
    for n in numbers:
        of = section(f"g-{n}", owner=world.stranger)
        _, (figure,) = _listed([n], of)
        confirmed = {"confirmed_at": clock.now(), "confirmed_figures": "-", "confirmed_each": [figure.pk]}
        SectionMonth.objects.create(section=of, month=MONTH, **confirmed)


def signed(world, numbers):
    """The same, of a month that was signed off."""
    sections(world, numbers)
    SignOff.objects.get_or_create(month=MONTH, defaults={"at": clock.now(), "by_name": "Somebody"})


def restated(world, numbers):
    """A restatement of each of as many indicators."""
    keys, before = _listed(numbers, section("g-restated"))
    after = Figure.objects.bulk_create(Figure(**key, value=2, known_at=clock.now()) for key in keys)
    Restatement.objects.bulk_create(
        Restatement(figure=new, before=old, reason="A later report")
        for old, new in zip(before, after, strict=True)
    )


def own(world):
    """The section of the figures."""
    return [MONTH, "g-queries"]


def the_month(world):
    """September 2023."""
    return [MONTH]


PAGES = [
    Page("section_analysis", PERF, 12, written, args=own),
    Page("section_confirm", PERF, 14, written, args=own),
    Page("sign_off", PERF, 9, sections, args=the_month),
    Page("sign_off", PERF, 14, signed, args=the_month, note="signed"),
    Page("restatements", PERF, 9, restated),
]
