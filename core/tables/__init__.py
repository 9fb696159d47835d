"""Lists of records: one table, one list page, for every room."""

from core.tables.columns import (
    Column,
    DateColumn,
    MonthColumn,
    NumberColumn,
    TagColumn,
    TimeColumn,
    YesNoColumn,
)
from core.tables.filters import RecordFilters, RowFilters, choices_of
from core.tables.listing import RecordList, RowList
from core.tables.table import RecordTable

__all__ = [
    "Column",
    "DateColumn",
    "MonthColumn",
    "NumberColumn",
    "RecordFilters",
    "RecordList",
    "RecordTable",
    "RowFilters",
    "RowList",
    "TagColumn",
    "TimeColumn",
    "YesNoColumn",
    "choices_of",
]
