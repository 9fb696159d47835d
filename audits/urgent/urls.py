"""Where audits are sent back, and where safeguarding concerns are raised and answered."""

from django.urls import URLPattern, path

from audits.views import concerns, returns


def patterns() -> list[URLPattern]:
    """Of one audit, then of all concerns."""
    return [
        path("audits/<int:pk>/return/", returns.send_back, name="audit_return"),
        path("audits/<int:pk>/concern/", concerns.report, name="audit_concern"),
        path("concerns/", concerns.Concerns.as_view(), name="concerns"),
        path("concerns/<int:pk>/", concerns.concern, name="concern"),
        path("concerns/<int:pk>/answer/", concerns.answer, name="concern_answer"),
    ]
