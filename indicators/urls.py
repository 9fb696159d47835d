"""Where the pages of indicators are; each part has its own addresses."""

from django.urls import URLPattern, URLResolver, include, path

PARTS = ["board", "one", "catalogue", "months", "taking", "api"]

urlpatterns: list[URLPattern | URLResolver] = [path("", include(f"indicators.{part}.urls")) for part in PARTS]
