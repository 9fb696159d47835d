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
from core.tables.filters import RecordFilters
from core.tables.listing import RecordList
from core.tables.table import RecordTable

__all__ = [
    "Column",
    "DateColumn",
    "MonthColumn",
    "NumberColumn",
    "RecordFilters",
    "RecordList",
    "RecordTable",
    "TagColumn",
    "TimeColumn",
    "YesNoColumn",
]
