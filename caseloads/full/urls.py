"""Addresses of the clinic's lists and of the responses to full caseloads."""

from django.urls import URLPattern, path

from caseloads.full import lists, responding

urlpatterns: list[URLPattern] = [
    path("caseloads/20-or-more/", lists.Reported.as_view(), name="caseloads_reported"),
    path("caseloads/protected/", lists.Protected.as_view(), name="caseloads_protected"),
    path("caseloads/alarms/", lists.Alarms.as_view(), name="caseload_alarms"),
    path(
        "caseloads/workers/<int:pk>/respond/<slug:about>/",
        responding.caseload_respond,
        name="caseload_respond",
    ),
]
