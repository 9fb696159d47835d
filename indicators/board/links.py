"""From the board to what can be done about what it shows."""

import datetime as dt
from typing import Any

from django.urls import NoReverseMatch, reverse

from core import months
from figures.permissions import ROLL_UP
from indicators.models import Section
from indicators.permissions import IMPORT, SIGN_OFF

Link = tuple[str, str]


def of_month(user: Any, month: dt.date) -> list[Link]:
    """The month's other pages: thirteen months, its sign-off, what was published of it."""
    found = [("Thirteen months side by side", f"{reverse('performance_grid')}?month={months.key(month)}")]
    sign_off = ("Sign the month off" if user.may(SIGN_OFF) else "The month’s sign-off", "sign_off")
    found += _there(sign_off, ("The month as a workbook", "performance_workbook"), args=[month])
    return found + _there(("Catalogue of indicators", "catalogue"), args=[])


def of_section(user: Any, month: dt.date, section: Section) -> list[Link]:
    """The section's analysis, for those who write it."""
    if not section.is_confirmed_by(user):
        return []
    return _there(("Analysis of the section", "section_analysis"), args=[month, section.slug])


def to_get_figures(user: Any) -> list[Link]:
    """How a month comes to its figures, for those who may see to it."""
    found = []
    if user.may(IMPORT):
        found.append(("Import figures", reverse("imports")))
    if user.may(ROLL_UP):
        found.append(("Roll a month up from our records", reverse("rollups")))
    return found


def _there(*pages: tuple[str, str], args: list[Any]) -> list[Link]:
    found = []
    for words, name in pages:
        try:
            found.append((words, reverse(name, args=args)))
        except NoReverseMatch:
            continue
    return found
