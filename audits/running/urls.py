"""Where the pages of running a month are: expectations, adjustments, reminders, the chase list."""

from django.urls import URLPattern, path

from audits.views import adjustments, chase, expectations, reminders


def patterns() -> list[URLPattern]:
    """Before cycles/<key>/<to>/, which takes every word for a move."""
    return [
        path("audits/<int:pk>/adjust/<slug:kind>/", adjustments.adjust, name="audit_adjust"),
        path("audits/<int:pk>/reinstate/", adjustments.reinstate, name="audit_reinstate"),
        path("audits/<int:pk>/missed/", adjustments.missed, name="audit_missed"),
        path("adjustments/", adjustments.Adjustments.as_view(), name="adjustments"),
        path("adjustments/<int:pk>/", adjustments.adjustment, name="adjustment"),
        path("adjustments/<int:pk>/decide/", adjustments.decide, name="adjustment_decide"),
        path("expectations/", expectations.Expectations.as_view(), name="expectations"),
        path("expectations/new/", expectations.new, name="expectation_new"),
        path("expectations/<int:pk>/", expectations.expectation, name="expectation"),
        path("expectations/<int:pk>/change/", expectations.change, name="expectation_change"),
        path("expectations/<int:pk>/end/", expectations.end, name="expectation_end"),
        path("reminders/", reminders.reminders, name="reminders"),
        path("reminders/<slug:kind>/", reminders.reminder, name="reminder"),
        path("cycles/chase/", chase.Chase.as_view(), name="chase"),
        path("cycles/chase/remind/", chase.remind, name="chase_remind"),
        path("cycles/<cycle:key>/auditors/", expectations.CycleAuditors.as_view(), name="cycle_auditors"),
    ]
