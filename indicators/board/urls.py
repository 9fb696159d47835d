"""Addresses of this part."""

from django.urls import path

from indicators.board import grid, places, sections, views

urlpatterns = [
    path("performance/", views.performance, name="performance"),
    path("performance/thirteen-months/", grid.performance_grid, name="performance_grid"),
    path("performance/<month:month>/", views.performance_month, name="performance_month"),
    path("performance/<month:month>/places/<str:slug>/", places.Places.as_view(), name="performance_places"),
    path(
        "performance/<month:month>/<slug:section>/", sections.SectionMonthList.as_view(), name="section_month"
    ),
]
