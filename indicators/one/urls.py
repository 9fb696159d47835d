"""Addresses of this part."""

from django.urls import path

from indicators.one import steps, views

BASE = "performance/indicators/<str:slug>/"

urlpatterns = [
    path(BASE, views.OneIndicator.as_view(), name="performance_indicator"),
    path(f"{BASE}step-changes/", steps.step_change_set, name="step_change_set"),
    path(f"{BASE}step-changes/<int:pk>/", steps.step_change_remove, name="step_change_remove"),
]
