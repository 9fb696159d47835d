"""Addresses of importing figures."""

from django.urls import URLPattern, path

from indicators.taking import lists, names, views, warnings

FILE = "performance/import/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("performance/import/", views.figures_import, name="figures_import"),
    path(FILE, views.figures_check, name="figures_check"),
    path(f"{FILE}names/", names.figures_names, name="figures_names"),
    path(f"{FILE}warnings/<slug:check>/", warnings.figures_warnings, name="figures_warnings"),
    path(f"{FILE}problems/", lists.FoundProblems.as_view(), name="figures_problems"),
    path(f"{FILE}restated/", lists.FoundRestated.as_view(), name="figures_restated"),
    path(f"{FILE}rows/", lists.FoundLines.as_view(), name="figures_rows"),
    path(f"{FILE}again/", views.figures_again, name="figures_again"),
    path(f"{FILE}take/", views.figures_take, name="figures_take"),
    path(f"{FILE}drop/", views.figures_drop, name="figures_drop"),
]
