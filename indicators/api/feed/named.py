"""What the catalogue says of a month's indicators, as the feed needs it, and what a figure means by it."""

import csv
import datetime as dt
import io
from decimal import Decimal
from functools import cached_property
from typing import Any

from core.exports import safe_cell
from figures.printing import plain
from figures.shown import rounded
from indicators.models import Entry, Kind, Target
from indicators.reading.catalogue import WORDS, Listed, listed
from indicators.rules.direction import direction
from indicators.rules.rag import rag


class Amount:
    """A number of a figure, exactly, and as it is printed. There is one of each: it is known by itself."""

    __slots__ = ("text", "value")

    def __init__(self, value: Decimal | None) -> None:
        self.value = value
        self.text = plain(value)


NOTHING = Amount(None)


def cell(text: Any) -> str:
    """A text as CSV has it, and as no spreadsheet takes for a formula; on one line."""
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow([safe_cell(" ".join(str(text).split()))])
    return "" if written.getvalue() == '""' else written.getvalue()


class Scale:
    """To how many decimals figures are shown, and what is better: what follows from these alone."""

    def __init__(self, decimals: int, polarity: str) -> None:
        self._decimals, self._polarity = decimals, polarity
        self._of: dict[Decimal, Amount] = {}
        self._shown: dict[Amount, Amount] = {}
        self._ways: dict[tuple[Amount, Amount], tuple[str, str]] = {}

    def shown(self, amount: Amount) -> Amount:
        """As it is shown, half-up: what RAG and direction are judged by. One amount for each number."""
        found = self._shown.get(amount)
        if found is None:
            if amount.value is None:
                return NOTHING
            value = rounded(amount.value, self._decimals)
            found = self._shown[amount] = self._of.setdefault(value, Amount(value))
        return found

    def way(self, amount: Amount, before: Amount) -> tuple[str, str]:
        """Where a shown amount went since another, and what that means, by the rule."""
        key = (amount, before)
        found = self._ways.get(key)
        if found is None:
            went = direction(amount.value, before.value, self._polarity)
            found = self._ways[key] = (str(went.way), str(went.change)) if went else ("", "")
        return found


class Named:
    """An indicator under one entry and one target: its words, and what its amounts mean, all worked out once.

    Most figures are small, and few differ.
    """

    def __init__(self, indicator: Listed, section: str, scale: Scale) -> None:
        self.indicator, self.section, self.scale = indicator, section, scale
        self._rag: dict[Amount, str] = {}

    @cached_property
    def head(self) -> str:
        """The first three cells."""
        return ",".join([cell(self.indicator.slug), cell(self.indicator.name), cell(self.section)])

    @cached_property
    def fingerprint(self) -> str:
        """Changes when anything does that the feed says by it."""
        return repr((self.indicator, self.section))

    def target(self, whole_service: bool) -> tuple[str, str]:
        """How much, and what the operator asks; a count's is the whole service's alone (`Standing.aims`)."""
        aim = self.indicator.aim
        if aim is None or not (whole_service or self.indicator.kind != Kind.COUNT):
            return "", ""
        return plain(aim.value), WORDS[aim.operator]

    def rag(self, shown: Amount) -> str:
        """The word of a shown amount's code, by the rule, where there is a target."""
        found = self._rag.get(shown)
        if found is None:
            aim: Any = self.indicator.aim
            code = rag(shown.value, aim.operator, aim.value, aim.tolerance, self.indicator.polarity)
            found = self._rag[shown] = str(code or "")
        return found


class Names:
    """The catalogue over many months: two queries."""

    def __init__(self) -> None:
        self._entries = list(Entry.objects.select_related("indicator", "section").in_order())
        self._targets: dict[int, list[Target]] = {}
        for target in Target.objects.order_by("pk"):
            self._targets.setdefault(target.indicator_id, []).append(target)
        self._known: dict[tuple[int, int], Named] = {}
        self._scales: dict[tuple[int, str], Scale] = {}

    def of(self, month: dt.date) -> list[Named]:
        """The indicators of the month, as the report orders them."""
        return [self._named(entry, month) for entry in self._entries if _holds(entry, month)]

    def _named(self, entry: Any, month: dt.date) -> Named:
        targets = self._targets.get(entry.indicator_id, ())
        target = next((each for each in targets if _holds(each, month)), None)
        key = (entry.pk, target.pk if target else 0)
        if key not in self._known:
            for name in ("operator", "value", "tolerance", "basis", "note"):
                setattr(entry, f"aim_{name}", getattr(target, name) if target else None)
            entry.last_step = None
            found = listed(entry)
            scale = self._scales.setdefault(
                (found.decimals, found.polarity), Scale(found.decimals, found.polarity)
            )
            self._known[key] = Named(found, entry.section.name, scale)
        return self._known[key]


def _holds(period: Any, month: dt.date) -> bool:
    return period.starts_on <= month and (period.ends_on is None or month < period.ends_on)
