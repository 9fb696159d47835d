"""At which place, and up to which month, an indicator is looked at."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from core.forms import MonthField
from core.tables import RowFilters
from figures.filters import PlaceField
from figures.models import CurrentFigure, Place
from indicators.one.about import About


class OneFilters(RowFilters):
    """The place, which is the whole service if none is chosen; the month, which is the newest."""

    view_fields: ClassVar[frozenset[str]] = frozenset({"place", "month"})

    def __init__(self, data: QueryDict, queryset: Sequence[Any] = (), *, user: Any, about: About) -> None:
        self.user, self.about = user, about
        super().__init__(data, queryset)

    def fields(self, rows: Sequence[Any]) -> dict[str, forms.Field]:
        known = CurrentFigure.objects.filter(indicator=self.about.indicator).order_by().values("place")
        places = Place.objects.visible_to(self.user).filter(pk__in=known)
        return {
            "place": PlaceField(
                queryset=places.select_related("service_area", "team").in_order(),
                empty_label=None,
                required=False,
            ),
            "month": MonthField(required=False, help_text="For example, 9 2023. The newest if blank."),
        }

    def place(self) -> Place | None:
        """The one that was chosen, else the whole service; None while nothing is known of any place."""
        chosen: Place | None = self.form.cleaned_data["place"]
        return chosen or Place.objects.filter(kind=Place.Kind.SERVICE).first()

    def month(self) -> dt.date | None:
        """The one that was asked for, if any."""
        found: dt.date | None = self.form.cleaned_data["month"]
        return found
