"""What the figures' own pages say of an indicator in the catalogue, and of what was odd when it was taken."""

from collections.abc import Sequence

from django.urls import reverse

from figures import definitions, registry
from figures.describing import Described
from indicators.models import AcceptedWarning, Entry


def described(slug: str) -> Described | None:
    """By its newest entry; of a measure of ours the measure says what is counted. One query."""
    entry = (
        Entry.objects.filter(indicator__slug=slug).select_related("indicator").order_by("starts_on").last()
    )
    if entry is None:
        return None
    says = registry.find(slug) or entry
    return Described(
        slug=slug,
        name=entry.name,
        kind=str(says.kind),
        decimals=says.decimals,
        headline=entry.headline,
        definition=tuple(definition(entry)),
        url=reverse("performance_indicator", args=[slug]),
    )


def definition(entry: Entry) -> list[tuple[str, str]]:
    """What is counted: from the measure for our own, from the catalogue for others."""
    measure = registry.find(entry.indicator.slug)
    if measure is not None:
        return definitions.rows(measure)
    says = [
        ("Numerator", entry.numerator),
        ("Denominator", entry.denominator),
        ("Counted from and to", entry.clock),
        ("Exclusions", entry.exclusions),
        ("Kind", entry.get_kind_display()),
        ("Window", entry.get_window_display()),
        ("Unit", entry.unit),
        ("Polarity", entry.get_polarity_display()),
        ("Source", entry.source),
    ]
    return [(heading, words) for heading, words in says if words]


def accepted(figures: Sequence[int]) -> dict[int, list[str]]:
    """The warnings that somebody accepted when the figures were taken, each with the reason. One query."""
    found: dict[int, list[str]] = {}
    for each in AcceptedWarning.objects.filter(figure__in=figures):
        words = f"{each.says} Accepted by {each.by_name}: {each.reason}"
        found.setdefault(each.figure_id or 0, []).append(words)
    return found
