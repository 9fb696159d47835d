from organisation.actions.places import (
    create_service_area,
    end_service_area,
    rename_service_area,
    show_todays_names,
)
from organisation.actions.reorganising import merge_teams, merge_teams_into_new, move_staff, split_team
from organisation.actions.roles import end_role, give_role
from organisation.actions.staff import (
    StaffValues,
    change_staff,
    correct_staff_record,
    create_staff,
    leave,
    name_staff,
)
from organisation.actions.teams import TeamValues, change_team, create_team, end_team
from organisation.actions.users import change_user, create_user, invite, switch_off, switch_on

__all__ = [
    "StaffValues",
    "TeamValues",
    "change_staff",
    "change_team",
    "change_user",
    "correct_staff_record",
    "create_service_area",
    "create_staff",
    "create_team",
    "create_user",
    "end_role",
    "end_service_area",
    "end_team",
    "give_role",
    "invite",
    "leave",
    "merge_teams",
    "merge_teams_into_new",
    "move_staff",
    "name_staff",
    "rename_service_area",
    "show_todays_names",
    "split_team",
    "switch_off",
    "switch_on",
]
