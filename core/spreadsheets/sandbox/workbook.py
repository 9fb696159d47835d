"""XLSX from the inside: every cell as the text that a person would write for it."""

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from .archive import Archive, damaged, first_sheet, repacked
from .cells import check_reach, errors_of
from .percents import percent_styles, percents_of

_STYLES = "xl/styles.xml"


def rows_of(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each row of the first visible sheet with the sheet's own number."""
    archive = Archive(content)
    name, part = first_sheet(archive)
    sheet = archive.xml(part)
    check_reach(sheet)
    errors = errors_of(sheet)
    percents = percents_of(sheet, percent_styles(archive.xml(_STYLES))) if _STYLES in archive else {}
    safe = repacked(archive, part, sheet)
    del sheet, archive
    for number, values in enumerate(_values(safe, name), start=1):
        cells = [text_of(value) for value in values]
        for column in percents.get(number, ()):
            if column <= len(values) and isinstance(values[column - 1], float):
                cells[column - 1] = per_cent(values[column - 1])
        for column in range(len(cells)) if errors else ():
            cells[column] = errors.get((number, column + 1), cells[column])
        yield number, cells


def _values(content: bytes, name: str) -> list[list[Any]]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            rows: Any = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            return rows
    except (CalamineError, OSError, ValueError) as error:
        raise damaged("The workbook is damaged: its first sheet can't be read.") from error


def text_of(value: object) -> str:
    """Excel's 12.0 is 12, its dates are ISO, its TRUE is yes; a time of midnight is left away."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        # 15 digits are what Excel shows: the rest is the float's, not the writer's.
        text = f"{value:.15g}"
        return f"{Decimal(text):f}" if "e" in text else text
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    return str(value)


def per_cent(value: float) -> str:
    """0.27 is 27%, 0.145 is 14.5%: times a hundred and no more, whatever the format rounds it to."""
    return f"{text_of(value * 100)}%"
