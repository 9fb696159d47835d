"""What a file of figures may hold, for its page and the list of imports."""

from core.importing.headings import Column

MONTH = "a number such as 27%, 1,928 or 14.24, or why there is none: TBC, -, N/A, UNDER REVIEW, <5"
WIDE = (
    Column("indicator", "the indicator’s name, as the catalogue or an earlier file has it", True, ""),
    Column("a column for each month, such as Oct-22", MONTH, True, ""),
    Column("section", "the section of the report in which the row stands", False, ""),
    Column("ref_id", "the row’s reference; it is not taken", False, ""),
    Column("target", "what the last month is to reach: 273, <36%, <17K", False, ""),
    Column("note", "a note of up to 400 characters", False, ""),
    Column("england_22_23 and its like", "a benchmark of a financial year: England, South East, "
           "statistical neighbours, or the council itself", False, ""),
)  # fmt: skip
ALSO = (
    "Or, with a row for each month: indicator, month, value, numerator, denominator, place, section, note. "
    "RAG and direction of travel may stand in the file and are not taken: Plumbline works them out."
)


def rows(columns: tuple[Column, ...]) -> list[dict[str, str]]:
    """The columns as a table shows them."""
    return [
        {
            "heading": column.heading,
            "accepts": column.accepts[:1].upper() + column.accepts[1:],
            "needed": "Always" if column.required else "May be blank or missing",
        }
        for column in columns
    ]
