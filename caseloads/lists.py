"""What the lists of workers and of children share: who may see them, and what an empty one says."""

from typing import Any

from caseloads.permissions import VIEW
from core.tables import RowList

NOT_LINKED = (
    "Your account is not linked to a staff record, so no team’s children can be shown. "
    "Ask an administrator to link it to yours."
)
NO_TEAM = (
    "Your staff record names no team today, so no team’s children can be shown. "
    "Ask an administrator to put it right."
)


class CaseloadList(RowList):
    """A list of what is within one's reach. An empty one says no more than that, or why nothing is."""

    permissions = [VIEW]

    def get_empty(self) -> str:
        access = _access(self.request.user)
        if access.sees_all_services or access.service_area_ids or access.team_ids:
            return self.empty
        return NOT_LINKED if access.staff_id is None else NO_TEAM


def _access(user: Any) -> Any:
    return user.access
