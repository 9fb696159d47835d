from organisation.tables.people import RoleTable, StaffRecordTable, StaffTable, UserTable
from organisation.tables.places import (
    ServiceAreaNameTable,
    ServiceAreaTable,
    SuccessionTable,
    TeamRecordTable,
    TeamsInTable,
    TeamStaffTable,
    TeamTable,
)

__all__ = [
    "RoleTable",
    "ServiceAreaNameTable",
    "ServiceAreaTable",
    "StaffRecordTable",
    "StaffTable",
    "SuccessionTable",
    "TeamRecordTable",
    "TeamStaffTable",
    "TeamTable",
    "TeamsInTable",
    "UserTable",
]
