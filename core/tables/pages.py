"""Pages of a list, and how many records there are: counted up to 10,000, since counting has its price."""

from functools import cached_property
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

PER_PAGE = 50
COUNTED = 10_000


class BoundedPaginator(Paginator):
    """Django's, which counts no further than COUNTED."""

    @cached_property
    def _counted(self) -> int:
        records: Any = self.object_list
        if isinstance(records, QuerySet):
            return records.order_by()[: COUNTED + 1].count()
        return len(records)

    @cached_property
    def count(self) -> int:
        """How many can be paged through."""
        return min(self._counted, COUNTED)

    @property
    def has_more(self) -> bool:
        """Whether there are more than were counted."""
        return self._counted > COUNTED

    def count_in_words(self) -> str:
        """'34', '1,156' or '10,000+'."""
        return self.listed_in_words() + ("+" if self.has_more else "")

    def listed_in_words(self) -> str:
        """How many can be paged through: '10,000'."""
        return f"{self.count:,}"

    def nearest(self, asked: str) -> Page[Any]:
        """The page asked for; the first if that is no number, the last if it is beyond."""
        try:
            return self.page(int(asked))
        except (ValueError, PageNotAnInteger):
            return self.page(1)
        except EmptyPage:
            return self.page(1 if asked.startswith("-") or asked == "0" else self.num_pages)


def pagination(page: Page[Any], query: QueryDict) -> dict[str, Any] | None:
    """The params of GOV.UK's pagination; None where there is one page only."""
    if page.paginator.num_pages < 2:
        return None

    def url(number: int) -> str:
        changed = query.copy()
        changed["page"] = str(number)
        return "?" + changed.urlencode()

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    items: list[dict[str, Any]] = [
        {"number": number, "href": url(number), "current": number == page.number}
        if isinstance(number, int)
        else {"ellipsis": True}
        for number in numbers
    ]
    params: dict[str, Any] = {"items": items}
    if page.has_previous():
        params["previous"] = {"href": url(page.previous_page_number())}
    if page.has_next():
        params["next"] = {"href": url(page.next_page_number())}
    return params
