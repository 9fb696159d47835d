"""Where things are recorded by hand. No case reference stands in any address."""

from django.urls import URLPattern, path

from caseloads.recording import allocations, contacts

urlpatterns: list[URLPattern] = [
    path("caseloads/children/<int:pk>/allocate/", allocations.child_allocate, name="child_allocate"),
    path("caseloads/allocations/<int:pk>/end/", allocations.allocation_end, name="allocation_end"),
    path("caseloads/children/<int:pk>/visit/", contacts.visit_record, name="visit_record"),
    path("caseloads/visits/<int:pk>/correct/", contacts.visit_correct, name="visit_correct"),
    path("caseloads/children/<int:pk>/supervision/", contacts.supervision_record, name="supervision_record"),
    path(
        "caseloads/supervisions/<int:pk>/correct/", contacts.supervision_correct, name="supervision_correct"
    ),
]
