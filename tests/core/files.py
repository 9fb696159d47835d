"""Files for import tests: text as CSV, rows as a workbook."""

import io

import xlsxwriter


def csv(path, text):
    """The text as a file of that name; lines may be indented."""
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", encoding="utf-8")
    return path


def workbook(rows):
    """The rows as the bytes of a workbook, every cell a text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()
