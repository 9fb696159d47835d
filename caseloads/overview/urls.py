"""Where the overview pages are. No case reference stands in any of them."""

from django.urls import path

from caseloads.overview import lists, views

urlpatterns = [
    path("caseloads/", views.caseloads, name="caseloads"),
    path("caseloads/areas/<int:pk>/", views.area, name="caseload_area"),
    path("caseloads/teams/<int:pk>/", views.team, name="caseload_team"),
    path("caseloads/workers/", lists.Workers.as_view(), name="caseload_workers"),
    path("caseloads/workers/<int:pk>/", views.worker, name="caseload_worker"),
    path("caseloads/children/", lists.Children.as_view(), name="child_search"),
    path("caseloads/children/<int:pk>/", views.child, name="child"),
]
