"""Where the pages of learning are: tags, search, auditors, practitioners' copies."""

from django.urls import URLPattern, path

from audits.views import auditors, copy, search, tags


def patterns() -> list[URLPattern]:
    """They stand before `audits/<int:pk>/` or after it alike: none of them is a number."""
    return [
        path("audits/search/", search.Search.as_view(), name="point_search"),
        path("audits/<int:pk>/tags/", tags.of_audit, name="audit_tags"),
        path("audits/<int:pk>/copy/", copy.copy, name="audit_copy"),
        path("auditors/", auditors.Auditors.as_view(), name="auditors"),
        path("auditors/me/", auditors.me, name="auditor_me"),
        path("auditors/<int:pk>/", auditors.auditor, name="auditor"),
        path("tags/", tags.Tags.as_view(), name="tags"),
        path("tags/new/", tags.new, name="tag_new"),
        path("tags/<int:pk>/", tags.tag, name="tag"),
        path("tags/<int:pk>/change/", tags.change, name="tag_change"),
        path("tags/<int:pk>/use/", tags.use, name="tag_use"),
    ]
