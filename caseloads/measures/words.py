"""The measures of this room, made of words and functions: what is the same for all is said here. Pure."""

from figures.registry import Compute, Kind, Measure, Polarity

DAY = "the month’s last day"
PLACES = (
    "A child counts where its primary worker sits on that day, by the staff record; else it is unallocated. "
    f"While the month is not over, today is taken for {DAY}"
)
ALLOCATIONS = f"Primary allocations, and the staff records that hold {DAY}. {PLACES}"
STATUSES = f"The children’s statuses. {PLACES}"
HOLDING = ("month_ends", "allocations", "staff_records", "team_records")
STANDING = (*HOLDING, "statuses")
THOUSANDTHS = 1000
"""What one FTE is counted as: it has three decimals."""


def count(
    slug: str,
    name: str,
    numerator: str,
    compute: Compute,
    *,
    unit: str = "children",
    polarity: Polarity = Polarity.NEITHER,
    source: str = ALLOCATIONS,
    reads: tuple[str, ...] = HOLDING,
) -> Measure:
    """How many there are."""
    return Measure(
        slug=slug,
        name=name,
        kind=Kind.COUNT,
        polarity=polarity,
        numerator=numerator,
        denominator="",
        unit=unit,
        source=source,
        reads=reads,
        compute=compute,
        unallocated=True,
    )


def average(
    slug: str, name: str, numerator: str, denominator: str, compute: Compute, scale: int = 1
) -> Measure:
    """Children by worker, or by full-time equivalent: fewer are better."""
    return Measure(
        slug=slug,
        name=name,
        kind=Kind.AVERAGE,
        polarity=Polarity.LOWER,
        numerator=numerator,
        denominator=denominator,
        unit="children",
        source=ALLOCATIONS,
        reads=HOLDING,
        compute=compute,
        decimals=2,
        scale=scale,
        unallocated=True,
    )


def share(
    slug: str,
    name: str,
    numerator: str,
    denominator: str,
    compute: Compute,
    *,
    source: str,
    reads: tuple[str, ...],
    polarity: Polarity = Polarity.HIGHER,
) -> Measure:
    """How many of the children, in per cent."""
    return Measure(
        slug=slug,
        name=name,
        kind=Kind.PERCENTAGE,
        polarity=polarity,
        numerator=numerator,
        denominator=denominator,
        unit="%",
        source=source,
        reads=reads,
        compute=compute,
        unallocated=True,
    )
