"""Tables of workers, the same columns and words wherever caseloads are listed."""

from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from caseloads.reading.holding import Worker
from core.tables import Column, NumberColumn, RecordTable
from core.tables.columns import tag
from figures.shown import rounded
from figures.tables import number
from organisation.tables.columns import FteColumn

DECIMALS = 1
FULL = Decimal(100)


def per_fte_in_words(value: Decimal | None) -> str:
    """20.0; a dash where there is no FTE, never a number."""
    return "–" if value is None else f"{rounded(value, DECIMALS):f}"


def share_in_words(value: Decimal | None) -> str:
    """118%; what is over the limit by less than half a per cent still says so."""
    if value is None:
        return "–"
    shown = rounded(value)
    return "over 100%" if value > FULL == shown else f"{shown:f}%"


class PerFteColumn(NumberColumn):
    """Children per 1 FTE, half-up to one decimal."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accessor="per_fte", verbose_name="Children per FTE", **kwargs)

    def render(self, value: int | Decimal) -> str:
        return per_fte_in_words(Decimal(value))

    def value(self, value: int | Decimal) -> int | Decimal:
        return number(rounded(Decimal(value), DECIMALS))


class LimitColumn(NumberColumn):
    """How many children a worker holds at most, for their own FTE."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accessor="limit__own", verbose_name="Limit", **kwargs)

    def render(self, value: int | Decimal) -> str:
        return f"{rounded(Decimal(value), DECIMALS).normalize():f}"

    def value(self, value: int | Decimal) -> int | Decimal:
        return number(rounded(Decimal(value), DECIMALS))


class ShareColumn(NumberColumn):
    """How much of the limit is taken up, in per cent, bold where that is too much.

    A dash, never 0%, where there is no limit or no FTE.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accessor="share", verbose_name="Share of limit", **kwargs)

    def render(self, value: int | Decimal) -> str:
        words = share_in_words(Decimal(value))
        return format_html('<strong class="app-late">{}</strong>', words) if value > FULL else words

    def value(self, value: int | Decimal) -> int | Decimal:
        return number(rounded(Decimal(value)))


def flags(worker: Worker) -> list[tuple[str, str]]:
    """What there is to note of a caseload, the gravest first: words and a tag's colour."""
    found = []
    if worker.alarm:
        found.append((f"{worker.alarm.capitalize()}, holds children", "red"))
    if worker.is_over_protected:
        found.append(("Over protected limit", "red"))
    elif worker.is_over:
        found.append(("Over limit", "red"))
    if worker.is_reported:
        found.append((f"{worker.reported_from} or more", "orange"))
    elif worker.would_be_reported:
        found.append((f"{worker.reported_from} or more at full time", "yellow"))
    return found


def flag_tags(worker: Worker) -> SafeString | str:
    """The flags as tags; a dash where there is nothing to note."""
    found = flags(worker)
    return format_html_join(" ", "{}", ((tag(words, {words: colour}),) for words, colour in found)) or "–"


class FlagsColumn(Column):
    """What there is to note of a worker's caseload."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accessor="pk", verbose_name="To note", orderable=False, **kwargs)

    def render(self, record: Worker) -> SafeString | str:
        return flag_tags(record)

    def value(self, record: Worker) -> str:
        return ", ".join(words for words, _ in flags(record))


class WorkerTable(RecordTable):
    """Workers: who, where, for how much of a week; count, count per FTE and share of the limit side by side.

    Takes `caseloads.reading.holding.Worker` or rows with the same attributes. A table of one team or one
    service area leaves out what is the same in each row: `WorkerTable(rows, exclude=("team", "area"))`.
    """

    name = Column(linkify=True, verbose_name="Worker")
    team = Column(verbose_name="Team")
    area = Column(verbose_name="Service area")
    role = Column(verbose_name="Role")
    qualifying_status = Column(verbose_name="Qualifying status")
    fte = FteColumn()
    children = NumberColumn(verbose_name="Children", initial_sort_descending=True)
    per_fte = PerFteColumn(initial_sort_descending=True)
    limit = LimitColumn()
    share = ShareColumn(initial_sort_descending=True)
    flags = FlagsColumn()

    caption = "Workers"

    class Meta(RecordTable.Meta):
        sequence: tuple[str, ...] = ("...",)
