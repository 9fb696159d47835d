"""The report as a workbook after the good-practice rules for published statistics (gptables).

gptables reads marks in what it writes: `[words](address)` becomes a link, `$$name$$` a note. What
people typed must be neither, so the marks are broken; and no text is ever a formula or a link.
"""

import io
import re
import warnings
from collections.abc import Sequence
from typing import Any

import gptables
import pandas as pd
from django.conf import settings

from core import months
from core.history.wording import moment
from indicators.publishing.report import Note, Report, SheetOfSection, is_percentage
from indicators.publishing.rows import heads, rows
from indicators.reading.standing import Standing

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
A4 = 9
LONGEST_NAME = 31
WRAPPED = {"text_wrap": True, "valign": "top"}
FIRST_WIDTHS, MONTH_WIDTH, LAST_WIDTHS, BENCHMARK_WIDTH = [10, 18], 11, [18, 8, 28, 28], 16
HEADS_HEIGHT = 46
COVER_WIDTH = 110
LEGEND = [
    "A figure in square brackets is none: it says why. [not known] is a month of which nothing is known.",
    "RAG and direction are in words: RAG compares with the target, direction with an earlier figure. "
    "‘Up’ or ‘down’ is what the figure did; ‘better’ or ‘worse’ is what that means.",
]


def workbook(report: Report) -> bytes:
    """The file."""
    target = io.BytesIO()
    labels = {_label(number, each.slug): each for number, each in enumerate(report.sections, start=1)}
    sheets = {"Notes": _notes(report.notes)}
    sheets |= {label: _section(label, each, report) for label, each in labels.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there are no notes of gptables' own kind
        book = gptables.produce_workbook(target, sheets, cover=_cover(report), workbook_options=OPTIONS)
    for sheet in book.worksheets():
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        if sheet.name in labels:
            _set_widths(sheet, sheets[sheet.name], len(report.span))
    book.close()
    return target.getvalue()


def _set_widths(sheet: Any, table: gptables.GPTable, months_shown: int) -> None:
    """As wide as what is in the columns; only their heads wrap, on two lines."""
    names = max(len(str(name)) for name in table.table.iloc[:, 0])
    widths = [names, *FIRST_WIDTHS, *[MONTH_WIDTH] * months_shown, *LAST_WIDTHS]
    others = len(table.table.columns) - len(widths)
    for place, width in enumerate([*widths, *[BENCHMARK_WIDTH] * others]):
        sheet.set_column(place, place, width)
    sheet.set_row(table.data_range[0], HEADS_HEIGHT)
    sheet.freeze_panes(0, 1)


def _cover(report: Report) -> gptables.Cover:
    signed = report.signed
    standing = (
        f"Signed off on {moment(signed.at)} by {signed.by_name}." if signed else "Draft: not signed off yet."
    )
    return gptables.Cover(
        title=f"Performance report, {months.label(report.month)}",
        intro=[_plain(settings.COUNCIL_NAME), _plain(standing), f"As at {moment(report.at)}."],
        about=[
            f"The whole service since {months.label(report.span[0])}, the same month a year before.",
            "Percentages are per cent. Figures are rounded half-up to the decimals that each is reported in.",
            "The notes say which figures are missing and why, which were checked, and which were restated.",
        ],
        width=COVER_WIDTH,
    )


def _section(label: str, sheet: SheetOfSection, report: Report) -> gptables.GPTable:
    table = _table(heads(sheet, report.span), list(rows(sheet, report)))
    return gptables.GPTable(
        table=table,
        table_name=f"section_{label.partition(' ')[0]}",
        title=_plain(sheet.name),
        subtitles=[f"{months.label(report.month)}, {'signed off' if report.signed else 'draft'}"],
        instructions="This worksheet contains one table. Its last column has the numbers of the notes.",
        legend=LEGEND,
        index_columns={2: 0},
        additional_formatting=[*_shapes(sheet.standings), {"row": {"rows": [0], "format": WRAPPED}}],
    )


def _shapes(standings: Sequence[Standing]) -> list[dict[str, Any]]:
    """How the numbers of each row read; the rows of one shape together, since each shape takes time."""
    held: dict[str, list[int]] = {}
    for row, each in enumerate(standings, start=1):
        held.setdefault(_shape(each), []).append(row)
    return [
        {"row": {"rows": rows, "format": {"num_format": shape}, "include_names": False}}
        for shape, rows in held.items()
    ]


def _shape(each: Standing) -> str:
    """As many decimals as the figures are reported in; 27 of a percentage reads 27%, and is 27."""
    digits = "0." + "0" * each.indicator.decimals if each.indicator.decimals else "0"
    return f'{digits}"%"' if is_percentage(each) else f"#,##{digits}"


def _notes(notes: Sequence[Note]) -> gptables.GPTable:
    lines = [
        [place, note.indicator, months.label(note.month), note.kind, note.says]
        for place, note in enumerate(notes, start=1)
    ] or [["None", "All indicators", "All months", "None", "There is nothing to note about these months."]]
    return gptables.GPTable(
        table=_table(["Note", "Indicator", "Month", "Kind", "What it says"], lines),
        table_name="notes",
        title="Notes",
        instructions="This worksheet contains one table.",
        index_columns={},
        additional_formatting=[{"column": {"columns": [4], "format": WRAPPED}}],
    )


def _table(columns: list[str], lines: list[list[Any]]) -> pd.DataFrame:
    clean = [[_plain(cell) if isinstance(cell, str) else cell for cell in line] for line in lines]
    return pd.DataFrame(clean, columns=[_plain(column) for column in columns], dtype=object)


def _plain(text: str) -> str:
    """Nothing but words: without the marks that gptables reads, on one line."""
    words = " ".join(text.split()).replace("](", "] (").replace("$$", "$ $")
    return words if re.search(r"[A-Za-z0-9]", words) else "[none]"


def _label(number: int, slug: str) -> str:
    """The sheet's name, short enough for Excel: '1 Family help'."""
    words = slug.replace("-", " ").replace("_", " ").capitalize()
    return f"{number} {words}"[:LONGEST_NAME].strip()
