"""Where the published workbook is."""

from django.urls import path

from indicators.publishing import views

urlpatterns = [
    path("performance/<month:month>/workbook/", views.performance_workbook, name="performance_workbook")
]
