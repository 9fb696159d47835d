"""What the keys can be filtered by."""

from typing import Any

import django_filters

from core.tables import RecordFilters
from indicators.models import ApiKey


class KeyFilters(RecordFilters):
    """The consumer's name, and whether the key works."""

    name = django_filters.CharFilter(label="Consumer", lookup_expr="icontains")
    state = django_filters.ChoiceFilter(
        label="State", choices=[("works", "Works"), ("ended", "Ended")], method="in_state", empty_label="All"
    )

    class Meta:
        model = ApiKey
        fields: tuple[str, ...] = ()

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        """Those that work, or those that were ended."""
        return rows.filter(ended_at__isnull=value == "works")
