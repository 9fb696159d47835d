"""The control chart of one indicator: the months' figures, each level's limits, the targets, in words too."""

from collections.abc import Iterator
from decimal import Decimal

from core import months
from indicators.one.picture import Picture
from indicators.rules.control import Limits, Mark
from indicators.rules.rag import NEITHER
from indicators.rules.signs import Variation, of_marks
from indicators.rules.windows import PERCENTAGE
from publications.charts import LOWER, MEAN, TARGET, UPPER, Chart, Marked, Series, Sign, control

SIGNS = {Variation.BETTER: Sign.BETTER, Variation.WORSE: Sign.WORSE}
SAYS = {
    Variation.COMMON: "no more than chance in {month}",
    Variation.BETTER: "improving in {month}, more than by chance",
    Variation.WORSE: "concerning in {month}, more than by chance",
    Variation.HIGH: "unusually high in {month}",
    Variation.LOW: "unusually low in {month}",
}
NO_RUNS = (
    "It has no limits and no signs: each figure is of {window}, so most of it is last month’s, and the rules "
    "of control charts would find runs that are not there."
)
WINDOWS = {"rolling_12": "12 months", "year_to_date": "the year so far"}


def chart(picture: Picture) -> Chart:
    """The chart; its title says what it shows, its alternative what one would see."""
    marks = [_marked(picture, each) for each in picture.control.marks]
    return control(
        title(picture),
        " ".join(_sentences(picture, marks)),
        [f"{month:%b %Y}" for month in picture.months],
        list(_series(picture)),
        marks,
        picture.about.steps_among(picture.months),
        _unit(picture),
    )


def title(picture: Picture) -> str:
    """'Number of referrals: no more than chance in September 2023'."""
    month, standing = months.label(picture.month), picture.standing
    if standing.variation is not None:
        says = SAYS[standing.variation].format(month=month)
    elif not picture.indicator.runs:
        says = f"figures of {WINDOWS[picture.indicator.window]} up to {month}, without limits"
    elif standing.value(picture.month) is None:
        says = f"no figure for {month}"
    else:
        says = f"too few months up to {month} for limits"
    return f"{picture.indicator.name}: {says}"


def why_no_limits(picture: Picture) -> str:
    """Why the chart has no limits where its figures overlap."""
    if picture.indicator.runs:
        return ""
    return NO_RUNS.format(window=WINDOWS[picture.indicator.window])


def _marked(picture: Picture, marks: frozenset[Mark]) -> Marked | None:
    found = of_marks(marks, picture.indicator.polarity)
    if found is Variation.COMMON:
        return None
    which = f"{found}: " if picture.indicator.polarity == NEITHER else ""
    why = ", ".join(sorted({mark.rule.value for mark in marks}))
    return Marked(SIGNS.get(found, Sign.SPECIAL), which + why)


def _series(picture: Picture) -> Iterator[Series]:
    """The figures, then the lines that there are."""
    asked, levels = picture.months, picture.control
    yield Series("Figure", tuple(picture.standing.value(month) for month in asked))
    each = [levels.limits_at(place) for place in range(len(asked))]
    for name, pick in ((MEAN, "mean"), (LOWER, "lower"), (UPPER, "upper")):
        if any(each):
            yield Series(name, tuple(_fine(picture, getattr(found, pick, None)) for found in each))
    aims = [standing.indicator.aim if standing.aims else None for standing in map(picture.stood, asked)]
    if any(aims):
        yield Series(TARGET, tuple(aim.value if aim else None for aim in aims))


def _fine(picture: Picture, value: float | None) -> Decimal | None:
    """A line of the chart, finer than the figures: 6.95 where they are whole."""
    decimals = max(2, picture.indicator.decimals + 1)
    return None if value is None else Decimal(f"{value:.{decimals}f}")


def _sentences(picture: Picture, marks: list[Marked | None]) -> Iterator[str]:
    known = sum(picture.standing.value(month) is not None for month in picture.months)
    so_many = "1 month" if known == 1 else f"{known} months"
    yield f"{so_many} up to {months.label(picture.month)}, the newest {picture.standing.shown()}."
    limits = picture.control.limits
    yield in_words(picture, limits) if limits else why_no_limits(picture) or "Too few months for limits."
    marked = [
        f"{month:%B %Y} {picture.standing.shown(month)} ({mark})"
        for month, mark in zip(picture.months, marks, strict=True)
        if mark
    ]
    yield f"More than chance: {'; '.join(marked)}." if marked else "No month is more than chance."
    for step in picture.about.steps:
        if step.month in picture.months:
            yield f"Step change in {step.month:%B %Y}: {step.reason}"
    if picture.standing.aims:
        yield f"Target: {picture.indicator.shown_aim()}."


def in_words(picture: Picture, limits: Limits) -> str:
    """'Mean 2,101.0, limits 1,991.1 to 2,211.0; trial limits, since fewer than 12 months are known.'"""
    decimals = picture.indicator.decimals + 1
    mean, low, high = (f"{each:,.{decimals}f}" for each in (limits.mean, limits.lower, limits.upper))
    trial = "; trial limits, since fewer than 12 months are known" if limits.trial else ""
    unit = _unit(picture)
    return f"Mean {mean}{unit}, limits {low}{unit} to {high}{unit}{trial}."


def _unit(picture: Picture) -> str:
    return "%" if picture.indicator.kind == PERCENTAGE else ""
