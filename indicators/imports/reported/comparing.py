"""Which figures a report adds to what is held, and which of two sections' is current. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from figures.models import Missing
from indicators.imports.reported.additions import NewFigure
from indicators.imports.reported.held import Content, Held, Key, Known
from indicators.imports.reported.matching import Line, Printed

NOT_AVAILABLE = Content(None, None, None, Missing.NOT_AVAILABLE.value)
Chosen = dict[Key, list[Printed]]
"""What the file prints of each key: the first is current, the others are of other sections."""


def choose(lines: Iterable[Line]) -> Chosen:
    """Of the sections that print an indicator's month, its home section's is current, else the first."""
    found: Chosen = defaultdict(list)
    for line in lines:
        for printed in line.printed.values():
            found[printed.key].append(printed)
    for several in found.values():
        several.sort(key=lambda printed: not printed.home)
    return dict(found)


def fill(lines: Iterable[Line], chosen: Chosen, known: Known) -> None:
    """A blank after the row's first value, of which nothing is held nor said elsewhere, is not available.

    Where something is held the blank says nothing.
    """
    for line in sorted(lines, key=lambda each: not each.home):
        for key, cell in line.blank.items():
            if key not in chosen and key not in known.before:
                printed = Printed(cell, key, NOT_AVAILABLE, line.series.section, line.home)
                chosen[key] = [printed]
                line.printed[key.month] = printed


def is_aside(printed: Printed, chosen: Chosen, known: Known) -> bool:
    """Whether another section's figure is the current one: of this file, or of another of the same report."""
    if chosen[printed.key][0] is not printed:
        return True
    return not printed.home and _of_same_report(printed, known) is not None


def _of_same_report(printed: Printed, known: Known) -> Held | None:
    """The current figure that another file of this report printed in another section."""
    current = known.newest_before(printed.key)
    if current is None or known.known_at is None or not printed.section:
        return None
    same = current.known_at == known.known_at and current.section != printed.section
    return current if same else None


def is_taken(printed: Printed, known: Known) -> bool:
    """Whether it was taken before: from this same report, or, where no day is said, as the newest."""
    held = known.in_section(printed.key, printed.section)
    if held is None or held.content != printed.content:
        return False
    return known.known_at is None or held.known_at == known.known_at


def new_figures(line: Line, chosen: Chosen, known: Known) -> Iterator[NewFigure]:
    """What the line adds."""
    last = max(line.printed, default=None)
    for month, printed in sorted(line.printed.items()):
        if is_taken(printed, known):
            continue
        aside = is_aside(printed, chosen, known)
        listed = known.before.get(printed.key, [])
        same = [held for held in listed if held.content == printed.content]
        same.sort(key=lambda held: held.section == printed.section)
        note = printed.cell.note
        if not note and month == last and line.series.target is None:
            note = line.series.note
        yield NewFigure(
            key=printed.key,
            row=printed.cell.row,
            column=printed.cell.column,
            content=printed.content,
            as_published=printed.cell.text,
            section=printed.section,
            aside=aside,
            note=note,
            before=None if aside else known.newest_before(printed.key),
            after=None if aside else known.after.get(printed.key),
            again=bool(same),
            printed_as=same[-1].pk if same else None,
            frozen=not aside and known.is_stood_by(printed.key),
            unknown=not aside and known.was_unknown(printed.key),
        )
