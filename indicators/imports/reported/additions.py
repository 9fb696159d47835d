"""What a report adds: figures, benchmarks, targets."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from indicators.imports.reported.held import Content, Held, HeldBenchmark, HeldTarget, Key
from indicators.rules.odd.series import restates


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure that the file adds."""

    key: Key
    row: int
    column: str
    content: Content
    as_published: str
    section: str
    aside: bool
    note: str
    before: Held | None
    """What was current when the report came out; None of one that is aside."""
    after: Held | None
    """What a later report, that was taken already, made of it."""
    again: bool
    """Whether an earlier report printed the same."""
    printed_as: int | None = None
    """That earlier figure, the newest of this section before any other."""
    frozen: bool = False
    """Whether somebody stands by a figure of it, or by there being none."""
    unknown: bool = False
    """Whether somebody stands by it that nothing was known of it."""

    @property
    def restates_before(self) -> bool:
        """Whether it says something else than what was current when the report came out.

        Where nothing was, it does if somebody stands by that.
        """
        if self.before is None:
            return self.unknown
        return self._restated(self.before.content, self.content)

    @property
    def is_restated_after(self) -> bool:
        """Whether a later report, that was taken already, says something else."""
        return self.after is not None and self._restated(self.content, self.after.content)

    @property
    def restates(self) -> bool:
        """Either of the two."""
        return self.restates_before or self.is_restated_after

    def _restated(self, old: Content, new: Content) -> bool:
        return (self.frozen and old != new) or restates(_said(old), _said(new))


def _said(content: Content) -> tuple[Decimal | None, str]:
    return content.value, content.missing + content.held_back


@dataclass(frozen=True, slots=True)
class NewBenchmark:
    """A benchmark that the file adds, or corrects."""

    indicator: int
    slug: str
    peer: str
    year: int
    value: Decimal
    as_published: str
    before: HeldBenchmark | None


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target that the file sets, from a month on."""

    indicator: int
    slug: str
    operator: str
    value: Decimal
    note: str
    starts_on: dt.date
    before: HeldTarget | None
    """The one in force in the file's last month."""


def plain(value: Decimal | None) -> str:
    """A decimal without zeros at its end."""
    return "" if value is None else f"{value.normalize():f}"
