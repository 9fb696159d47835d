"""Sections, catalogue entries and figures for tests: what a test does not say is ordinary."""

import datetime as dt
from decimal import Decimal

from core import clock
from core.periods import ALWAYS
from figures.models import CurrentFigure, Figure, Indicator, Place, Source
from indicators.models import Entry, Section, Target

MONTH = dt.date(2023, 9, 1)


def section(slug="front-door", **values):
    """A section of the report, by its slug."""
    position = Section.objects.count() + 1
    defaults = {"name": slug.replace("-", " ").capitalize(), "position": position, **values}
    return Section.objects.get_or_create(slug=slug, defaults=defaults)[0]


def entry(slug="referrals.number", **values):
    """What an indicator is: a reported count of the month of which fewer are better."""
    indicator, _ = Indicator.objects.get_or_create(slug=slug)
    values = {
        "name": slug.replace(".", " ").replace("_", " ").capitalize(),
        "section": values.pop("section", None) or section(),
        "position": Entry.objects.count() + 1,
        "kind": "count",
        "window": "month",
        "unit": "referrals",
        "polarity": "lower is better",
        "headline": Source.REPORTED,
        "starts_on": dt.date(1900, 1, 1),
        **values,
    }
    return Entry.objects.create(indicator=indicator, **values)


def target(entry, value, operator="<=", **values):
    """What the indicator is to reach, from the beginning unless another month is said."""
    return Target.objects.create(
        indicator=entry.indicator,
        operator=operator,
        value=Decimal(str(value)),
        **{"starts_on": ALWAYS, **values},
    )


def service():
    """The whole service."""
    return Place.objects.get_or_create(kind=Place.Kind.SERVICE)[0]


def figure(slug, month, value, *, place=None, source=Source.REPORTED, known_at=None, current=True, **values):
    """A figure, current unless it is said not to be; value None needs `missing`."""
    indicator, _ = Indicator.objects.get_or_create(slug=slug)
    key = {"indicator": indicator, "place": place or service(), "month": month, "source": source}
    amount = None if value is None else Decimal(str(value))
    made = Figure.objects.create(**key, value=amount, known_at=known_at or clock.now(), **values)
    if current:
        CurrentFigure.objects.update_or_create(**key, defaults={"figure": made})
    return made


def series(slug, values, last=MONTH, **more):
    """Figures of the months up to the last; None leaves a month out."""
    from core import months

    first = months.minus_months(last, len(values) - 1)
    return [
        figure(slug, month, value, **more)
        for month, value in zip(months.span(first, last), values, strict=True)
        if value is not None
    ]
