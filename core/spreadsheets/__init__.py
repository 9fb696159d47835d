"""Spreadsheets that other people made, read safely: `read` gives a `Sheet` or raises `Unreadable`."""

from core.spreadsheets.reading import Line, Sheet, read
from core.spreadsheets.sandbox.unreadable import Unreadable

__all__ = ["Line", "Sheet", "Unreadable", "read"]
