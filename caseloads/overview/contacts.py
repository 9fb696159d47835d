"""A child's visits and supervisions, the newest first: some of each, or one of the two page by page."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from caseloads.models import Child
from core.tables.pages import PER_PAGE, BoundedPaginator, pagination

NEWEST = 10
KINDS = {"visits": ("visits", "-visited_on"), "supervisions": ("supervisions", "-held_on")}


@dataclass(frozen=True)
class Listed:
    """Some of the child's visits, or supervisions: those shown, how many there are, the way to the others."""

    rows: list[Any]
    total: int
    pagination: dict[str, Any] | None = None

    @property
    def has_more(self) -> bool:
        """Whether there are more than these on no page of theirs."""
        return self.pagination is None and self.total > len(self.rows)


def of(child: Child, asked: QueryDict) -> dict[str, Listed]:
    """The newest of each; all, page by page, of the kind that was asked for ('?all=visits')."""
    every = asked.get("all", "")
    return {kind: _listed(child, kind, asked if kind == every else None) for kind in KINDS}


def _listed(child: Child, kind: str, asked: QueryDict | None) -> Listed:
    related, order = KINDS[kind]
    found = getattr(child, related).order_by(order)
    paginator = BoundedPaginator(found, NEWEST if asked is None else PER_PAGE)
    if asked is None:
        return Listed(list(paginator.page(1)), paginator.count)
    page = paginator.nearest(asked.get("page", "1"))
    return Listed(list(page), paginator.count, pagination(page, asked))
