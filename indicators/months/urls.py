"""Addresses of this part."""

from django.urls import URLPattern, path

from indicators.months import analysis, signing
from indicators.months.restated import Restatements

SECTION = "performance/<month:month>/<slug:section>/"

urlpatterns: list[URLPattern] = [
    path("performance/restatements/", Restatements.as_view(), name="restatements"),
    path("performance/<month:month>/sign-off/", signing.sign_off, name="sign_off"),
    path(f"{SECTION}analysis/", analysis.section_analysis, name="section_analysis"),
    path(f"{SECTION}confirm/", analysis.section_confirm, name="section_confirm"),
]
