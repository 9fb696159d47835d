"""Where the audit tool's pages are."""

from django.urls import URLPattern, path

from audits.views import tool_pages, tools


def patterns() -> list[URLPattern]:
    """The list, imports, one version and what is done with it."""
    return [
        path("tools/", tools.tools, name="tools"),
        path("tools/import/", tools.import_tool, name="tool_import"),
        path("tools/compare/", tool_pages.compare, name="tool_compare"),
        path("tools/<int:pk>/", tools.tool_version, name="tool_version"),
        path("tools/<int:pk>/preview/", tool_pages.preview, name="tool_preview"),
        path("tools/<int:pk>/file/", tool_pages.download, name="tool_download"),
        path("tools/<int:pk>/use/", tool_pages.use, name="tool_use"),
        path("tools/<int:pk>/theme/", tool_pages.theme, name="tool_theme"),
    ]
