"""Where the administrator's pages are."""

from django.urls import path

from organisation.views import erasing, links, mail, reorganising, roles, service_areas, staff, teams, users

urlpatterns = [
    path("service-areas/", service_areas.ServiceAreas.as_view(), name="service_areas"),
    path("service-areas/new/", service_areas.new, name="service_area_new"),
    path("service-areas/<int:pk>/", service_areas.service_area, name="service_area"),
    path("service-areas/<int:pk>/rename/", service_areas.rename, name="service_area_rename"),
    path("service-areas/<int:pk>/end/", service_areas.end, name="service_area_end"),
    path("teams/", teams.Teams.as_view(), name="teams"),
    path("teams/new/", teams.new, name="team_new"),
    path("teams/merge/", reorganising.merge, name="teams_merge"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/change/", teams.change, name="team_change"),
    path("teams/<int:pk>/split/", reorganising.split, name="team_split"),
    path("teams/<int:pk>/staff/", reorganising.move_staff, name="team_move_staff"),
    path("teams/<int:pk>/end/", teams.end, name="team_end"),
    path("staff/", staff.StaffList.as_view(), name="staff_list"),
    path("staff/new/", staff.new, name="staff_new"),
    path("staff/<int:pk>/", staff.staff, name="staff"),
    path("staff/<int:pk>/change/", staff.change, name="staff_change"),
    path("staff/<int:pk>/name/", staff.name, name="staff_name"),
    path("staff/<int:pk>/leave/", staff.leave, name="staff_leave"),
    path("staff/<int:pk>/records/<int:record>/", staff.correct, name="staff_record_correct"),
    path("history/erase/", erasing.find, name="history_erase"),
    path("history/erase/<int:number>/", erasing.erase, name="history_erase_entry"),
    path("mail/", mail.Outbox.as_view(), name="mail"),
    path("users/", users.Users.as_view(), name="users"),
    path("users/new/", users.new, name="user_new"),
    path("users/<int:pk>/", users.user, name="user"),
    path("users/<int:pk>/change/", users.change, name="user_change"),
    path("users/<int:pk>/off/", users.off, name="user_off"),
    path("users/<int:pk>/on/", users.on, name="user_on"),
    path("users/<int:pk>/link/", links.link, name="user_link"),
    path("users/<int:pk>/roles/new/", roles.give, name="role_give"),
    path("users/<int:pk>/roles/<int:holding>/end/", roles.end, name="role_end"),
]
