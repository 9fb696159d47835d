"""The tables of policies: what is in force today, all periods of one policy."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from caseloads.setting.subjects import Subject
from core.tables import Column, RecordTable
from core.tables.columns import tag
from organisation import dated

IN_FORCE, PLANNED, ENDED = "In force", "Planned", "Ended"
COLOURS = {IN_FORCE: "green", PLANNED: "blue", ENDED: "grey"}


def standing(row: Any, today: dt.date) -> str:
    """Whether a period is in force, planned or ended."""
    if row.starts_on > today:
        return PLANNED
    return ENDED if row.ends_on is not None and row.ends_on <= today else IN_FORCE


@dataclass(frozen=True)
class Today:
    """One subject on a day: what is in force since when, and what is planned."""

    subject: Subject
    day: dt.date

    def get_absolute_url(self) -> str:
        return self.subject.get_absolute_url()

    @property
    def name(self) -> str:
        """Of what the policy is."""
        return self.subject.name

    @cached_property
    def held(self) -> Any:
        """The row in force; None where the default is."""
        return next((row for row in self.subject.rows if standing(row, self.day) == IN_FORCE), None)

    @property
    def now(self) -> SafeString | str:
        """What is in force, the default said as such."""
        if self.held is not None:
            return self.subject.says(self.held)
        return format_html("{} {}", self.subject.otherwise, tag("Default", {}))

    @property
    def since(self) -> str | None:
        """Since when; nothing where nothing has been set."""
        return None if self.held is None else dated.words(self.held.starts_on)

    @property
    def planned(self) -> str | None:
        """What changes later, the next change first."""
        later = [row for row in reversed(self.subject.rows) if standing(row, self.day) == PLANNED]
        said = [f"{self.subject.says(row)} from {dated.words(row.starts_on)}" for row in later]
        if self.held is not None and self.held.ends_on and not follows(self.subject.rows, self.held):
            said.insert(0, f"{self.subject.otherwise} from {dated.words(self.held.ends_on)}")
        return "; ".join(said) or None


def follows(rows: Sequence[Any], row: Any) -> bool:
    """Whether another period begins on the day on which this one ends."""
    return any(other.starts_on == row.ends_on for other in rows)


class TodayTable(RecordTable):
    """Frequencies in force: of which children, how often, since when."""

    name = Column(linkify=True, orderable=False, verbose_name="Children")
    now = Column(orderable=False, verbose_name="At least every")
    since = Column(orderable=False, verbose_name="Since")
    planned = Column(orderable=False, verbose_name="Planned")

    def __init__(self, subjects: Iterable[Subject], day: dt.date, caption: str) -> None:
        super().__init__([Today(subject, day) for subject in subjects])
        self.caption = caption

    class Meta(RecordTable.Meta):
        pass


class LimitTable(TodayTable):
    """Limits in force: which, how many, since when."""

    name = Column(linkify=True, orderable=False, verbose_name="Limit")
    now = Column(orderable=False, verbose_name="Children")

    class Meta(RecordTable.Meta):
        pass


@dataclass(frozen=True)
class PeriodRow:
    """A period of a policy, for the table of all of them."""

    subject: Subject
    row: Any
    day: dt.date

    @property
    def says(self) -> str:
        """What it says."""
        return self.subject.says(self.row)

    @property
    def starts(self) -> str:
        """Its first day."""
        return dated.words(self.row.starts_on)

    @property
    def ends(self) -> str | None:
        """The first day without it."""
        return dated.words(self.row.ends_on) if self.row.ends_on else None

    @property
    def standing(self) -> str:
        """Whether it is in force, planned or ended."""
        return standing(self.row, self.day)

    @property
    def can(self) -> SafeString:
        """The ways to put it right, and to end it or take it back."""
        way = "Take back" if self.standing == PLANNED else "End"
        ways = [("Correct", "caseload_policy_correct")]
        if self.standing != ENDED:
            ways.append((way, "caseload_policy_end"))
        args = [self.subject.kind, self.subject.key, self.row.pk]
        return format_html_join(
            " ",
            '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> {} from {}</span></a>',
            ((reverse(name, args=args), words, self.says, self.starts) for words, name in ways),
        )


class StandingColumn(Column):
    """In force, planned or ended, as a tag."""

    def render(self, value: str) -> SafeString:
        return tag(value, COLOURS)


class PeriodTable(RecordTable):
    """All periods of a policy; `may_change` adds the ways to change one."""

    starts = Column(orderable=False, verbose_name="From")
    ends = Column(orderable=False, verbose_name="First day without")
    says = Column(orderable=False, verbose_name="What it says")
    standing = StandingColumn(orderable=False, verbose_name="State")
    can = Column(orderable=False, verbose_name="Change")

    caption = "All periods"

    def __init__(self, rows: Sequence[PeriodRow], *, may_change: bool) -> None:
        super().__init__(rows, exclude=() if may_change else ("can",))

    class Meta(RecordTable.Meta):
        pass
