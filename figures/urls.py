"""Where the figures' pages are."""

from django.urls import path

from figures import views

urlpatterns = [
    path("figures/", views.Indicators.as_view(), name="figures"),
    path("figures/roll-ups/", views.rollups, name="rollups"),
    path("figures/<int:pk>/", views.figure_by_number, name="figure_by_number"),
    path("figures/<str:slug>/", views.Series.as_view(), name="indicator"),
    path("figures/<str:slug>/<month:month>/<int:place>/", views.figure, name="figure"),
]
