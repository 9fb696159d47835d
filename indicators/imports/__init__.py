"""Files into rows and problems, and what the rows would change. Nothing is written."""

from indicators.imports.reported import (
    NO_ANSWERS,
    Answers,
    Checked,
    Parsed,
    Question,
    Warning,
    check,
    known,
    parse,
)

__all__ = ["NO_ANSWERS", "Answers", "Checked", "Parsed", "Question", "Warning", "check", "known", "parse"]
