"""Addresses of the caseloads; each part of the room has its own."""

from django.urls import URLPattern, URLResolver

from caseloads.setting import urls as setting

urlpatterns: list[URLPattern | URLResolver] = [
    *setting.urlpatterns,
]
