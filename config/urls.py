"""Every address. Each room has its own; what is open without signing in says so at its view."""

from django.urls import include, path, register_converter

from core.months import MonthConverter

register_converter(MonthConverter, "month")

handler429 = "core.signin.too_many_requests"

urlpatterns = [
    path("", include("core.urls")),
    path("", include("organisation.urls")),
    path("", include("figures.urls")),
    path("", include("caseloads.urls")),
    path("", include("audits.urls")),
    path("", include("indicators.urls")),
    path("account/", include("config.account_urls")),
]
