"""Figures as `manage.py figures` prints them (FORMATS, Out). Pure."""

from decimal import Decimal

COLUMNS = ("indicator", "place", "month", "numerator", "denominator", "value", "missing", "source")


def plain(number: Decimal | None) -> str:
    """A decimal in full precision, without trailing zeros or an exponent; None is blank."""
    if number is None:
        return ""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
