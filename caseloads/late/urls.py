"""Where the lists are that are worked down."""

from django.urls import URLPattern, path

from caseloads.late import lists

urlpatterns: list[URLPattern] = [
    path("caseloads/late-visits/", lists.LateVisits.as_view(), name="late_visits"),
    path("caseloads/late-supervisions/", lists.LateSupervisions.as_view(), name="late_supervisions"),
    path("caseloads/unallocated/", lists.Unallocated.as_view(), name="unallocated"),
]
