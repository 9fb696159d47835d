"""Addresses of the caseloads; each part of the room has its own."""

from django.urls import URLPattern, URLResolver

from caseloads.full import urls as full
from caseloads.late import urls as late
from caseloads.overview import urls as overview
from caseloads.recording import urls as recording
from caseloads.setting import urls as setting

urlpatterns: list[URLPattern | URLResolver] = [
    *overview.urlpatterns,
    *full.urlpatterns,
    *setting.urlpatterns,
    *recording.urlpatterns,
    *late.urlpatterns,
]
