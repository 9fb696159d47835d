"""What may be asked, parameter by parameter. A parameter that is not here is a problem, not ignored."""

import datetime as dt
import re
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import BeforeValidator, Field, WithJsonSchema

from core import months
from figures.models import Source
from indicators.api.problems import Problem, fault

MONTH = r"^(19|20)\d{2}-(0[1-9]|1[0-2])$"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SLUG = r"^[A-Za-z0-9._-]{1,80}$"
CURSOR = r"^(19|20)\d{2}-(0[1-9]|1[0-2])\.\d{1,18}\.\d{1,18}\.(records|reported)$"
AT_MOST = 1_000

ACCEPTED = {
    "from": "a month of 1900 to 2099, as 2023-09; it is in",
    "to": "a month of 1900 to 2099, as 2023-09; it is in",
    "month": "a month of 1900 to 2099, as 2023-09",
    "as_at": "a day, as 2023-10-16",
    "indicator": "the slug of an indicator, as /api/v1/catalogue lists them",
    "slug": "the slug of an indicator, as /api/v1/catalogue lists them",
    "place": "a place as /api/v1/places lists them; blank is the whole service",
    "section": "the slug of a section, as /api/v1/catalogue lists them",
    "source": " or ".join(Source.values),
    "limit": f"a whole number from 1 to {AT_MOST:,}",
    "cursor": "`next` of the page before, as it was given",
}


def _month(text: Any) -> Any:
    if isinstance(text, str) and re.fullmatch(MONTH.strip("^$"), text):
        return months.parse(text)
    raise ValueError("not a month")


def _day(text: Any) -> Any:
    if isinstance(text, str) and DAY.fullmatch(text):
        return dt.date.fromisoformat(text)
    raise ValueError("not a day")


Month = Annotated[dt.date, BeforeValidator(_month), WithJsonSchema({"type": "string", "pattern": MONTH})]
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
NONE: Any = None
"""The default of what may be left out. The description then offers no null, which no address can say."""


class InMonth(Schema):
    """The month in which the catalogue is read."""

    month: Month = Field(
        NONE, description="The month that the catalogue is of; the last full one if not given"
    )


class Between(Schema):
    """From a month to a month, both in."""

    first: Month = Field(NONE, alias="from", description="The first month")
    last: Month = Field(NONE, alias="to", description="The last month")


class FiguresAsked(Between):
    """Which figures, and how many at once."""

    indicator: str = Field(NONE, pattern=SLUG, description="The slug of one indicator")
    place: str = Field(NONE, max_length=120, description="One place; blank is the whole service")
    section: str = Field(NONE, pattern=SLUG, description="Indicators that are in this section in that month")
    source: Literal["records", "reported"] = Field(NONE, description="Counted by Plumbline, or imported")
    as_at: Day = Field(NONE, description="As they were known at the end of that day in London")
    limit: int = Field(AT_MOST, ge=1, le=AT_MOST, description="How many at most on one page")
    cursor: str = Field(NONE, pattern=CURSOR, description="‘next’ of the page before")


InMonthAsked = Query[InMonth]
BetweenAsked = Query[Between]


def only(*models: type[Schema], also: tuple[str, ...] = ()) -> Callable[[Any], Any]:
    """The endpoint takes the parameters of these models, each once, and no others."""
    names = {field.alias or name for model in models for name, field in model.model_fields.items()} | set(
        also
    )

    def decorate(view: Any) -> Any:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            _refuse_others(request, names)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def _refuse_others(request: HttpRequest, names: set[str]) -> None:
    known = ", ".join(sorted(names)) or "no parameters"
    faults = [
        fault(name, f"There is no parameter '{name[:80]}' here.", known)
        for name in request.GET
        if name not in names
    ]
    faults += [
        fault(name, f"{name} is given {len(values)} times.", "It is given once.")
        for name, values in request.GET.lists()
        if name in names and len(values) > 1
    ]
    if faults:
        raise Problem(400, " ".join(each.what for each in faults), *faults)
