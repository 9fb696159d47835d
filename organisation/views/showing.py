"""The page of a service area, a team, a member of staff or a user: all four are built alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.tables import RecordTable
from organisation import reading


@dataclass(frozen=True)
class Shown:
    """A table of the page, with what is said when it has no rows."""

    table: RecordTable
    empty: str


def show(
    request: HttpRequest,
    thing: Any,
    *,
    back: tuple[str, str],
    tables: Sequence[Shown],
    actions: Sequence[tuple[str, str]],
) -> HttpResponse:
    """The page of one thing: its facts, what can be done, its records over time, its history.

    `back` is the words and the URL name of the list; `actions` the words of each and its URL name.
    """
    context = {
        "thing": thing,
        "kind": str(thing._meta.verbose_name).capitalize(),
        "back_words": back[0],
        "back_url": reverse(back[1]),
        "facts": reading.facts(thing),
        "tables": tables,
        "actions": [(words, reverse(name, args=[thing.pk])) for words, name in actions],
    }
    return render(request, "organisation/thing.html", context)
