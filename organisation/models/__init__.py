from organisation.models.places import ServiceArea, ServiceAreaName, Succession, Team, TeamRecord
from organisation.models.staff import Staff, StaffRecord
from organisation.models.users import RoleHolding, User

__all__ = [
    "RoleHolding",
    "ServiceArea",
    "ServiceAreaName",
    "Staff",
    "StaffRecord",
    "Succession",
    "Team",
    "TeamRecord",
    "User",
]
