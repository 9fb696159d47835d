"""What was signed off, beside what is current: shown wherever the two differ."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from figures.models import Frozen
from indicators.reading.months import withheld_slugs
from indicators.reading.numbers import WHOLE_SERVICE
from indicators.reading.standing import Standing

SIGNED_OFF = "signed off"
"""Why a figure is frozen that was signed off with its month."""


def signed_beside(user: Any, standings: Sequence[Standing], place: Q = WHOLE_SERVICE) -> dict[int, str]:
    """By indicator, what was signed off, of those of which it reads otherwise than the current figure.

    The standings are of one month at one place, as `standings` answers them. One query, and what is withheld.
    """
    if not standings:
        return {}
    month = standings[0].month
    hidden = withheld_slugs(user, month)
    seen = {each.indicator.pk: each for each in standings if each.indicator.slug not in hidden}
    rows = Frozen.objects.filter(place, month=month, why=SIGNED_OFF, indicator__in=list(seen))
    said = rows.order_by("pk").values_list("indicator_id", "source", "figure__value", "figure__missing")
    signed = {
        pk: seen[pk].indicator.shown(value, missing)
        for pk, source, value, missing in said
        if source == seen[pk].indicator.headline
    }
    return {pk: words for pk, words in signed.items() if words != seen[pk].shown()}
