from organisation.tables.mail import MessageTable
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
    "MessageTable",
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
