"""What the catalogue takes from a measure of ours, so that it can't say otherwise."""

from typing import Any

from figures.registry import Measure


def of_measure(measure: Measure) -> dict[str, Any]:
    """What an entry of the measure stores: the words are left to the measure, read where they are shown."""
    words = dict.fromkeys(("numerator", "denominator", "source"), "")
    said = {"kind": str(measure.kind), "polarity": str(measure.polarity)}
    return {**said, "unit": measure.unit, "decimals": measure.decimals, **words}
